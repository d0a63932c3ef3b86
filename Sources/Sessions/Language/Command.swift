/// One command of the language: its name, action and documentation.
///
/// The table `Commands.all` feeds parsing, help, completion and the reference page, so that none of them can disagree.
public struct Command: Sendable {
  /// The group under which `help` lists a command.
  public enum Group: String, Sendable, CaseIterable {
    case data, fit, run, look, learn, ask, session
  }

  /// The verb, in kebab-case.
  public let name: String
  /// The group under which `help` lists it.
  public let group: Group
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
  /// What it does.
  let run: @Sendable (inout CommandContext) throws -> Void

  init(
    _ name: String, _ group: Group, _ summary: String, arguments: [Argument] = [], options: [Option] = [],
    details: String = "", examples: [String] = [], isRaw: Bool = false, isRecorded: Bool = true,
    run: @escaping @Sendable (inout CommandContext) throws -> Void
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.arguments = arguments
    self.options = options
    self.details = details
    self.examples = examples
    self.isRaw = isRaw
    self.isRecorded = isRecorded
    self.run = run
  }

  /// Whether one of its arguments can be a comparison `>`.
  var comparesValues: Bool {
    arguments.contains { if case .choice(let words) = $0.kind { words.contains(">") } else { false } }
  }

  /// The usage line: `run STRATEGY [--budget B] …`.
  public var usage: String {
    let (arguments, options) = (arguments.map(\.usage), options.map { "[\($0.usage)]" })
    // Everything in the text of a raw command is text.
    return ([name] + (isRaw ? options + arguments : arguments + options)).joined(separator: " ")
  }
}

/// The kind of a word, for checking and completion.
public enum ValueKind: Sendable, Equatable {
  case text, path, traceSource, number, integer, strategy, strategies, estimator, model, models, column, traces, result
  case command, variable, query, sql
  /// A value of queries, see `QueryValue`; `filtered` may also be `off`.
  case queryValue, filtered
  /// A label of the value named by the previous argument.
  case queryLabel
  /// A query or a strategy.
  case queryOrStrategy
  /// A column of the result named by an argument.
  case resultColumn
  /// The argument of the preceding plot kind.
  case plotted
  /// A value of the setting named by the previous argument.
  case settingValue
  /// One of the given words.
  case choice([String])
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

  init(_ name: String, _ kind: ValueKind, isOptional: Bool = false, isRepeated: Bool = false) {
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
public struct Option: Sendable {
  /// The name without the dashes.
  public let name: String
  /// The kind of its value; `nil` for a flag.
  public let kind: ValueKind?
  /// The value in capitals, for help.
  public let placeholder: String
  /// A one-line description.
  public let summary: String

  init(_ name: String, _ kind: ValueKind? = nil, _ placeholder: String = "", _ summary: String) {
    self.name = name
    self.kind = kind
    self.placeholder = placeholder
    self.summary = summary
  }

  /// The option that names the result of a command.
  static let resultName = Option("as", .text, "NAME", "the name of the result")

  /// Its form in a usage line.
  public var usage: String { kind == nil ? "--\(name)" : "--\(name) \(placeholder)" }
}
