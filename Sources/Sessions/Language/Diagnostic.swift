import Display
import Input
import Mathematics
import Routing
import Traces

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
    return text
  }

  /// The error without its place: `error: …` and the suggestion, the same wherever the session file is.
  package var brief: String {
    (exitCode == 130 ? message : "error: " + message) + "\n" + (suggestion.map { $0 + "\n" } ?? "")
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
  package init(_ error: any Error, in source: Source, at statement: SourceLocation? = nil) {
    let located = error as? LocatedError
    let words = Words(located?.error ?? error)
    message = words.message
    suggestion = words.suggestion
    exitCode = words.exitCode
    file = source.name
    location = located?.location ?? (source.name == nil ? nil : statement)
    length = located?.length ?? 1
    line = located?.location.flatMap { source.line($0.line) }.map(String.init)
  }
}

/// The messages for all errors of all modules, in one place.
private struct Words {
  var message: String
  var suggestion: String?
  var exitCode: Int32 = 1

  init(_ error: any Error) {
    switch error {
    case let error as SessionError: self.init(session: error)
    case let error as InputError: self.init(input: error)
    case let error as TraceError: self.init(traces: error)
    case let error as RoutingError: self.init(routing: error)
    case let error as JSONShapeError: self.init(shape: error, in: nil)
    case is Cancelled: self.init("interrupted", exitCode: 130)
    default: self.init("\(error)")
    }
  }

  private init(_ message: String, _ suggestion: String? = nil, exitCode: Int32 = 1) {
    self.message = message
    self.suggestion = suggestion
    self.exitCode = exitCode
  }

  private init(session error: SessionError) {
    switch error {
    case .unclosedQuote(let quote):
      self.init("unclosed quote \(quote)", exitCode: 2)
    case .unknown(let what, let found, let known):
      let isUsage = ["command", "attribute", "header key", "parameter"].contains(what) || what.hasPrefix("option of")
      self.init(unknown: what, found, known: known, exitCode: isUsage ? 2 : 1)
    case .ambiguous(let what, let found, let candidates):
      self.init(
        "'\(found)' could be any of these \(what == "query" ? "queries" : what + "s"): \(candidates.joined(separator: ", "))"
      )
    case .missingArgument(let name, let usage):
      self.init("\(name) is missing", "usage: \(usage)", exitCode: 2)
    case .unexpectedArgument(let found, let usage):
      self.init("unexpected argument '\(found)'", "usage: \(usage)", exitCode: 2)
    case .missingValue(let option, let expected):
      self.init("--\(option) needs a value: --\(option) \(expected)", exitCode: 2)
    case .unexpectedValue(let option):
      self.init("--\(option) takes no value", exitCode: 2)
    case .invalidValue(let what, let found, let allowed):
      self.init("\(what) is '\(found)', expected \(allowed)", exitCode: 2)
    case .notYet(let message, let advice):
      self.init(message, "try: \(advice)")
    case .input(let error): self.init(input: error)
    case .advised(let error, let seen, let advice):
      self.init(input: error)
      // What the file lacks is said by what was seen in it.
      if let seen, case .missingColumn(let path, let column, _) = error {
        message = "\(path) has no column '\(column)'; \(seen)"
      } else if let seen {
        message += "; \(seen)"
      }
      if let advice { suggestion = advice } else if !isHelpful(error) { suggestion = nil }
    case .traces(let error): self.init(traces: error)
    case .routing(let error): self.init(routing: error)
    case .file(let path, let reason): self.init("\(path): \(reason)")
    case .changed(let path):
      self.init(
        "\(path) has changed since the state was saved", "--anyway accepts it, without the results on it")
    case .exists(let path): self.init("\(path) exists", "--force overwrites it")
    case .forbidden(let path):
      self.init("\(path) is outside the session file's folder", "croute --allow-write lets sessions write anywhere")
    case .malformed(let found, let expected): self.init("found \(found), expected \(expected)", exitCode: 2)
    case .shape(let path, let error): self.init(shape: error, in: path)
    case .sql(let message, let advice, let isSyntax): self.init(message, advice, exitCode: isSyntax ? 2 : 1)
    case .timeout(let seconds): self.init("the cell took longer than \(Format.significant(seconds)) s")
    case .shell(let status): self.init("the shell command exited with status \(status)")
    case .promptOnly(let what): self.init("\(what) works only at the prompt", exitCode: 2)
    case .cancelled: self.init("interrupted", exitCode: 130)
    }
  }

