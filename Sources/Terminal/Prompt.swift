import CommandLanguage
import Display
import Glibc

/// The prompt: asks for commands at a terminal and executes them, until `quit` or Ctrl-D.
public struct Prompt {
  private let language: any InteractiveLanguage
  private let frontEnd: TerminalFrontEnd
  /// The file of the history; `nil` where none is kept.
  private let history: HistoryFile?

  /// A prompt for a language.
  public init(_ language: any InteractiveLanguage, _ frontEnd: TerminalFrontEnd) {
    self.language = language
    self.frontEnd = frontEnd
    history = UserFolders(of: language.name).history.map { HistoryFile(path: $0) }
  }

  /// Runs the prompt to its end.
  public func run() {
    LineEditor.setUp(name: language.name)
    let entries = history?.read() ?? []
    LineEditor.remember(entries)
    var latest = entries.last?.text ?? ""
    if !language.display.quiet {
      frontEnd.streams.write("\(language.name) \(language.version): `help` lists the commands, Ctrl-D leaves.\n")
    }
    while !language.isFinished, let text = nextCommand() {
      if text.allSatisfy(\.isWhitespace) {
        if let statement = language.emptyLine { execute(statement) }
        continue
      }
      if text != latest {
        let entry = HistoryFile.Entry(text: text, time: time(nil))
        LineEditor.remember([entry])
        if language.keepsHistory { history?.append(entry) }
        latest = text
      }
      execute(text)
      if frontEnd.streams.outputFailure != nil { return }
    }
  }

  /// The text of one or, if continued or pasted, several lines; `nil` at the end.
  private func nextCommand() -> String? {
    var text = ""
    while true {
      let prompt = text.isEmpty ? language.prompt : language.continuationPrompt
      switch LineEditor.read(prompt: prompt, after: text, completer: language.completer) {
      case .end:
        frontEnd.streams.write("\n")
        return nil
      case .dropped: text = ""
      case .line(let line):
        text += line
        if language.completeness(of: text, isTyped: true) != .incomplete { return text }
        text += "\n"
      }
    }
  }

  private func execute(_ text: String) {
    do {
      try frontEnd.watching { () throws(Diagnostic) in
        try language.execute(Source(text, isInteractive: true), io: frontEnd)
      }
    } catch {
      frontEnd.report(error, in: language.display.format)
      if let rest = error.rest, language.display.format != .json { frontEnd.streams.writeError(rest) }
    }
  }
}
