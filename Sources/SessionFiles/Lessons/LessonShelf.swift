import CommandLanguage

/// The lessons of a language: where their files are.
package struct LessonShelf: Sendable {
  /// The paths of the lessons, in order.
  private let paths: @Sendable () -> [String]
  /// Where to look where there are none; may be empty.
  private let home: String

  /// - Parameters:
  ///   - home: where lessons are to be had, for whoever has none at hand.
  ///   - paths: finds the files, in the order in which they are to be read.
  package init(home: String = "", paths: @escaping @Sendable () -> [String]) {
    self.home = home
    self.paths = paths
  }

  /// Says that there are no lessons.
  var absence: CommandError {
    .notYet("no lessons are at hand here" + (home.isEmpty ? "" : ": \(home)"), advice: "learn FILE.md")
  }

  /// The names and paths of the lessons, in order.
  package var lessons: [(name: String, path: String)] { paths().map { (Self.name(of: $0), $0) } }

  /// The name of the lesson in a file.
  static func name(of path: String) -> String {
    let file = path.split(separator: "/").last ?? ""
    return String(file.hasSuffix(".md") ? file.dropLast(3) : file)
  }

  /// The file that a word names: a lesson by its name, its beginning or its number, or the path of any session file.
  package func path(of word: String) throws(CommandError) -> String {
    let lessons = lessons
    if let exact = lessons.first(where: { $0.name == word }) { return exact.path }
    if word.contains("/") || word.hasSuffix(".md") { return word }
    if let number = Int(word),
      let numbered = lessons.first(where: { Int($0.name.prefix { $0.isNumber }) == number })
    {
      return numbered.path
    }
    let matches = lessons.filter { $0.name.hasPrefix(word) || $0.name.drop { !$0.isLetter }.hasPrefix(word) }
    if matches.count == 1 { return matches[0].path }
    if matches.count > 1 { throw .ambiguous("lesson", word, candidates: matches.map(\.name)) }
    if lessons.isEmpty { throw absence }
    throw .unknown("lesson", word, known: lessons.map(\.name))
  }

  /// The lesson in a file.
  ///
  /// - Throws: where it cannot be read or is malformed.
  static func lesson(at path: String, language: String) throws -> Lesson {
    let bytes = try SourceFile.bytes(of: path, upTo: SessionText.limit + 1)
    let text = try SessionText.decoded(bytes)
    do { return try Lesson(try SessionFile(text, language: language), name: name(of: path)) } catch {
      throw Diagnostic(error, in: Source(text, name: path))
    }
  }
}
