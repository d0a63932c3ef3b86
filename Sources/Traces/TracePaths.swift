import Foundation
import Glibc
import Input
import Mathematics

/// The files and folders that the words of `load` stand for: paths, globs, folders full of files, `MODEL=PATH`.
public struct TracePaths: Sendable {
  /// The files, and the folders that are one trace set by themselves, in order.
  public private(set) var paths: [String] = []
  /// The models that were given by name, by path.
  public private(set) var models: [String: String] = [:]
  /// The files of folders that are in no known format, without those that are read with others.
  public private(set) var skipped: [String] = []
  /// The folders looked into, which links may lead to again.
  private var folders: Set<FileIdentity> = []
  /// The files that are read with others.
  private var neighbors: Set<String> = []
  private let task: TaskContext

  /// What `words` stand for.
  ///
  /// A word that is no path may be `MODEL=PATH`, and what is still none a glob, whose matches come in the order of their
  /// names. A folder that is in no format by itself stands for all files below it that are in one.
  ///
  /// - Parameters:
  ///   - words: the words.
  ///   - options: the options that the files are to be read with.
  ///   - task: checked for cancellation at each file of a folder.
  /// - Throws: `InputError.unreadable` for a glob without a match, `InputError.unknownFormat` for a folder without a
  ///   file in a known format, `InputError.incompatible` for one with more than 100,000 files, `InputError.cancelled`.
  public init(
    _ words: [String], options: LoadOptions = LoadOptions(), task: TaskContext = .unobserved
  ) throws(InputError) {
    self.task = task
    for word in words {
      var pattern = word
      var model: String?
      if !Self.exists(word), let sign = word.firstIndex(of: "="), sign != word.startIndex {
        let rest = String(word[word.index(after: sign)...])
        if rest == "-" || Self.exists(rest) || !Self.matches(of: rest).isEmpty {
          (pattern, model) = (rest, String(word[..<sign]))
        }
      }
      let first = paths.count
      let files = try Self.files(pattern)
      for path in files { try add(path, options) }
      if let model {
        for path in files where models[path] != nil && models[path] != model {
          throw .incompatible(path: path, reason: "is said to be of two models, \(models[path] ?? "") and \(model)")
        }
        for path in paths[first...] { models[path] = model }
      }
    }
    skipped.removeAll(where: neighbors.contains)
  }

  /// The file of a word, else the matches of the pattern that it is, in the order of their names.
  ///
  /// - Throws: `InputError.unreadable` for a pattern without a match.
  package static func files(_ pattern: String) throws(InputError) -> [String] {
    if exists(pattern) || !pattern.contains(where: "*?[".contains) { return [pattern] }
    let found = matches(of: pattern)
    if found.isEmpty { throw .unreadable(path: pattern, reason: "no file matches this pattern") }
    return found
  }

  private mutating func add(_ path: String, _ options: LoadOptions) throws(InputError) {
    guard ByteSource.isFolder(path), try Self.format(of: path, options) == nil else {
      if !paths.contains(path) { paths.append(path) }
      return
    }
    let count = paths.count
    var fileCount = 0
    try collect(path, of: path, &fileCount, options)
    if paths.count == count { throw .unknownFormat(path: path, known: TraceFormats.all.map(\.name)) }
  }

  /// The most files below a folder that are looked at.
  private static let fileLimit = 100_000

  private mutating func collect(
    _ folder: String, of top: String, _ fileCount: inout Int, _ options: LoadOptions
  ) throws(InputError) {
    guard let identity = FileIdentity(folder), folders.insert(identity).inserted else { return }
    let names = FilePlace.names(in: folder)
    for name in names.filter({ !$0.hasPrefix(".") }).sorted(by: NaturalOrder.precedes) {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      do { try task.check() } catch { throw .cancelled }
      fileCount += 1
      guard fileCount <= Self.fileLimit else {
        throw .incompatible(
          path: top, reason: "holds more than \(Self.fileLimit) files; name a folder in it, or a glob")
      }
      guard let place = FileIdentity(path), place.isFolder || place.isFile else { continue }
      if let format = try? Self.format(of: path, options) {
        if !paths.contains(path) { paths.append(path) }
        if format.name == TraceFormat.lmEvaluationHarness.name { neighbors.formUnion(TraceFormats.neighbors(of: path)) }
      } else if place.isFolder {
        try collect(path, of: top, &fileCount, options)
      } else {
        skipped.append(path)
      }
    }
  }

  private static func format(of path: String, _ options: LoadOptions) throws(InputError) -> TraceFormat? {
    try TraceFormats.recognized(path, options: options, task: .unobserved).found?.format
  }

  private static func exists(_ path: String) -> Bool { FileIdentity(path) != nil }

  private static func matches(of pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    glob(pattern, GLOB_NOSORT, nil, &found)
    let matches = (0..<Int(found.gl_pathc)).compactMap { index in
      found.gl_pathv[index].map { String(cString: $0) }
    }
    return Set(matches + FileOverlay.matches(of: pattern)).sorted(by: NaturalOrder.precedes)
  }
}
