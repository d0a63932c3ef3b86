import Display
import Glibc
import Input
import Synchronization

/// Which files commands may read and write, and whether what they write reaches the disk.
///
/// Whoever executes commands decides: a person at the prompt may do anything, a file of commands from elsewhere what
/// `docs/trust.md` says. This is the one place that enforces it.
public struct FileAccess: Sendable {
  /// What commands are bound to; `nil` for a person's own.
  package var bounds: Bounds?
  /// The folder, without symbolic links, under which figures replace existing ones without `--force`; `nil` for none.
  package var figureFolder: String?
  /// Takes in what is not to reach the disk yet.
  package var held: PendingFiles?

  /// Anything, at once; an existing file only with `--force`.
  package init() {}

  /// Makes sure that a file, or the files of a folder, may be read at `path`, seen from the working folder.
  ///
  /// - Throws: `CommandError.forbidden`.
  package func admitReading(_ path: String) throws(CommandError) {
    guard let bounds, !bounds.trust.mayReadAnywhere else { return }
    func isInside(_ path: String) -> Bool {
      let place = FilePlace.resolved(path) ?? FilePlace.place(of: path).path
      return place == bounds.folder || FilePlace.isUnder(bounds.folder, place)
    }
    guard isInside(path) else { throw .forbidden(path: path, .readingOutside) }
    for name in FilePlace.names(in: path) where !isInside(path + "/" + name) {
      throw .forbidden(path: path + "/" + name, .readingOutside)
    }
  }

  /// Makes sure that a file may be written at `path`, seen from the working folder.
  ///
  /// - Parameter isFigure: whether it is a figure, which may replace one that croute drew.
  /// - Throws: `CommandError.forbidden`.
  package func admitWriting(_ path: String, isFigure: Bool = false) throws(CommandError) {
    guard let bounds, !bounds.trust.mayWriteAnywhere else { return }
    let (place, isLinked) = FilePlace.place(of: path, linksIn: bounds.folder)
    guard FilePlace.isUnder(bounds.folder, place) else { throw .forbidden(path: path, .writingOutside) }
    if isLinked { throw .forbidden(path: path, .link) }
    let parts = place.dropFirst(bounds.folder == "/" ? 1 : bounds.folder.count + 1).split(separator: "/")
    if parts.contains(where: { $0.hasPrefix(".") }) { throw .forbidden(path: path, .hidden) }
    let ending = parts.last.flatMap { name in name.lastIndex(of: ".").map { name[name.index(after: $0)...] } }
    guard let ending, Bounds.endings.contains(String(ending)) else { throw .forbidden(path: path, .ending) }
    var status = stat()
    if lstat(place, &status) != 0 || bounds.made.contains(place) { return }
    if status.st_mode & S_IFMT == S_IFDIR { return }
    if status.st_mode & S_IFMT != S_IFREG { throw .forbidden(path: path, .special) }
    if status.st_mode & 0o111 != 0 { throw .forbidden(path: path, .executable) }
    if ending == "md", place != bounds.file { throw .forbidden(path: path, .otherSession) }
    if isFigure, ending == "svg", let bytes = try? SourceFile.bytes(of: place, upTo: 1_000),
      SVGRenderer.drew(String(decoding: bytes, as: UTF8.self))
    {
      return
    }
    if !bounds.replacesOthers, place != bounds.file, !bounds.own.contains(place) {
      throw .forbidden(path: path, .notOwn)
    }
  }

  /// Notes that a file was made at `path`.
  func note(made path: String) {
    if let bounds, let place = FilePlace.resolved(path) { bounds.made.insert(place) }
  }

  /// Whether a figure at `path` replaces an existing one without `--force`.
  func replacesFigure(at path: String) -> Bool {
    guard let figureFolder, let place = FilePlace.resolved(path) else { return false }
    return FilePlace.isUnder(figureFolder, place)
  }
}

extension FileAccess {
  /// What a notebook may do that lies in `folder`: it is executed again and again, as a session file is, by somebody who sees its
  /// cells.
  package static func notebook(in folder: String) -> FileAccess {
    var access = FileAccess()
    access.figureFolder = folder
    access.bounds = Bounds(folder: folder, trust: Trust(mayReadAnywhere: true), replacesOthers: true)
    return access
  }

  /// What commands of unknown origin are bound to.
  package struct Bounds: Sendable {
    /// The endings of files that may be written.
    static let endings = ["csv", "json", "jsonl", "md", "svg", "txt"]

    /// The folder, without symbolic links, under which files are read and written.
    let folder: String
    /// What the person allows beyond.
    let trust: Trust
    /// The session file itself, without symbolic links.
    let file: String?
    /// The existing files that may be replaced, without symbolic links.
    let own: Set<String>
    /// Whether any existing file of data may be replaced.
    let replacesOthers: Bool
    /// The files that these commands made, without symbolic links.
    let made = MadeFiles()

    /// - Parameters:
    ///   - own: paths, seen from the folder, of existing files that may be replaced.
    ///   - replacesOthers: whether any existing file of data may be replaced.
    package init(
      folder: String, trust: Trust = Trust(), file: String? = nil, own: [String] = [], replacesOthers: Bool = false
    ) {
      self.folder = folder
      self.trust = trust
      self.file = file
      self.own = Set(own.map { (folder == "/" ? "" : folder) + "/" + $0 })
      self.replacesOthers = replacesOthers
    }
  }

  /// Why a file may not be read or written.
  public enum Refusal: Sendable, CaseIterable {
    case readingOutside, writingOutside, link, hidden, ending, special, executable, otherSession, notOwn
  }

  /// The files that were made, noted on whichever thread.
  final class MadeFiles: Sendable {
    private let places = Mutex<Set<String>>([])

    func insert(_ place: String) { places.withLock { _ = $0.insert(place) } }
    func contains(_ place: String) -> Bool { places.withLock { $0.contains(place) } }
  }
}

/// What a person allows a file of commands beyond what a stranger's may do.
package struct Trust: Sendable, Equatable {
  /// Whether it may write outside its folder, and over any file with `--force`.
  package var mayWriteAnywhere = false
  /// Whether it may read outside its folder.
  package var mayReadAnywhere = false

  /// A stranger's.
  package init(mayWriteAnywhere: Bool = false, mayReadAnywhere: Bool = false) {
    self.mayWriteAnywhere = mayWriteAnywhere
    self.mayReadAnywhere = mayReadAnywhere
  }
}
