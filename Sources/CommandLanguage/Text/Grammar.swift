import Display
import Input

/// How the text of a language is cut into commands: the table's verbs, and the prompt that pasted lines may begin with.
package struct Grammar: Sendable {
  /// The commands, in the order of help.
  package let signatures: [CommandSignature]
  /// The prompt.
  package let prompt: String
  /// The prompt for continuation lines.
  package static let continuationPrompt = "...> "
  private let implicit: CommandSignature?
  /// Whether a statement whose first word names no command is one nevertheless.
  var takesAnything: Bool { implicit != nil }

  init(name: String, signatures: [CommandSignature], implicit: String?) {
    self.signatures = signatures
    self.implicit = signatures.first { $0.name == implicit }
    prompt = name + "> "
  }

  /// A command as displayed at the prompt.
  package func echo(of command: String) -> String {
    prompt + Visible.text(command).replacing("\n", with: "\n" + Self.continuationPrompt) + "\n"
  }

  /// The command of a verb, possibly abbreviated.
  func command(_ verb: some StringProtocol) -> CommandSignature? {
    if let command = signatures.first(where: { $0.name == verb }) { return command }
    let matches = signatures.filter { $0.name.hasPrefix(verb) }
    return matches.count == 1 ? matches[0] : nil
  }

  /// The raw command that a statement calls, by its verb or an unambiguous abbreviation.
  func raw(_ statement: some StringProtocol) -> CommandSignature? {
    let verb = statement.prefix { !$0.isWhitespace }
    guard let command = signatures.first(where: { $0.isRaw && $0.name.hasPrefix(verb) }), !verb.isEmpty else {
      return nil
    }
    return command.name == verb || signatures.count { $0.name.hasPrefix(verb) } == 1 ? command : nil
  }

  /// The command that a whole statement is the text of, since its first word names none.
  private func implied(by statement: Statement) -> CommandSignature? {
    let verb = statement.source.prefix { !$0.isWhitespace }
    return signatures.contains { $0.name == verb } ? nil : implicit
  }

  /// The commands of a source, in order, without blank lines and comments.
  ///
  /// A raw command takes the rest of its lines verbatim up to a `;` at a line's end.
  package func statements(of source: Source) -> [Statement] {
    var statements: [Statement] = []
    var lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var number = source.firstLine
    while var line = lines.popFirst() {
      let start = number
      number += 1
      var column = 1
      if line.hasPrefix(prompt) {
        line.removeFirst(prompt.count)
        column += prompt.count
      }
      let blanks = line.prefix { $0 == " " || $0 == "\t" }.count
      var text = String(line.dropFirst(blanks))
      if text.isEmpty || text.hasPrefix("#") { continue }
      let raw = raw(text)
      while raw.map({ isOpen(text, $0) }) ?? Lexer.continues(text), let more = lines.popFirst() {
        number += 1
        text += "\n" + more.trimmingPrefix(Self.continuationPrompt)
      }
      statements.append(
        Statement(source: text, location: SourceLocation(line: start, column: column + blanks)))
    }
    return statements
  }

  /// The words of a statement, the verb first.
  ///
  /// - Throws: `CommandError.unclosedQuote`, `CommandError.unknown` for a variable without a value.
  package func words(of statement: Statement, variables: [String: String]) throws(LocatedError) -> [Word] {
    if let command = raw(statement.source) {
      return try Lexer.words(of: statement, raw: command, variables: variables)
    }
    if let command = implied(by: statement) {
      return [
        Word(text: command.name, location: statement.location, length: 0, isQuoted: false),
        Word(
          text: statement.source, location: statement.location, length: statement.source.count, isQuoted: true,
          isVerbatim: true),
      ]
    }
    return try Lexer.words(of: statement, variables: variables)
  }

  /// Whether a raw command continues on the next line: no `;` ends it, also before `> FILE` or `| COMMAND`, and its text is not
  /// from a file.
  private func isOpen(_ text: String, _ command: CommandSignature) -> Bool {
    if text.last(where: { !$0.isWhitespace })?.isSemicolon == true || ShellLine.ends(raw: text) { return false }
    var rest = text.drop { !$0.isWhitespace }.drop { $0.isWhitespace }
    while rest.starts(with: /--[A-Za-z]/) {
      let word = rest.prefix { !$0.isWhitespace }
      let option = command.options.first { word == "--" + $0.name || word.hasPrefix("--\($0.name)=") }
      if option?.kind == .path { return false }
      rest = rest.dropFirst(word.count).drop { $0.isWhitespace }
      if option?.kind != nil && !word.contains("=") {
        rest = rest.drop { !$0.isWhitespace }.drop { $0.isWhitespace }
      }
    }
    return true
  }

  /// What is typed so far of the text of a raw command, and the command, where `text` ends in such; else `nil`.
  func rawText(endingIn text: Substring) -> (text: Substring, command: CommandSignature)? {
    guard let statement = statements(of: Source(String(text))).last, let command = raw(statement.source),
      let words = try? Lexer.words(of: statement, raw: command, variables: [:]), let last = words.last
    else { return nil }
    // An option, as far as it is typed.
    if last.isVerbatim && last.text.wholeMatch(of: /--[A-Za-z-]*/) != nil && text.hasSuffix(last.text) { return nil }
    let trailing = statement.source.reversed().prefix { $0.isWhitespace || $0.isSemicolon }.count
    if last.isVerbatim { return (text.suffix(last.text.count + trailing), command) }
    let awaitsValue = command.options.contains { $0.kind != nil && last.text == "--" + $0.name }
    return trailing > 0 && !awaitsValue ? (text.suffix(0), command) : nil
  }

  /// Whether `text` consists of complete commands: no line is continued by `\` or a raw command.
  ///
  /// - Parameter isTyped: whether a person types it line by line; an empty line then ends a raw command too.
  private func isComplete(_ text: String, isTyped: Bool) -> Bool {
    guard let last = statements(of: Source(text)).last else { return true }
    if let command = raw(last.source) {
      return !isOpen(last.source, command) || isTyped && text.hasSuffix("\n")
    }
    return !Lexer.continues(last.source)
  }

  /// What ends the command that a line begins; `nil` where the line itself does.
  package func ending(of line: String) -> StatementEnding? {
    guard let first = statements(of: Source(line)).first, !isComplete(line, isTyped: false) else { return nil }
    return raw(first.source) == nil ? .lineWithoutBackslash : .semicolon
  }

  /// Whether `text` can be executed as it is.
  package func completeness(of text: String, isTyped: Bool, variables: [String: String]) -> Completeness {
    if !isComplete(text, isTyped: isTyped) { return .incomplete }
    for statement in statements(of: Source(text)) where raw(statement.source) == nil {
      do {
        _ = try words(of: statement, variables: variables)
      } catch {
        if case .unclosedQuote? = error.error as? CommandError { return .invalid }
      }
    }
    return .complete
  }
}

/// Whether a text can be executed as it is.
public enum Completeness: Sendable {
  case complete
  /// A line is continued by `\`, or a raw command lacks its `;`.
  case incomplete
  /// It can never become valid, for example because of an unclosed quote.
  case invalid
}
