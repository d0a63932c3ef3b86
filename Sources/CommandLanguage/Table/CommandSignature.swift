/// What is known of a command without executing it: how it is called, and the words that document it.
public struct CommandSignature: Sendable {
  /// The verb, in kebab-case.
  public let name: String
  /// The group under which `help` lists it.
  public let group: CommandGroup
  /// A one-line description.
  public let summary: String
  /// The arguments after the verb, in order.
  public let arguments: [Argument]
  /// The options, in the order of help.
  public let options: [Option]
  /// A paragraph of details.
  public let details: String
  /// Example lines.
  public let examples: [String]
  /// Whether the rest is taken verbatim up to a `;` at the end of a line.
  public let isRaw: Bool
  /// Whether recordings include it; not if it only concerns the recording or the screen.
  public let isRecorded: Bool

  /// Whether one of its arguments can be a comparison `>`.
  package var comparesValues: Bool { arguments.contains { $0.kind.words.contains(">") } }

  /// The usage line: `run STRATEGY [--budget B] …`.
  public var usage: String {
    let (arguments, options) = (arguments.map(\.usage), options.map { "[\($0.usage)]" })
    // Everything in the text of a raw command is text.
    return ([name] + (isRaw ? options + arguments : arguments + options)).joined(separator: " ")
  }
}

/// A group under which `help` lists commands.
public struct CommandGroup: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The heading.
  public let name: String

  /// A group of that name.
  public init(stringLiteral name: String) { self.name = name }

  /// Commands that are about the session itself.
  public static let session: CommandGroup = "session"
}

/// A positional argument.
public struct Argument: Sendable {
  /// Its name in capitals.
  public let name: String
  /// What it names.
  public let kind: ValueKind
  /// Whether the command works without it.
  public let isOptional: Bool
  /// Whether there may be several.
  public let isRepeated: Bool

  /// An argument of that name.
  public init(_ name: String, _ kind: ValueKind, isOptional: Bool = false, isRepeated: Bool = false) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
    self.isRepeated = isRepeated
  }

  /// Its form in a usage line.
  public var usage: String {
    let repeated = isRepeated ? name + "…" : name
    return isOptional ? "[\(repeated)]" : repeated
  }
}

/// An option `--name` of a command.
public struct Option: Sendable, Equatable {
  /// The name without the dashes.
  public let name: String
  /// The kind of its value; `nil` for a flag.
  public let kind: ValueKind?
  /// The value in capitals, for help.
  public let placeholder: String
  /// A one-line description.
  public let summary: String
  /// The words as first argument with which it applies; empty where it always does.
  public let words: [String]

  /// An option of that name.
  ///
  /// - Parameters:
  ///   - name: the name without dashes.
  ///   - kind: the kind of its value; `nil` where it has none.
  ///   - placeholder: the value in capitals, for help.
  ///   - words: the words as first argument with which it applies, if it does not with all of them; the description begins
  ///     with them.
  ///   - summary: a one-line description.
  public init(
    _ name: String, _ kind: ValueKind? = nil, _ placeholder: String = "", for words: [String] = [], _ summary: String
  ) {
    self.name = name
    self.kind = kind
    self.placeholder = placeholder
    self.words = words
    self.summary = words.isEmpty ? summary : "\(Self.scope(words)): \(summary)"
  }

  /// What an option is for: `path only`, `lambda and path only`, or all words where there are more.
  private static func scope(_ words: [String]) -> String {
    words.count > 2 ? words.joined(separator: ", ") : words.joined(separator: " and ") + " only"
  }

  /// Whether it applies with these arguments, as far as they are given.
  func applies(with arguments: [String]) -> Bool {
    arguments.first.map { words.isEmpty || words.contains($0) } ?? true
  }

  /// What it is for, in a sentence.
  var purpose: String { "--\(name) is for \(Self.scope(words))" }

  /// Its form in a usage line.
  public var usage: String { kind == nil ? "--\(name)" : "--\(name) \(placeholder)" }
}
