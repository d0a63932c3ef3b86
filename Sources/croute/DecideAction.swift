import CommandLanguage
import Display
import Glibc
import SessionFiles
import Terminal
import Workbench

/// `croute decide`: passes lines to a policy and prints its answers.
///
/// All received lines are answered before waiting for more, so that a program at the other end of a pipe gets each
/// answer at once.
struct DecideAction {
  let arguments: Arguments
  let frontEnd: TerminalFrontEnd

  /// Answers lines up to the end of standard input; the exit code.
  func run() -> Int32 {
    let streams = frontEnd.streams
    guard let path = arguments.policy else {
      streams.write(PolicyFile.schema)
      return 0
    }
    let stream: DecisionStream
    do {
      stream = DecisionStream(try PolicyFile.read(path))
    } catch {
      frontEnd.report(Diagnostic(error, in: Source("")), in: arguments.settings.display.format)
      return 1
    }
    var output: [UInt8] = []
    while true {
      output.removeAll(keepingCapacity: true)
      switch InputChunk(from: STDIN_FILENO) {
      case .bytes(let bytes): bytes.withUnsafeBufferPointer { stream.take($0, into: &output) }
      case .end:
        stream.finish(into: &output)
        streams.write(output)
        return arguments.isStrict && stream.failureCount > 0 ? 1 : 0
      case .interrupted: return 130
      case .failed(let reason):
        frontEnd.report(
          Diagnostic(CommandError.file(path: "-", reason: reason), in: Source("")),
          in: arguments.settings.display.format)
        return 1
      }
      if !streams.write(output) { return 1 }
    }
  }
}
