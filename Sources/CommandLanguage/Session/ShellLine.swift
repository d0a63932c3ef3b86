import Display
import Foundation
import Glibc
import Mathematics

/// A line of the prompt that reaches the shell: `!COMMAND`, `COMMAND > FILE`, `COMMAND | SHELL COMMAND`.
struct ShellLine {
  /// The destination of the output.
  enum Target: Equatable {
    case shell(String)
    case file(String)
  }

  /// The command whose output it is; empty for `!COMMAND`.
  var command: String
  var target: Target

  /// `nil` for a line that needs no shell. A `>` or `|` counts where it stands alone outside quotes; in a raw command, only
  /// behind the `;` that ends its text.
  ///
  /// The verb's own syntax takes precedence: a `>` may be a comparison argument.
  init?(_ line: String, _ grammar: Grammar) {
    if line.hasPrefix("!") {
      command = ""
      target = .shell(String(line.dropFirst()).trimmingCharacters(in: .whitespaces))
      return
    }
    let verb = line.prefix { !$0.isWhitespace }
    let exact = grammar.signatures.filter { $0.name == verb }
    let commands = exact.isEmpty ? grammar.signatures.filter { $0.name.hasPrefix(verb) } : exact
    let isRaw = grammar.raw(line) != nil
    let sign = Self.sign(in: line, comparesValues: commands.contains { $0.comparesValues }, isRaw: isRaw)
    guard let sign else { return nil }
    let after = line[line.index(after: sign)...].trimmingCharacters(in: .whitespaces)
    if after.isEmpty { return nil }
    command = line[..<sign].trimmingCharacters(in: .whitespaces)
    target = line[sign] == "|" ? .shell(after) : .file(after)
  }

  /// Whether the text of a raw command has ended: a `;` outside quotes, and behind it a `>` or `|`.
  static func ends(raw text: String) -> Bool { sign(in: text, comparesValues: false, isRaw: true) != nil }

  /// Where the `>` or `|` stands behind which the shell's part begins.
  private static func sign(in line: String, comparesValues: Bool, isRaw: Bool) -> String.Index? {
    var quote: Character?
    var previous: Character = " "
    var hasEnded = !isRaw
    for index in line.indices {
      let character = line[index]
      if let open = quote {
        if character == open && (open == "'" || previous != "\\") { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if hasEnded, character == "|" || character == ">" && !comparesValues, previous.isWhitespace || isRaw {
        if line[index...].dropFirst().first?.isWhitespace ?? true || character == "|" { return index }
      }
      if isRaw && !character.isWhitespace { hasEnded = character.isSemicolon && quote == nil }
      previous = character
    }
    return nil
  }
}

extension CommandInterpreter {
  func execute(_ shell: ShellLine, _ statement: Statement, of source: Source, io: any FrontEnd) throws {
    if shell.command.isEmpty, case .shell(let command) = shell.target {
      let status = system(command)
      if status != 0 { throw CommandError.shell(status: exitStatus(status)) }
      return
    }
    var target = shell.target
    if case .file(let text) = target { target = .file(try fileName(text, at: statement.location)) }
    let capture = CaptureFrontEnd(around: io)
    var inner = statement
    inner.source = shell.command
    try executePlain(inner, of: source, io: capture)
    switch target {
    case .file(let path): try OutputFile(path, force: mayOverwrite(path, io)).write(capture.text, access: fileAccess)
    case .shell(let command):
      guard let pipe = popen(command, "w") else {
        throw CommandError.file(path: command, reason: String(cString: strerror(errno)))
      }
      fputs(capture.text, pipe)
      let status = pclose(pipe)
      if status != 0 && exitStatus(status) != 141 { throw CommandError.shell(status: exitStatus(status)) }
    }
  }

  /// The file that the text behind `>` names, quotes and variables as in commands.
  private func fileName(_ text: String, at location: SourceLocation) throws(LocatedError) -> String {
    let words = try Lexer.words(of: Statement(source: text, location: location), variables: session.variables)
    guard let name = words.first, words.count == 1, !name.text.isEmpty else {
      throw LocatedError(
        .invalidValue("the file after '>'", found: text, allowed: "one name, in quotes if it has spaces"))
    }
    return name.isQuoted ? name.text : UserHome.expanded(name.text)
  }

  private func mayOverwrite(_ path: String, _ io: any FrontEnd) -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return false }
    let answer = io.ask("\(path) exists; overwrite it? [y/N] ") ?? ""
    return answer.lowercased().hasPrefix("y")
  }

  private func exitStatus(_ status: Int32) -> Int32 { status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F }
}

/// Captures the text of outputs and forwards everything else.
final class CaptureFrontEnd: FrontEnd, @unchecked Sendable {
  private let outer: any FrontEnd
  /// The text so far.
  private(set) var text = ""

  init(around outer: any FrontEnd) { self.outer = outer }

  func emit(_ output: Output) {
    if case .bundle(let bundle) = output { text += bundle.text } else { outer.emit(output) }
  }

  func ask(_ question: String) -> String? { outer.ask(question) }
  var cancellation: CancellationFlag { outer.cancellation }
  var surface: Surface { Surface(width: outer.surface.width, unicode: outer.surface.unicode, color: false) }
}
