import CommandLanguage
import Display

/// Executes commands from files or arguments, up to the first error or, with `--keep-going`, to the end.
public struct Script {
  /// The language of the commands.
  public let language: any InteractiveLanguage
  /// Who shows what they print.
  public let frontEnd: TerminalFrontEnd
  /// Whether to go on after an error.
  public let keepsGoing: Bool

  /// A way to execute commands.
  public init(_ language: any InteractiveLanguage, _ frontEnd: TerminalFrontEnd, keepsGoing: Bool = false) {
    self.language = language
    self.frontEnd = frontEnd
    self.keepsGoing = keepsGoing
  }

  /// Executes a source; the exit code of its first error.
  public func run(_ source: Source) -> Int32 { settled(run(statementsOf: source)) }

  /// The exit code once everything is done that was put off.
  private func settled(_ exitCode: Int32) -> Int32 {
    do {
      try language.settle()
      return exitCode
    } catch {
      frontEnd.report(error, in: language.display.format)
      return exitCode == 0 ? error.exitCode : exitCode
    }
  }

  private func run(statementsOf source: Source) -> Int32 {
    var exitCode: Int32 = 0
    for statement in language.statements(of: source) where !language.isFinished {
      if Signals.isInterrupted { return 130 }
      do {
        try frontEnd.watching { () throws(Diagnostic) in
          try language.execute(statement, of: source, io: frontEnd)
        }
      } catch {
        if frontEnd.streams.outputFailure != nil { return 1 }
        frontEnd.report(error, in: language.display.format)
        if exitCode == 0 { exitCode = error.exitCode }
        if error.exitCode == 130 || !keepsGoing { return error.exitCode }
      }
      if frontEnd.streams.outputFailure != nil { return 1 }
    }
    return Signals.isInterrupted ? 130 : exitCode
  }

  /// Executes a file of commands.
  public func run(file path: String) -> Int32 {
    do {
      let source = Source(try SourceFile.read(path), name: path)
      try language.check(source)
      return run(source)
    } catch {
      return fail(error, in: Source("", name: nil))
    }
  }

  /// Executes the commands of standard input as they arrive.
  public func runStandardInput() -> Int32 { settled(runLines()) }

  private func runLines() -> Int32 {
    var exitCode: Int32 = 0
    var lineNumber = 0
    var firstLine = 1
    var text = ""
    var ending: StatementEnding?
    while !language.isFinished {
      let next = frontEnd.input.next()
      switch next {
      case .interrupted: return 130
      case .failed(let reason): return fail(CommandError.file(path: "-", reason: reason), in: Source("", name: nil))
      case .line(let line):
        lineNumber += 1
        if text.isEmpty { firstLine = lineNumber }
        let isMarked = lineNumber == 1 && line.unicodeScalars.first == "\u{FEFF}"
        let line = isMarked ? String(line.unicodeScalars.dropFirst()) : line
        text += line + "\n"
        if let ending, !ending.isReached(by: line, in: text) { continue }
        if ending == nil {
          ending = language.ending(of: line)
          if ending != nil { continue }
        }
        ending = nil
      case .end: break
      }
      let code = run(statementsOf: Source(text, name: "-", firstLine: firstLine))
      if exitCode == 0 { exitCode = code }
      if next == .end || code == 130 || code != 0 && !keepsGoing || frontEnd.streams.outputFailure != nil { break }
      text = ""
    }
    return exitCode
  }

  private func fail(_ error: any Error, in source: Source) -> Int32 {
    let diagnostic = Diagnostic(error, in: source)
    frontEnd.report(diagnostic, in: language.display.format)
    return diagnostic.exitCode
  }
}
