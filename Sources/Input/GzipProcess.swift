import Glibc

/// A `gzip -dc` that decompresses an open file into a pipe, started without a shell.
struct GzipProcess {
  /// The descriptor from which decompressed bytes are read.
  let output: Int32
  private let errors: Int32
  private let process: pid_t

  /// Why the process could not be started, as the operating system says.
  struct Failure: Error {
    let reason: String
  }

  /// Starts decompressing from `input`, which stays open and advances as gzip reads.
  ///
  /// The process has its own group, so that Ctrl-C at the terminal does not reach it; closing the pipe ends it.
  init(input: Int32) throws(Failure) {
    let outputEnds = try Self.pipe()
    let errorEnds: [Int32]
    do { errorEnds = try Self.pipe() } catch {
      for end in outputEnds { close(end) }
      throw error
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, outputEnds[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errorEnds[1], 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("gzip"), strdup("-dc"), nil]
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C"), nil]
    defer { for text in arguments + environment { free(text) } }
    var process: pid_t = 0
    let status = posix_spawnp(&process, "gzip", &actions, &attributes, &arguments, &environment)
    close(outputEnds[1])
    close(errorEnds[1])
    guard status == 0 else {
      close(outputEnds[0])
      close(errorEnds[0])
      throw Failure(reason: "cannot start gzip: " + String(cString: strerror(status)))
    }
    // More than the usual 64 KB, so that neither waits for the other all the time; F_SETPIPE_SZ, where there is such a thing.
    _ = fcntl(outputEnds[0], 1031, 1 << 20)
    output = outputEnds[0]
    errors = errorEnds[0]
    self.process = process
  }

  /// The two ends of a pipe that other programs do not inherit.
  private static func pipe() throws(Failure) -> [Int32] {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { throw Failure(reason: String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return ends
  }

  /// Closes the pipe, waits for the end, and returns gzip's error message; `nil` on success.
  func finish() -> String? {
    close(output)
    var message: [UInt8] = []
    withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { buffer in
      let count = Glibc.read(errors, buffer.baseAddress, buffer.count)
      if count > 0 { message.append(contentsOf: buffer[..<count]) }
    }
    close(errors)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    if status == 0 { return nil }
    // gzip writes "\ngzip: stdin: not in gzip format\n".
    let words = String(decoding: message, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let prefix = "gzip: stdin: "
    let complaint = words.hasPrefix(prefix) ? String(words.dropFirst(prefix.count)) : words
    return complaint.isEmpty ? "gzip failed" : complaint
  }
}
