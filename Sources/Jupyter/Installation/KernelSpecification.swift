import Display
import Foundation
import Input
import Traces

/// The kernel specification for Jupyter: a folder with `kernel.json` and a logo.
package struct KernelSpecification {
  /// The absolute path of the program.
  package var program: String

  package init(program: String) { self.program = program }

  /// What `kernel.json` says.
  package var json: JSONValue {
    [
      "argv": [.string(program), "kernel", "run", "{connection_file}"], "display_name": "croute",
      "language": "croute", "interrupt_mode": "message", "metadata": ["debugger": false],
    ]
  }

  /// Writes the folder.
  package func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = ["kernel.json": json.text + "\n", "logo-svg.svg": KernelLogo.svg]
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name), options: .atomic)
    }
  }
}
