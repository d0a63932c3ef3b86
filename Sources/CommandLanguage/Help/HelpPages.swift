import Display
import Input

/// A page of `help` beside those of commands.
public struct HelpTopic: Sendable {
  /// The name.
  public let name: String
  /// The page, without a line end.
  public let text: @Sendable () -> String

  /// A page under a name.
  public init(_ name: String, _ text: @escaping @Sendable () -> String) {
    self.name = name
    self.text = text
  }

  /// The grammar of commands.
  public static let grammar = HelpTopic("grammar") {
    """
    verb [argument...] [--option value | --option=value | --flag]

      '...'        literal text          "..."     text with \\" \\\\ \\n and $NAME
      # ...        a comment             \\         at the end: continues below
      a,b,c        a list                1k 2M 5%  numbers
      $NAME        the value of `let NAME VALUE`
      --as NAME    names a result; _ is the latest

    At the prompt: COMMAND > FILE, COMMAND | SHELL COMMAND, !SHELL COMMAND; verbs
    may be abbreviated if unambiguous.
    """
  }
}

extension CommandSignature {
  /// The page of the command.
  package var page: String {
    var lines = [
      Wrapping.wrapped("\(name): \(summary)", indent: 2), "", Wrapping.wrapped("usage: \(usage)", indent: 9),
    ]
    if !options.isEmpty {
      let width = options.map(\.usage.count).max() ?? 0
      lines += [""] + options.map { Wrapping.item("  " + Wrapping.padded($0.usage, width), $0.summary) }
    }
    if !details.isEmpty { lines += ["", Wrapping.wrapped(details)] }
    if !examples.isEmpty { lines += ["", "examples:"] + examples.map { "  " + $0 } }
    return lines.joined(separator: "\n")
  }

  /// The page of the command for machines.
  package var json: JSONValue {
    [
      "name": .string(name), "group": .string(group.name), "summary": .string(summary),
      "usage": .string(usage), "examples": .array(examples.map { .string($0) }),
    ]
  }
}

extension Grammar {
  /// One line per command, by group, the groups in the order in which the table first has them.
  package var overview: String {
    let width = signatures.map(\.name.count).max() ?? 0
    var groups: [CommandGroup] = []
    for command in signatures where !groups.contains(command.group) { groups.append(command.group) }
    return groups.map { group in
      group.name + "\n"
        + signatures.filter { $0.group == group }
        .map { Wrapping.item("  " + Wrapping.padded($0.name, width), $0.summary) }.joined(separator: "\n")
    }.joined(separator: "\n")
  }
}

extension LanguageDefinition {
  /// The names of everything that there is a page about, commands first.
  static var pageNames: [String] {
    commands.grammar.signatures.map(\.name) + topics.map(\.name) + subjects + settings.map(\.name)
  }

  /// The page about a name, the first of: a command, a topic, a subject, a setting.
  static func page(named name: String, in state: State) -> String? {
    commands[name]?.signature.page ?? topics.first { $0.name == name }?.text() ?? page(about: name)
      ?? page(ofSetting: name, in: state)
  }

  /// The allowed values and the value of a setting.
  static func page(ofSetting name: String, in state: State) -> String? {
    settings.first { $0.name == name }.map {
      "set \($0.name) VALUE: \($0.meaning ?? $0.allowed)\nnow: \($0.read(state))"
    }
  }
}
