import Foundation
import Input

/// The kernel specification for Jupyter: a folder with `kernel.json` and a logo.
package struct KernelSpecification {
  /// What the kernel is called and looks like.
  package var information: KernelInformation
  /// The absolute path of the program.
  package var program: String

  package init(_ information: KernelInformation, program: String) {
    self.information = information
    self.program = program
  }

  /// What `kernel.json` says.
  package var json: JSONValue {
    [
      "argv": [.string(program), "kernel", "run", "{connection_file}"],
      "display_name": .string(information.displayName), "language": .string(information.name),
      "interrupt_mode": "message", "metadata": ["debugger": false],
    ]
  }

  /// Writes the folder.
  package func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var files = ["kernel.json": json.text + "\n"]
    files["logo-svg.svg"] = information.logo
    for (name, text) in files {
      try AtomicFile.write(text.utf8, to: folder + "/" + name)
    }
  }
}
