/// A place in the executed text.
public struct SourceLocation: Sendable, Equatable {
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters, counted from 1.
  public var column: Int

  /// Creates a location with the given line and column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A word of a command with its place.
public struct Word: Sendable, Equatable {
  /// The word after quotes, escapes and variables.
  public var text: String
  /// The place of its first character.
  public var location: SourceLocation
  /// Its length in the source in characters.
  public var length: Int
  /// Whether any of it was quoted.
  public var isQuoted: Bool
  /// Whether it is the verbatim text of a raw command.
  package var isVerbatim = false

  package init(
    text: String, location: SourceLocation, length: Int, isQuoted: Bool, isVerbatim: Bool = false
  ) {
    self.text = text
    self.location = location
    self.length = length
    self.isQuoted = isQuoted
    self.isVerbatim = isVerbatim
  }
}

/// One command of the source, not yet parsed.
public struct Statement: Sendable, Equatable {
  /// The source of the command, continuation lines included.
  public var source: String
  /// Where the command begins.
  public var location: SourceLocation

  /// Creates a command with the given source and location.
  public init(source: String, location: SourceLocation) {
    self.source = source
    self.location = location
  }
}

/// Text to be executed, with its name in messages.
public struct Source: Sendable {
  /// The file's name, `-` for standard input, or `nil` for typed text.
  public var name: String?
  /// The text.
  public var text: String
  /// The line of the file at which the text begins.
  public var firstLine: Int
  /// Whether a person types it, so that verbs may be abbreviated and shell commands are allowed.
  public var isInteractive: Bool

  /// Creates a source; CRLF line ends become LF.
  public init(_ text: String, name: String? = nil, firstLine: Int = 1, isInteractive: Bool = false) {
    self.text = text.utf8.contains(13) ? text.replacing("\r\n", with: "\n") : text
    self.name = name
    self.firstLine = firstLine
    self.isInteractive = isInteractive
  }

  /// The line of that number, for messages.
  func line(_ number: Int) -> Substring? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let index = number - firstLine
    return lines.indices.contains(index) ? lines[index] : nil
  }
}
