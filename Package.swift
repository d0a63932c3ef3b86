// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors where `CI` is set, so that a newer compiler's warnings never keep a user from building.
let settings: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

func library(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: settings)
}

let package = Package(
  name: "croute",
  targets: [
    library("Mathematics"),
    .systemLibrary(name: "CZip"),
    library("Input", ["Mathematics", "CZip"]),
    library("Display", ["Mathematics", "Input"]),
    .systemLibrary(name: "CSQLite"),
    library("Traces", ["Mathematics", "Input", "CSQLite"]),
    library("Routing", ["Mathematics", "Input", "Traces"]),
    library(
      "Sessions", ["Mathematics", "Input", "Traces", "Routing", "Display", "CSQLite"],
      resources: [.embedInCode("Policy/policy.schema.json")]),
    .systemLibrary(name: "CReadline"),
    library("Terminal", ["Input", "Display", "Sessions", "CReadline"]),
    .systemLibrary(name: "CZeroMQ"),
    .systemLibrary(name: "CSodium"),
    library("Jupyter", ["Mathematics", "Input", "Traces", "Display", "Sessions", "CZeroMQ", "CSodium"]),
    .executableTarget(name: "croute", dependencies: ["Sessions", "Terminal", "Jupyter"], swiftSettings: settings),
    .executableTarget(
      name: "benchmarks", dependencies: ["Mathematics", "Input", "Traces", "Routing"], swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("MathematicsTests", ["Mathematics"]),
    tests("InputTests", ["Mathematics", "Input"]),
    tests("TracesTests", ["Mathematics", "Input", "Traces", "CSQLite"]),
    tests("RoutingTests", ["Mathematics", "Input", "Traces", "Routing"]),
    tests("DisplayTests", ["Mathematics", "Input", "Display"]),
    tests("SessionsTests", ["Mathematics", "Input", "Traces", "Routing", "Display", "Sessions"]),
    tests("TerminalTests", ["Display", "Sessions", "Terminal"]),
    tests("JupyterTests", ["Input", "Traces", "Display", "Sessions", "Jupyter"]),
  ],
  swiftLanguageModes: [.v6]
)
