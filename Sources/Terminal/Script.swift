import Display
import Sessions

/// Executes commands from files or arguments, up to the first error or, with `--keep-going`, to the end.
struct Script {
  let interpreter: Interpreter
  let frontEnd: TerminalFrontEnd
  let keepsGoing: Bool

  /// Executes a source; the exit code of its first error.
  func run(_ source: Source) -> Int32 {
    var exitCode: Int32 = 0
    for statement in interpreter.statements(of: source) where !interpreter.isFinished {
      if Signals.isInterrupted { return 130 }
      do {
        try frontEnd.watching { () throws(Diagnostic) in
          try interpreter.execute(statement, of: source, io: frontEnd)
        }
      } catch {
        if frontEnd.streams.outputFailure != nil { return 1 }
        frontEnd.report(error, in: interpreter.session.settings.display.format)
        if exitCode == 0 { exitCode = error.exitCode }
        if error.exitCode == 130 || !keepsGoing { return error.exitCode }
      }
      if frontEnd.streams.outputFailure != nil { return 1 }
    }
    return Signals.isInterrupted ? 130 : exitCode
  }

  /// Executes a file of commands.
  func run(file path: String) -> Int32 {
    do {
      return run(Source(try SourceFile.read(path), name: path))
    } catch {
      return fail(error, in: Source("", name: nil))
    }
  }

  /// Executes the commands of standard input as they arrive.
  func runStandardInput() -> Int32 {
    var exitCode: Int32 = 0
    var lineNumber = 0
    var firstLine = 1
    var text = ""
    while !interpreter.isFinished {
      let next = frontEnd.input.next()
      switch next {
      case .interrupted: return 130
      case .failed(let reason): return fail(SessionError.file(path: "-", reason: reason), in: Source("", name: nil))
      case .line(let line):
        lineNumber += 1
        if text.isEmpty { firstLine = lineNumber }
        text += line + "\n"
        if !interpreter.isComplete(String(text.dropLast())) { continue }
      case .end: break
      }
      let code = run(Source(text, name: "-", firstLine: firstLine))
      if exitCode == 0 { exitCode = code }
      if next == .end || code == 130 || code != 0 && !keepsGoing || frontEnd.streams.outputFailure != nil { break }
      text = ""
    }
    return exitCode
  }

  private func fail(_ error: any Error, in source: Source) -> Int32 {
    let diagnostic = Diagnostic(error, in: source)
    frontEnd.report(diagnostic, in: interpreter.session.settings.display.format)
    return diagnostic.exitCode
  }
}
