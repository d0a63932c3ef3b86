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
  products: [
    .library(name: "Routing", targets: ["Mathematics", "Traces", "Routing"]),
    .library(
      name: "Toolkit",
      targets: ["Display", "CommandLanguage", "SessionFiles", "Terminal", "JupyterKernel", "CommandKernel"]),
    .executable(name: "croute", targets: ["croute"]),
    .executable(name: "benchmarks", targets: ["benchmarks"]),
  ],
  targets: [
    library("Mathematics"),
    library("Traces", ["Mathematics"]),
    library("Routing", ["Mathematics", "Traces"]),

    // The toolkit: languages of commands with a prompt, session files and a kernel.
    library("Display", ["Mathematics", "Traces"]),
    library("CommandLanguage", ["Mathematics", "Traces", "Display"]),
    .systemLibrary(name: "CSodium"),
    library("SessionFiles", ["Mathematics", "Traces", "Display", "CommandLanguage", "CSodium"]),
    .systemLibrary(name: "CReadline"),
    library("Terminal", ["Mathematics", "Traces", "Display", "CommandLanguage", "CReadline"]),
    .systemLibrary(name: "CZeroMQ"),
    library("JupyterKernel", ["Mathematics", "Traces", "CZeroMQ", "CSodium"]),
    library("CommandKernel", ["Mathematics", "Traces", "Display", "CommandLanguage", "JupyterKernel"]),

    // croute: a language of the toolkit about what Routing does.
    .systemLibrary(name: "CSQLite"),
    library(
      "Workbench",
      ["Mathematics", "Traces", "Routing", "Display", "CommandLanguage", "SessionFiles", "CSQLite"]),
    .executableTarget(
      name: "croute",
      dependencies: [
        "Display", "CommandLanguage", "SessionFiles", "Terminal", "JupyterKernel", "CommandKernel", "Workbench",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "benchmarks", dependencies: ["Mathematics", "Traces", "Routing"], swiftSettings: settings),
    .executableTarget(
      name: "fuzz",
      dependencies: ["Mathematics", "Traces", "CommandLanguage", "SessionFiles", "JupyterKernel", "Workbench"],
      swiftSettings: settings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
    .target(
      name: "SessionTestSupport", dependencies: ["Mathematics", "Display", "CommandLanguage"],
      path: "Tests/SessionTestSupport", swiftSettings: settings),
    tests("MathematicsTests", ["Mathematics"]),
    tests("TracesTests", ["Mathematics", "Traces"]),
    tests("RoutingTests", ["Mathematics", "Traces", "Routing"]),
    tests("DisplayTests", ["Mathematics", "Display"]),
    tests("CommandLanguageTests", ["Mathematics", "Traces", "Display", "CommandLanguage", "SessionTestSupport"]),
    tests(
      "SessionFilesTests",
      ["Mathematics", "Traces", "Display", "CommandLanguage", "SessionFiles", "Workbench", "SessionTestSupport"]),
    tests("TerminalTests", ["Display", "CommandLanguage", "Terminal", "Workbench", "SessionTestSupport"]),
    tests("JupyterKernelTests", ["Mathematics", "Traces", "JupyterKernel", "CZeroMQ"]),
    tests(
      "CommandKernelTests",
      [
        "Mathematics", "Traces", "Display", "CommandLanguage", "JupyterKernel", "CommandKernel", "SessionTestSupport",
      ]),
    tests(
      "WorkbenchTests",
      [
        "Mathematics", "Traces", "Routing", "Display", "CommandLanguage", "SessionFiles", "Workbench",
        "SessionTestSupport",
      ]),
    tests("crouteTests", ["Display", "CommandLanguage", "SessionFiles", "Terminal", "Workbench", "croute"]),
  ],
  swiftLanguageModes: [.v6]
)