  private init(shape error: JSONShapeError, in path: String?) {
    let places = [path, error.path.isEmpty ? nil : error.path].compactMap(\.self).map { $0 + ": " }
    self.init(places.joined() + "found \(error.found), expected \(error.expected)")
  }

  private init(unknown what: String, _ found: String, known: [String], exitCode: Int32 = 1) {
    var message = "unknown \(what) '\(found)'"
    var suggestion: String?
    if let nearest = Suggestion.nearest(to: found, in: known) {
      suggestion = "did you mean '\(nearest)'?"
    } else if known.isEmpty {
      message += ": none available"
    } else {
      let shown = known.prefix(12).joined(separator: ", ")
      suggestion = "available: \(shown)" + (known.count > 12 ? ", and \(known.count - 12) more" : "")
    }
    self.init(message, suggestion, exitCode: exitCode)
  }

  private init(input error: InputError) {
    switch error {
    case .foreign(_, _, let command): self.init("\(error)", "in a shell, this makes a file that loads: \(command)")
    case .unknownFormat(_, let known):
      self.init("\(error)", "--format names one of: \(known.joined(separator: ", ")); see: help load")
    case .missingColumn(_, let column, let found):
      let nearest = Suggestion.nearest(to: column, in: found)
      self.init(
        "\(error)",
        ["query_id", "model", "quality", "cost"].contains(column)
          ? "--map \(column)=\(nearest ?? "NAME") names it" : nearest.map { "did you mean '\($0)'?" })
    case .invalidNumber: self.init("\(error)", "see: help load, --scale and --clip")
    case .cancelled: self.init("\(error)", exitCode: 130)
    default: self.init("\(error)")
    }
  }

  /// Whether the general hint on an error of a file leads on where nothing was found that makes the file load.
  private func isHelpful(_ error: InputError) -> Bool {
    switch error {
    case .missingColumn, .invalidNumber: false
    default: true
    }
  }

  private init(traces error: TraceError) {
    switch error {
    case .emptyPart(let part):
      self.init(
        "the split leaves no query to \(part == .test ? "test" : part.rawValue) on", "try: split --train 20% --tune 20%"
      )
    case .unknownColumn(let name, let known): self.init(unknown: "column", name, known: known)
    case .invalidPart(let column, let found):
      self.init("column '\(column)' says '\(found)', expected train, tune or test")
    case .unknownSimulation(let name, let known): self.init(unknown: "simulation", name, known: known)
    case .invalidQueryCount(let found, let allowed):
      self.init(
        "the number of queries is \(found), expected \(allowed.lowerBound) to \(allowed.upperBound)", exitCode: 2)
    case .cancelled: self.init("interrupted", exitCode: 130)
    }
  }

  private init(routing error: RoutingError) {
    switch error {
    case .unknown(let what, let found, let known): self.init(unknown: what, found, known: known)
    case .missingParameter(let name, let what, let example):
      self.init("\(what) needs \(name)", "for example: \(example)", exitCode: 2)
    case .invalidParameter(let name, let found, let allowed):
      self.init("\(name) is '\(found)', expected \(allowed)", exitCode: 2)
    case .missingEstimates(let count, let total, let example):
      self.init(
        "the estimates lack \(Format.count(count)) of \(Format.count(total, "query", "queries")), for instance '\(example)'"
      )
    case .unsuitable(let what, let reason): self.init("\(what): \(reason)")
    case .traces(let error): self.init(traces: error)
    case .cancelled: self.init("interrupted", exitCode: 130)
    }
  }
}

/// Suggests the known name closest to a mistyped one.
package enum Suggestion {
  /// The nearest of `known` by edit distance (swaps of neighbours count once); `nil` where none is near.
  package static func nearest(to found: String, in known: [String]) -> String? {
    let found = found.lowercased()
    let limit = max(1, found.count / 3)
    let ranked = known.map { (distance: distance(found, $0.lowercased()), name: $0) }
    if let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit { return best.name }
    return found.count < 3 ? nil : known.first { $0.lowercased().hasPrefix(found) }
  }

  /// The edit distance: insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
