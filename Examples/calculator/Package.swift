// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "calculator",
  dependencies: [.package(name: "croute", path: "../..")],
  targets: [.executableTarget(name: "calculator", dependencies: [.product(name: "Toolkit", package: "croute")])],
  swiftLanguageModes: [.v6]
)
