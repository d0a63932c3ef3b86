import CommandLanguage
import Display
import Foundation
import Glibc
import Input
import SessionFiles
import Traces

/// A reference to a file, or a folder of JSON files, as it was when read.
package struct FileReference: Sendable {
  /// The state of a file when it was read.
  private struct Stamp: Sendable, Equatable {
    /// Its name in the folder; empty for the referenced file itself.
    var name: String
    var size: Int
    var seconds: Int
    var nanoseconds: Int
    var isRegular: Bool
  }

  /// The content of a file.
  package struct Content: Sendable, Equatable {
    /// Its name in the folder; empty for the referenced file itself.
    package var name: String
    /// In bytes.
    package var size: Int
    /// In 64 hexadecimal digits.
    package var sha256: String

    package init(name: String, size: Int, sha256: String) {
      self.name = name
      self.size = size
      self.sha256 = sha256
    }
  }

  /// The path as it was typed.
  package let path: String
  /// The path from the root, `.` and `..` resolved.
  let place: String
  private let stamps: [Stamp]

  /// A reference to the file now at `path`; to be created before it is read.
  ///
  /// - Parameter typed: the path as typed, if different.
  package init(_ path: String, typed: String? = nil) {
    self.path = typed ?? path
    place = URL(fileURLWithPath: path).standardizedFileURL.path
    stamps = Self.stamps(of: place)
  }

  private static func stamps(of place: String) -> [Stamp] {
    if !ByteSource.isFolder(place) { return stamp(of: place, name: "").map { [$0] } ?? [] }
    let names = FilePlace.names(in: place).filter { $0.hasSuffix(".json") }
    return names.compactMap { stamp(of: place + "/" + $0, name: $0) }
  }

  private static func stamp(of place: String, name: String) -> Stamp? {
    var status = stat()
    guard stat(FileOverlay.path(of: place), &status) == 0 else { return nil }
    return Stamp(
      name: name, size: Int(status.st_size), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
      isRegular: status.st_mode & S_IFMT == S_IFREG)
  }

  /// The current content of the file, or of each JSON file of the folder.
  ///
  /// - Throws: `CommandError.file` if it has changed since it was read, or cannot be read again.
  package func contents() throws(CommandError) -> [Content] {
    if stamps.contains(where: { !$0.isRegular }) {
      throw .file(path: path, reason: "is not a regular file, so it cannot be read again")
    }
    guard !stamps.isEmpty, Self.stamps(of: place) == stamps else {
      throw .file(path: path, reason: "has changed since it was read; load it again")
    }
    var contents: [Content] = []
    for stamp in stamps {
      contents.append(
        Content(
          name: stamp.name, size: stamp.size,
          sha256: try FileDigest.sha256(of: stamp.name.isEmpty ? place : place + "/" + stamp.name)))
    }
    return contents
  }

  /// Whether the file has the given contents.
  ///
  /// - Throws: `InputError.unreadable` where it is not there, `CommandError.file` if it cannot be read.
  package func holds(_ contents: [Content]) throws -> Bool {
    if access(FileOverlay.path(of: place), R_OK) != 0 {
      throw InputError.unreadable(path: place, reason: String(cString: strerror(errno)))
    }
    if stamps.map(\.size) != contents.map(\.size) || stamps.map(\.name) != contents.map(\.name) { return false }
    return try self.contents() == contents
  }
}
