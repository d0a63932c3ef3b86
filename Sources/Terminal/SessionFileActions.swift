import Sessions

/// What `croute check`, `croute export` and `croute import` do.
struct SessionFileActions {
  let arguments: Arguments
  let streams: StandardStreams

  /// Checks or updates the files, each told of when it is done; the greatest exit code.
  func check() -> Int32 {
    var check = SessionCheck()
    check.updates = arguments.updates
    check.mayWriteAnywhere = arguments.mayWriteAnywhere
    check.cancellation = Signals.cancellation
    var exitCode: Int32 = 0
    for case .file(let path) in arguments.inputs {
      let verdict = check.verdict(on: path)
      if verdict.exitCode == 0 && arguments.settings.quiet { continue }
      if verdict.exitCode == 2 { streams.writeError(verdict.text) } else { streams.write(verdict.text) }
      if verdict.exitCode == 130 || Signals.isInterrupted { return 130 }
      exitCode = max(exitCode, verdict.exitCode)
      if streams.outputFailure != nil { return 1 }
    }
    return exitCode
  }
}
