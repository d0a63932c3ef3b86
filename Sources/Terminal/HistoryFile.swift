import Display
import Foundation

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
    guard let data = FileManager.default.contents(atPath: path) else { return [] }
    let entries = Self.entries(of: data)
    if entries.count > capacity + capacity / 10 {
      let temporary = path + ".\(getpid())"
      write(entries.suffix(capacity).map(Self.text).joined(), flags: O_TRUNC, to: temporary)
      if rename(temporary, path) != 0 { unlink(temporary) }
    }
    return Array(entries.suffix(capacity))
  }

  /// Appends an entry in one write; does nothing if the file cannot be written.
  package func append(_ entry: Entry) { write(Self.text(of: entry), flags: O_APPEND, to: path) }

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

  private func write(_ text: String, flags: Int32, to path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard descriptor >= 0 else { return }
    fchmod(descriptor, 0o600)
    var text = text
    text.withUTF8 { _ = Foundation.write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }
}

/// Where a user's files are, by the XDG base directory specification.
package struct UserFolders {
  private let name: String

  /// The folders of a program of that name.
  package init(of name: String) { self.name = name }

  /// `$XDG_STATE_HOME/NAME/history`.
  package var history: String { folder("XDG_STATE_HOME", ".local/state") + "/\(name)/history" }
  /// `$XDG_CONFIG_HOME/NAME/init`.
  package var initialization: String { folder("XDG_CONFIG_HOME", ".config") + "/\(name)/init" }

  private func folder(_ variable: String, _ standard: String) -> String {
    if let folder = Screen.environment(variable), folder.hasPrefix("/") { return folder }
    return NSHomeDirectory() + "/" + standard
  }
}
