import Foundation
import Glibc
import Input

/// The files and folders that the words of `load` stand for: paths, globs, folders full of files, `MODEL=PATH`.
public struct TracePaths: Sendable {
  /// The files, and the folders that are one trace set by themselves, in order.
  public private(set) var paths: [String] = []
  /// The models that were given by name, by path.
  public private(set) var models: [String: String] = [:]
  /// The files of folders that are in no known format.
  public private(set) var skipped: [String] = []

  /// What `words` stand for.
  ///
  /// A word that is no path may be `MODEL=PATH`, and what is still none a glob, whose matches come in the order of their
  /// names. A folder that is in no format by itself stands for all files below it that are in one.
  ///
  /// - Throws: `InputError.unreadable` for a glob without a match, `InputError.unknownFormat` for a folder without a
  ///   file in a known format.
  public init(_ words: [String], options: LoadOptions = LoadOptions()) throws(InputError) {
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
      for path in try Self.files(pattern) { try add(path, options) }
      if let model { for path in paths[first...] { models[path] = model } }
    }
  }

  private static func files(_ pattern: String) throws(InputError) -> [String] {
    if exists(pattern) || !pattern.contains(where: "*?[".contains) { return [pattern] }
    let found = matches(of: pattern)
    if found.isEmpty { throw .unreadable(path: pattern, reason: "no file matches this pattern") }
    return found
  }

  private mutating func add(_ path: String, _ options: LoadOptions) throws(InputError) {
    guard ByteSource.isFolder(path), try !Self.isKnown(path, options) else {
      if !paths.contains(path) { paths.append(path) }
      return
    }
    let count = paths.count
    collect(path, options)
    if paths.count == count { throw .unknownFormat(path: path, known: TraceFormats.all.map(\.name)) }
  }

  private mutating func collect(_ folder: String, _ options: LoadOptions) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.filter({ !$0.hasPrefix(".") }).sorted(by: NaturalOrder.precedes) {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      if (try? Self.isKnown(path, options)) == true {
        if !paths.contains(path) { paths.append(path) }
      } else if ByteSource.isFolder(path) {
        collect(path, options)
      } else {
        skipped.append(path)
      }
    }
  }

  private static func isKnown(_ path: String, _ options: LoadOptions) throws(InputError) -> Bool {
    let beginning = try FileBeginning(reading: path, options: options, task: .unobserved)
    return TraceFormats.all.contains { $0.sniff(beginning) != nil }
  }

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func matches(of pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_NOSORT, nil, &found) == 0 else { return [] }
    let matches = (0..<Int(found.gl_pathc)).compactMap { index in
      found.gl_pathv[index].map { String(cString: $0) }
    }
    return matches.sorted(by: NaturalOrder.precedes)
  }
}
