import Display
import Input
import Mathematics

/// An error message: what is wrong, where, what is allowed, and one suggestion.
public struct Diagnostic: Error, Sendable {
  /// One sentence: what is wrong, what was found, what is allowed.
  public var message: String
  /// What may have been meant, or should be done first.
  public var suggestion: String?
  /// The file, `-` or `-c`; `nil` for typed text.
  public var file: String?
  /// The place in the source, if known.
  public var location: SourceLocation?
  /// The number of characters at fault.
  public var length: Int
  /// The source line at fault.
  public var line: String?
  /// The exit status: 1 a command failed, 2 usage or parse error, 130 interrupted.
  public var exitCode: Int32
  /// How many statements of the source stand behind the one that failed, and were not executed.
  public var skippedCount = 0

  /// The error as text: `FILE:LINE:COL: error: …`, the source line, a caret, the suggestion.
  public var text: String {
    var text = ""
    if let file {
      text += file + ":"
      if let location { text += "\(location.line):\(location.column):" }
      text += " "
    }
    text += exitCode == 130 ? message + "\n" : "error: \(message)\n"
    if let line, let location {
      text += Excerpt(of: line, column: location.column, length: length).text
    }
    if let suggestion { text += suggestion + "\n" }
    return Visible.text(text)
  }

  /// What a person who typed or pasted several commands should know; `nil` where the one that failed was the last.
  package var rest: String? {
    skippedCount == 0
      ? nil : Format.count(skippedCount, "further command was", "further commands were") + " not executed\n"
  }

  /// The error without its place: `error: …` and the suggestion, the same wherever the session file is.
  package var brief: String {
    Visible.text((exitCode == 130 ? message : "error: " + message) + "\n" + (suggestion.map { $0 + "\n" } ?? ""))
  }

  /// The error as JSON.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [.init("error", .string(message))]
    if let suggestion { members.append(.init("suggestion", .string(suggestion))) }
    if let file { members.append(.init("file", .string(file))) }
    if let location {
      members.append(.init("line", .integer(location.line)))
      members.append(.init("column", .integer(location.column)))
    }
    return .object(members)
  }

  /// The diagnostic for `error`, raised by `statement` of `source`.
  ///
  /// - Parameters:
  ///   - error: preferably a `LocatedError`, which knows its place.
  ///   - source: the executed text.
  ///   - statement: the place of the command, for errors without a place.
  public init(_ error: any Error, in source: Source, at statement: SourceLocation? = nil) {
    let located = error as? LocatedError
    let error = located?.error ?? error
    message = error is Cancelled ? "interrupted" : (error as? any DescribedError)?.description ?? "\(error)"
    suggestion =
      (error as? any DescribedError)?.unknownName.flatMap(Suggestion.sentence) ?? (error as? any AdvisedError)?.advice
    exitCode =
      switch error is Cancelled ? .interruption : (error as? any DescribedError)?.kind ?? .failure {
      case .failure: 1
      case .usage: 2
      case .interruption: 130
      }
    file = source.name
    location = located?.location ?? (source.name == nil ? nil : statement)
    length = located?.length ?? 1
    line = located?.location.flatMap { source.line($0.line) }.map(String.init)
  }
}
