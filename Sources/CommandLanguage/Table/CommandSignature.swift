/// What is known of a command without executing it: how it is called, and the words that document it.
public struct CommandSignature: Sendable {
  /// The verb, in kebab-case.
  public let name: String
  /// The group under which `help` lists it.
  public let group: CommandGroup
  /// One line on what it does.
  public let summary: String
  /// What stands after the verb, in order.
  public let arguments: [Argument]
  /// The options, in the order of help.
  public let options: [Option]
  /// A paragraph for those who want to know more.
  public let details: String
  /// Lines that work as they are.
  public let examples: [String]
  /// Whether the rest of the lines is taken verbatim up to a `;` at a line's end.
  public let isRaw: Bool
  /// Whether recordings of a session hold it; not if it is about the recording or the screen alone.
  public let isRecorded: Bool

  /// Whether one of its arguments can be a `>` that compares.
  package var comparesValues: Bool { arguments.contains { $0.kind.words.contains(">") } }

  /// The call in one line: `run STRATEGY [--budget B] …`.
  public var usage: String {
    let (arguments, options) = (arguments.map(\.usage), options.map { "[\($0.usage)]" })
    // Whatever stands in the text of a raw command is text.
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

/// What stands after a verb at one place.
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

  /// How it stands in a usage line.
  public var usage: String {
    let repeated = isRepeated ? name + "…" : name
    return isOptional ? "[\(repeated)]" : repeated
  }
}

/// An option `--name` of a command.
public struct Option: Sendable {
  /// The name without the dashes.
  public let name: String
  /// What its value names; `nil` for a flag.
  public let kind: ValueKind?
  /// The value in capitals, for help.
  public let placeholder: String
  /// One line on what it does.
  public let summary: String

  /// An option of that name.
  public init(_ name: String, _ kind: ValueKind? = nil, _ placeholder: String = "", _ summary: String) {
    self.name = name
    self.kind = kind
    self.placeholder = placeholder
    self.summary = summary
  }

  /// How it stands in a usage line.
  public var usage: String { kind == nil ? "--\(name)" : "--\(name) \(placeholder)" }
}
