import Foundation

/// Where files are written that are read once.
enum Scratch {
  /// A folder, ending in `/`: in memory where there is one, since a disk would take most of the time.
  static let folder: String = {
    if let own = ProcessInfo.processInfo.environment["TMPDIR"] { return own.hasSuffix("/") ? own : own + "/" }
    let memory = "/dev/shm/"
    return FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
  }()
}
