/// Where commands may write files, and whether these reach the disk.
///
/// A person at the prompt may write anywhere, a session file only under its folder.
public struct WriteAccess: Sendable {
  /// The folder under which files may be written, without symbolic links; `nil` for anywhere.
  public var folder: String?
  /// The folder, without symbolic links, under which figures replace existing ones without `--force`; `nil` for none.
  public var figureFolder: String?
  /// Collects files that must not reach the disk yet.
  package var held: PendingFiles?

  /// Writes anywhere, immediately; existing files only with `--force`.
  public init() {}

  /// Checks that a file may be written at `path`, relative to the working folder.
  ///
  /// - Throws: `CommandError.forbidden`.
  func admit(_ path: String) throws(CommandError) {
    guard let folder, let place = FilePlace.resolved(path) else { return }
    if !FilePlace.isUnder(folder, place) { throw .forbidden(path: path) }
  }

  /// Whether a figure at `path` replaces an existing one without `--force`.
  func replacesFigure(at path: String) -> Bool {
    guard let figureFolder, let place = FilePlace.resolved(path) else { return false }
    return FilePlace.isUnder(figureFolder, place)
  }
}
