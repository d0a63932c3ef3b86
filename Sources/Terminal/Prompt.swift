import Display
import Glibc
import Sessions

/// The prompt: asks for commands at a terminal and executes them, until `quit` or Ctrl-D.
struct Prompt {
  let interpreter: Interpreter
  let frontEnd: TerminalFrontEnd
  let history: HistoryFile

  init(_ interpreter: Interpreter, _ frontEnd: TerminalFrontEnd) {
    self.interpreter = interpreter
    self.frontEnd = frontEnd
    history = HistoryFile(path: UserFolders.history)
  }

  /// Runs the prompt to its end.
  func run() {
    LineEditor.setUp()
    let entries = history.read()
    LineEditor.remember(entries)
    var latest = entries.last?.text ?? ""
    if !interpreter.session.settings.display.quiet {
      frontEnd.streams.write("croute \(Version.text): `help` lists the commands, Ctrl-D leaves.\n")
    }
    while !interpreter.isFinished, let text = nextCommand() {
      if text.allSatisfy(\.isWhitespace) { continue }
      if text != latest {
        let entry = HistoryFile.Entry(text: text, time: time(nil))
        LineEditor.remember([entry])
        history.append(entry)
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
      let prompt = text.isEmpty ? Lexer.prompt : Lexer.continuationPrompt
      switch LineEditor.read(prompt: prompt, after: text, session: interpreter.session) {
      case .end:
        frontEnd.streams.write("\n")
        return nil
      case .dropped: text = ""
      case .line(let line):
        text += line
        if interpreter.isComplete(text, isTyped: true) { return text }
        text += "\n"
      }
    }
  }

  private func execute(_ text: String) {
    do {
      try frontEnd.watching { () throws(Diagnostic) in
        try interpreter.execute(Source(text, isInteractive: true), io: frontEnd)
      }
    } catch {
      frontEnd.report(error, in: interpreter.session.settings.display.format)
    }
  }
}
