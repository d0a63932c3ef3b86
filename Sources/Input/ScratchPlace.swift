import Glibc

/// Files and folders for what is written on the way, in the folder that `TMPDIR` names, else in `/tmp`.
package enum ScratchPlace {
  /// Why there is none, as the operating system says.
  package struct Failure: Error {
    /// The folder and the reason.
    package let reason: String
  }

  /// A new file without a name, open for reading and writing, that disappears with its descriptor.
  ///
  /// Programs that are started do not inherit it.
  package static func file() throws(Failure) -> Int32 {
    var name = template
    let file = mkstemp(&name)
    guard file >= 0 else { throw failure() }
    unlink(name)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return file
  }

  /// The path of a new folder, which nobody else may look into.
  package static func folder() throws(Failure) -> String {
    var name = template
    guard let path = mkdtemp(&name) else { throw failure() }
    return String(cString: path)
  }

  private static var root: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  private static var template: [CChar] { Array((root + "/croute.XXXXXX").utf8CString) }

  private static func failure() -> Failure { Failure(reason: "\(root): " + String(cString: strerror(errno))) }
}
