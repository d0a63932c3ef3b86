import Input
import Synchronization

/// Files written in memory, to be compared with those on disk or written later. Until they are withdrawn, whoever reads them
/// finds what was written.
package final class PendingFiles: Sendable {
  /// A file in memory.
  package struct File: Sendable {
    /// The path as given in the command.
    package var name: String
    /// The path without symbolic links.
    package var path: String
    /// What it holds.
    package var text: String
    /// The line of the command that wrote it.
    package var line: Int?
    /// Whether it is a figure.
    package var isFigure: Bool
  }

  private let contents = Mutex<[File]>([])

  package init() {}

  /// The files, in the order in which they were first written.
  package var files: [File] { contents.withLock(\.self) }

  deinit { withdraw() }

  /// Lets readers find the files on disk again.
  package func withdraw() { FileOverlay.uncover(files.map(\.path)) }

  /// Keeps a file in place of an earlier one at that path.
  ///
  /// - Throws: `CommandError.exists` where there is an earlier one and `force` is not set; `CommandError.file` where there is
  ///   no room for it.
  func keep(_ file: File, force: Bool) throws(CommandError) {
    let isFree = contents.withLock { files in
      guard let index = files.firstIndex(where: { $0.path == file.path }) else {
        files.append(file)
        return true
      }
      if force || files[index].text == file.text { files[index] = file }
      return force || files[index].text == file.text
    }
    if !isFree { throw .exists(path: file.name) }
    do { try FileOverlay.cover(file.path, with: file.text) } catch {
      throw .file(path: file.name, reason: error.reason)
    }
  }
}
