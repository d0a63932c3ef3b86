import CommandLanguage
import Display
import Foundation
import Input

/// The lines typed at the prompt, in a file that several prompts may share.
///
/// Each entry follows a line `#SECONDS` that says when it was typed, so an entry may have several lines. A line of an
/// entry that looks like such a mark is stored with a leading blank, which does not change the command.
package struct HistoryFile {
  /// A typed entry.
  package struct Entry: Equatable {
    package var text: String
    /// When, in seconds since 1970.
    package var time: Int

    package init(text: String, time: Int) {
      self.text = text
      self.time = time
    }
  }

  /// Where the file is.
  let path: String
  /// The number of entries kept.
  let capacity: Int

  /// The history at `path`.
  package init(path: String, capacity: Int = 10_000) {
    self.path = path
    self.capacity = capacity
  }

  /// The entries, oldest first; none if there is no file.
  ///
  /// A file more than a tenth over the capacity is truncated to it.
  package func read() -> [Entry] {
    guard let bytes = try? SourceFile.bytes(of: path), isRegular else { return [] }
    let entries = Self.entries(of: bytes)
    if entries.count > capacity + capacity / 10, size == bytes.count {
      let kept = entries.suffix(capacity).map(Self.text).joined()
      try? AtomicFile.write(kept.utf8, to: path, mode: 0o600)
    }
    return Array(entries.suffix(capacity))
  }

  private var status: stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }
  private var isRegular: Bool { status.map { $0.st_mode & S_IFMT == S_IFREG } ?? false }
  private var size: Int { status.map { Int($0.st_size) } ?? 0 }

  /// Adds an entry at the end, in one write; nothing happens where the file cannot be written, or is no regular file.
  package func append(_ entry: Entry) {
    let folder = FilePlace.folder(of: path)
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    if status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
    let bytes = Array(Self.text(of: entry).utf8)
    let count = Foundation.write(descriptor, bytes, bytes.count)
    // Half an entry, on a full disk, would spoil the next.
    if count != bytes.count { ftruncate(descriptor, status.st_size) }
  }

  /// The entry as written in the file.
  package static func text(of entry: Entry) -> String {
    let lines = entry.text.split(separator: "\n", omittingEmptySubsequences: false)
    return "#\(entry.time)\n" + lines.map { (time(of: $0.utf8) == nil ? "" : " ") + $0 + "\n" }.joined()
  }

  /// The entries of a file in UTF-8; lines before the first mark are entries of their own.
  package static func entries(of bytes: some Collection<UInt8>) -> [Entry] {
    var entries: [Entry] = []
    var lines: [UInt8] = []
    var time: Int?
    func close() {
      while lines.last == newline { lines.removeLast() }
      if !lines.isEmpty { entries.append(Entry(text: String(decoding: lines, as: UTF8.self), time: time ?? 0)) }
      lines.removeAll(keepingCapacity: true)
    }
    for line in Array(bytes).split(separator: newline, omittingEmptySubsequences: false) {
      if let next = Self.time(of: line) {
        close()
        time = next
      } else {
        if time == nil { close() }
        lines += line
        lines.append(newline)
      }
    }
    close()
    return entries
  }

  private static let newline = UInt8(ascii: "\n")

  private static func time(of line: some Collection<UInt8>) -> Int? {
    guard line.first == UInt8(ascii: "#"), (2...19).contains(line.count) else { return nil }
    var time = 0
    for byte in line.dropFirst() {
      guard (48...57).contains(byte) else { return nil }
      time = time * 10 + Int(byte - 48)
    }
    return time
  }
}
