import Foundation

/// The folders in which Jupyter looks for kernels (`jupyter --paths`, "data").
package struct DataFolders {
  /// The folders of `JUPYTER_PATH`, which come first.
  package var listed: [String]
  /// The user's folder.
  package var user: String

  /// The folders that the environment names.
  package init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
    func path(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    listed = path("JUPYTER_PATH")?.split(separator: ":").map(String.init) ?? []
    let home = path("HOME") ?? NSHomeDirectory()
    user = path("JUPYTER_DATA_DIR") ?? (path("XDG_DATA_HOME") ?? home + "/.local/share") + "/jupyter"
  }

  /// The shared folder of an installation: `/usr/local` or a virtual environment.
  package static func shared(prefix: String) -> String { prefix + "/share/jupyter" }

  /// Where the specification of a kernel lies in a data folder.
  package static func kernel(_ name: String, in folder: String) -> String { folder + "/kernels/" + name }
}
