// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors where `CI` is set, so that a newer compiler's warnings never keep a user from building.
let settings: [SwiftSetting] = Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// Commands arrange what others compute, so they are built unoptimised in release, too: four times as fast.
let arranging: [SwiftSetting] = settings + [.unsafeFlags(["-Onone"])]

func library(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "croute",
  products: [
    .library(name: "Routing", targets: ["Mathematics", "Input", "Traces", "Routing"]),
    .library(
      name: "Toolkit",
      targets: ["Input", "Display", "CommandLanguage", "SessionFiles", "Terminal", "JupyterKernel", "CommandKernel"]),
    .executable(name: "croute", targets: ["croute"]),
    .executable(name: "benchmarks", targets: ["benchmarks"]),
  ],
  targets: [
    library("Mathematics"),
    .systemLibrary(name: "CISAL"),
    .systemLibrary(name: "CZip"),
    .systemLibrary(name: "CZstd"),
    library("Input", ["Mathematics", "CISAL", "CZip", "CZstd"]),

    // The toolkit: languages of commands with a prompt, session files and a kernel.
    library("Display", ["Mathematics", "Input"]),
    library("CommandLanguage", ["Mathematics", "Input", "Display"]),
    .systemLibrary(name: "CSodium"),
    library("SessionFiles", ["Mathematics", "Input", "Display", "CommandLanguage", "CSodium"]),
    .systemLibrary(name: "CReadline"),
    library("Terminal", ["Mathematics", "Input", "Display", "CommandLanguage", "CReadline"]),
    .systemLibrary(name: "CZeroMQ"),
    library("JupyterKernel", ["Mathematics", "Input", "CZeroMQ", "CSodium"]),
    library("CommandKernel", ["Mathematics", "Input", "Display", "CommandLanguage", "JupyterKernel"]),

    // croute: a language of the toolkit about what Routing does.
    .systemLibrary(name: "CSQLite"),
    library("Traces", ["Mathematics", "Input", "CSQLite"]),
    library("Routing", ["Mathematics", "Input", "Traces"]),
    library(
      "Workbench",
      ["Mathematics", "Input", "Traces", "Routing", "Display", "CommandLanguage", "SessionFiles", "CSQLite"]),
    .target(
      name: "CrouteLanguage",
      dependencies: [
        "Mathematics", "Input", "Traces", "Routing", "Display", "CommandLanguage", "SessionFiles", "Workbench",
      ],
      swiftSettings: arranging),
    .executableTarget(
      name: "croute",
      dependencies: [
        "Input", "Traces", "Display", "CommandLanguage", "SessionFiles", "Terminal", "JupyterKernel", "CommandKernel",
        "Workbench", "CrouteLanguage",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "benchmarks", dependencies: ["Mathematics", "Input", "Traces", "Routing"], swiftSettings: settings),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Mathematics", "Input", "Traces", "CommandLanguage", "SessionFiles", "JupyterKernel", "Workbench",
        "CrouteLanguage",
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport", dependencies: ["Mathematics"], path: "Tests/TestSupport", swiftSettings: settings),
    .target(
      name: "SessionTestSupport", dependencies: ["Mathematics", "Display", "CommandLanguage"],
      path: "Tests/SessionTestSupport", swiftSettings: settings),
    .target(
      name: "CrouteTestSupport",
      dependencies: ["Mathematics", "CommandLanguage", "CrouteLanguage", "TestSupport", "SessionTestSupport"],
      path: "Tests/CrouteTestSupport", swiftSettings: settings),
    tests("MathematicsTests", ["Mathematics", "TestSupport"]),
    tests("InputTests", ["Mathematics", "Input", "TestSupport"]),
    tests("TracesTests", ["Mathematics", "Input", "Traces", "CSQLite", "TestSupport"]),
    tests("RoutingTests", ["Mathematics", "Input", "Traces", "Routing", "TestSupport"]),
    tests("DisplayTests", ["Mathematics", "Display", "TestSupport"]),
    tests(
      "CommandLanguageTests",
      ["Mathematics", "Input", "Display", "CommandLanguage", "TestSupport", "SessionTestSupport"]),
    tests(
      "SessionFilesTests",
      [
        "Mathematics", "Input", "Display", "CommandLanguage", "SessionFiles", "Workbench", "CrouteLanguage",
        "TestSupport", "SessionTestSupport",
      ]),
    tests("TerminalTests", ["Mathematics", "Display", "Terminal", "CrouteLanguage"]),
    tests("JupyterKernelTests", ["Mathematics", "Input", "JupyterKernel", "CZeroMQ", "TestSupport"]),
    tests(
      "CommandKernelTests",
      ["Mathematics", "Input", "Display", "JupyterKernel", "CommandKernel", "SessionTestSupport"]),
    tests(
      "WorkbenchTests",
      [
        "Input", "Traces", "Routing", "Display", "CommandLanguage", "SessionFiles", "Workbench",
        "CrouteLanguage", "TestSupport", "SessionTestSupport", "CrouteTestSupport",
      ]),
    tests(
      "CrouteLanguageTests",
      [
        "Mathematics", "Input", "Traces", "Routing", "Display", "CommandLanguage", "SessionFiles", "Workbench",
        "CrouteLanguage", "TestSupport", "SessionTestSupport", "CrouteTestSupport", "CSQLite",
      ]),
    tests("crouteTests", ["CSQLite", "Display", "Terminal", "Workbench", "croute"]),
  ],
  swiftLanguageModes: [.v6]
)
