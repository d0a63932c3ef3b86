import CommandLanguage
import CrouteLanguage
import Display
import Glibc
import Input
import SessionFiles
import Terminal

extension Script {
  /// Executes a session file in its folder, in the current session; returns the exit code of its first error.
  ///
  /// An expected error of a cell is shown but does not count.
  func run(
    session path: String, in interpreter: Interpreter, trust: Trust, parameters: Parameters
  ) -> Int32 {
    do {
      let replay = try SessionReplay(path: path, parameters: parameters) { Interpreter() }
      let missing = try replay.missingRequirements(trust)
      if !missing.isEmpty {
        frontEnd.streams.writeError(
          Visible.text("\(path): skipped: it needs \(missing.joined(separator: ", "))\n"))
        return 0
      }
      replay.prepare(interpreter, trust: trust)
      defer { interpreter.fileAccess = FileAccess() }
      return WorkingFolder.within(replay.folder) { run(replay, in: interpreter) }
    } catch {
      frontEnd.report(error, in: interpreter.display.format)
      return error.exitCode
    }
  }

  private func run(_ replay: SessionReplay, in interpreter: Interpreter) -> Int32 {
    let runner = CellRunner(interpreter, io: frontEnd, name: replay.path, parameters: replay.parameters)
    var exitCode: Int32 = 0
    for cell in replay.file.cells where cell.attributes.isRun && !interpreter.isFinished {
      if Signals.isInterrupted { return 130 }
      let error = frontEnd.watching { runner.run(cell) }
      if frontEnd.streams.outputFailure != nil { return 1 }
      guard let error else { continue }
      frontEnd.report(error.diagnostic, in: interpreter.display.format)
      if error.isExpected(by: cell) { continue }
      if exitCode == 0 { exitCode = error.diagnostic.exitCode }
      if error.isInterruption || !keepsGoing { return error.diagnostic.exitCode }
    }
    return Signals.isInterrupted ? 130 : exitCode
  }
}
