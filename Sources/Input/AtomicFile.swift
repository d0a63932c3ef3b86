import Glibc

/// Replaces files as a whole: a reader, or whoever comes after a crash, finds the old file or the new one.
///
/// The new content is written under a name that nobody can foresee, in the folder of the file, to a file that must not
/// have existed, and reaches the disk before it takes the old one's place. What killed processes left of such files is
/// removed by the next.
package enum AtomicFile {
  /// Why a file was not written.
  package struct Failure: Error, Equatable {
    /// The system's number of the error.
    package let code: Int32
    /// The system's words.
    package var reason: String { String(cString: strerror(code)) }

    package init(code: Int32) { self.code = code }
  }

  /// Writes `bytes` to the regular file, or the new one, at `path`; symbolic links are followed.
  ///
  /// - Parameter mode: its permissions; `nil` for those of the file, or the usual ones of a new file.
  /// - Throws: what the system says.
  package static func write(_ bytes: some Collection<UInt8>, to path: String, mode: mode_t? = nil) throws(Failure) {
    let place = FilePlace.followed(path)
    let name = place.split(separator: "/").last.map(String.init) ?? place
    let folder = openFolder(of: place)
    guard folder >= 0 else { throw Failure(code: errno) }
    defer { close(folder) }
    removeStrays(in: folder)
    let temporary = temporaryName()
    let file = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Failure(code: errno) }
    var status = stat()
    let own = fstatat(folder, name, &status, 0) == 0 ? status.st_mode & 0o7777 : nil
    if let mode = mode ?? own { fchmod(file, mode) }
    var code = write(bytes, to: file)
    if code == 0, fsync(file) != 0 { code = errno }
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, renameat(folder, temporary, folder, name) != 0 { code = errno }
    if code != 0 {
      unlinkat(folder, temporary, 0)
      throw Failure(code: code)
    }
    fsync(folder)
  }

  /// Removes what killed processes left in the folder of `path`, where nothing has to be written.
  package static func removeStrays(beside path: String) {
    let folder = openFolder(of: FilePlace.followed(path))
    guard folder >= 0 else { return }
    removeStrays(in: folder)
    close(folder)
  }

  private static func openFolder(of place: String) -> Int32 {
    open(place.contains("/") ? FilePlace.folder(of: place) : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  }

  /// Writes all bytes to a descriptor; the error, or 0.
  package static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Int32 {
    var rest = ArraySlice(Array(bytes))
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0 && errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        if poll(&ready, 1, 10_000) == 0 { return ETIMEDOUT }
      } else if count < 0 && errno != EINTR {
        return errno
      }
    }
    return 0
  }

  private static let prefix = ".croute-\(UInt32(bitPattern: Int32(truncatingIfNeeded: gethostid())))-"
  private static let ending = ".tmp"

  /// The name says which process writes: a number that is used again later, and when it started.
  private static func temporaryName() -> String {
    prefix + "\(getpid())-\(startTime(of: getpid()) ?? "0")-" + String(UInt64.random(in: .min ... .max), radix: 16)
      + ending
  }

  /// When a process started, in ticks since the machine did; `nil` where there is none.
  private static func startTime(of process: pid_t) -> Substring? {
    let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = read(file, &bytes, bytes.count)
    guard count > 0 else { return nil }
    // The name of the program, in parentheses, may hold blanks; the time is the twentieth field after it.
    let fields =
      String(decoding: bytes[..<count], as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 19 ? fields[19] : nil
  }

  /// Removes what processes of this machine that have ended left in a folder.
  private static func removeStrays(in folder: Int32) {
    let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let list = fdopendir(copy) else { return }
    defer { closedir(list) }
    while let entry = readdir(list) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(prefix), name.hasSuffix(ending) else { continue }
      let parts = name.dropFirst(prefix.count).split(separator: "-")
      guard let process = parts.first.flatMap({ pid_t($0) }), process > 0,
        parts.count != 3 || startTime(of: process) != parts[1]
      else { continue }
      unlinkat(folder, name, 0)
    }
  }
}
