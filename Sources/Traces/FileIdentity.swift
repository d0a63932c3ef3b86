import Glibc
import Input

/// What a path leads to, by whatever links and names.
package struct FileIdentity: Hashable {
  private let device: dev_t
  private let number: ino_t
  private let mode: mode_t

  /// What `path` leads to; `nil` where there is nothing, or nothing that may be asked.
  package init?(_ path: String) {
    var status = stat()
    guard stat(FileOverlay.path(of: path), &status) == 0 else { return nil }
    (device, number, mode) = (status.st_dev, status.st_ino, status.st_mode)
  }

  var isFolder: Bool { mode & S_IFMT == S_IFDIR }
  /// Whether it is an ordinary file: no pipe, no device.
  var isFile: Bool { mode & S_IFMT == S_IFREG }
}
