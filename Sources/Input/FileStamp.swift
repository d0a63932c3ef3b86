import Glibc

/// What tells whether a file is still the one that was read: its identity, its size, its time,
/// and the time at which any of these changed, which nobody sets back.
package struct FileStamp: Equatable, Sendable {
  /// The size in bytes.
  package let size: Int
  private let seconds: Int
  private let nanoseconds: Int
  private let changeSeconds: Int
  private let changeNanoseconds: Int
  private let inode: UInt64
  private let device: UInt64

  /// The stamp of a file with this status.
  init(_ status: stat) {
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
    changeSeconds = status.st_ctim.tv_sec
    changeNanoseconds = status.st_ctim.tv_nsec
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
  }

  /// The stamp of the file at `path`; `nil` where there is none.
  package init?(path: String) {
    var status = stat()
    guard stat(FileOverlay.path(of: path), &status) == 0 else { return nil }
    self.init(status)
  }
}
