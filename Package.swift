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
    library("Traces", ["Mathematics"]),
    library("Routing", ["Mathematics", "Traces"]),
    library("Display", ["Mathematics", "Traces"]),
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CSodium"),
    library(
      "Sessions", ["Mathematics", "Traces", "Routing", "Display", "CSQLite", "CSodium"],
      resources: [.embedInCode("Policy/policy.schema.json")]),
    .systemLibrary(name: "CReadline"),
    library("Terminal", ["Display", "Sessions", "CReadline"]),
    .systemLibrary(name: "CZeroMQ"),
    library("JupyterKernel", ["Mathematics", "Traces", "CZeroMQ", "CSodium"]),
    library("CommandKernel", ["Mathematics", "Traces", "Display", "Sessions", "JupyterKernel"]),
    .executableTarget(
      name: "croute", dependencies: ["Display", "Sessions", "Terminal", "JupyterKernel", "CommandKernel"],
      swiftSettings: settings),
    .executableTarget(
      name: "benchmarks", dependencies: ["Mathematics", "Traces", "Routing"], swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    tests("MathematicsTests", ["Mathematics"]),
    tests("TracesTests", ["Mathematics", "Traces"]),
    tests("RoutingTests", ["Mathematics", "Traces", "Routing"]),
    tests("DisplayTests", ["Mathematics", "Display"]),
    tests("SessionsTests", ["Mathematics", "Traces", "Routing", "Display", "Sessions"]),
    tests("TerminalTests", ["Display", "Sessions", "Terminal"]),
    tests("JupyterKernelTests", ["Mathematics", "Traces", "JupyterKernel", "CZeroMQ"]),
    tests("CommandKernelTests", ["Mathematics", "Traces", "Display", "Sessions", "JupyterKernel", "CommandKernel"]),
  ],
  swiftLanguageModes: [.v6]
)
