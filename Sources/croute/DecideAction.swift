import CommandLanguage
import Display
import Glibc
import SessionFiles
import Terminal
import Workbench

/// `croute decide`: puts each line of standard input to a policy and prints its answers.
///
/// All received lines are answered before waiting for more, so that a program at the other end of a pipe gets each
/// answer at once. The log has what these lines report before they are answered.
struct DecideAction {
  let arguments: Arguments
  let frontEnd: TerminalFrontEnd

  /// Answers lines up to the end of standard input; the exit code.
  func run() -> Int32 {
    guard let path = arguments.policy else {
      frontEnd.streams.write(PolicyFile.schema)
      return 0
    }
    do {
      let policy = try PolicyFile.read(path)
      guard let place = arguments.log else { return try answer(DecisionStream(policy), nil, nil) }
      let log = try ServedLog(
        policy, digest: try FileDigest.sha256(of: path),
        exploring: arguments.explored, seed: arguments.settings.seed)
      let inputs = [(path: path, name: "the policy"), (path: "/dev/stdin", name: "the input")]
      return try answer(DecisionStream(policy, log: log), log, try LogFile(place, apartFrom: inputs))
    } catch {
      frontEnd.report(Diagnostic(error, in: Source("")), in: arguments.settings.display.format)
      return 1
    }
  }

  private func answer(_ stream: DecisionStream, _ log: ServedLog?, _ file: LogFile?) throws(CommandError) -> Int32 {
    let streams = frontEnd.streams
    var output: [UInt8] = []
    while true {
      output.removeAll(keepingCapacity: true)
      switch InputChunk(from: STDIN_FILENO) {
      case .bytes(let bytes): bytes.withUnsafeBufferPointer { stream.take($0, into: &output) }
      case .end:
        stream.finish(into: &output)
        log?.finish()
        try file?.append(log?.takeLines() ?? [])
        streams.write(output)
        return arguments.isStrict && stream.failureCount > 0 ? 1 : 0
      case .interrupted:
        log?.finish()
        try file?.append(log?.takeLines() ?? [])
        return 130
      case .failed(let reason): throw .file(path: "-", reason: reason)
      }
      try file?.append(log?.takeLines() ?? [])
      if !streams.write(output) { return 1 }
    }
  }
}
