// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "route-my-traces",
  dependencies: [.package(name: "croute", path: "../..")],
  targets: [.executableTarget(name: "route-my-traces", dependencies: [.product(name: "Routing", package: "croute")])],
  swiftLanguageModes: [.v6]
)
