import Foundation

/// The built program, run through `bash`, which knows it as `$CROUTE`.
enum Shell {
  /// What came of a script.
  struct Outcome {
    var output: String
    var errors: String
    var exitCode: Int32
  }

  /// The program, which is built beside the tests.
  static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "croute").path

  /// Runs a script in a folder of its own that holds the files.
  static func run(_ script: String, _ files: [String: String] = [:]) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "croute-program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["60", "/bin/bash", "-c", "{ \(script)\n} </dev/null >out.txt 2>err.txt"]
    process.currentDirectoryURL = folder
    process.environment = ["CROUTE": program, "PATH": "/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8"]
    try process.run()
    process.waitUntilExit()
    func read(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }
    return Outcome(
      output: try read("out.txt"), errors: try read("err.txt"), exitCode: process.terminationStatus)
  }
}

/// Runs a script as `Shell.run` does.
func sh(_ script: String, _ files: [String: String] = [:]) throws -> Shell.Outcome { try Shell.run(script, files) }
