import CommandLanguage
import Display
import SessionFiles
import Terminal
import Workbench

/// What `croute check`, `croute export` and `croute import` do.
struct SessionFileActions {
  let arguments: Arguments
  let frontEnd: TerminalFrontEnd

  private var streams: StandardStreams { frontEnd.streams }

  /// Does what the command line asks for; the exit code.
  func run() -> Int32 {
    if arguments.action == .check { return check() }
    for case .file(let path) in arguments.inputs {
      do {
        try convert(path)
      } catch {
        frontEnd.report(error, in: arguments.settings.display.format)
        return error.exitCode
      }
    }
    return 0
  }

  /// Writes the notebook of a session file, or the session file of a notebook.
  private func convert(_ path: String) throws(Diagnostic) {
    let isExport = arguments.action == .exportNotebook
    do {
      let text =
        isExport
        ? try NotebookExport.notebook(
          of: path, mayWriteAnywhere: arguments.mayWriteAnywhere, parameters: arguments.parameters,
          cancellation: Signals.cancellation, makeLanguage: { Interpreter() })
        : try NotebookImport.sessionFile(of: try SourceFile.bytes(of: path), path: path, language: "croute")
      let output = arguments.output ?? Self.replacingEnding(of: path, with: isExport ? "ipynb" : "md")
      try OutputFile(output, force: arguments.mayOverwrite).write(text)
      if !arguments.settings.display.quiet { streams.write("wrote \(output)\n") }
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      throw Diagnostic(error, in: Source(""))
    }
  }

  private static func replacingEnding(of path: String, with ending: String) -> String {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let kept = name.lastIndex(of: ".").map { path[..<$0] } ?? path[...]
    return kept + "." + ending
  }

  /// Checks or updates the files, each told of when it is done; the greatest exit code.
  func check() -> Int32 {
    var check = SessionCheck { Interpreter() }
    check.updates = arguments.updates
    check.mayWriteAnywhere = arguments.mayWriteAnywhere
    check.parameters = arguments.parameters
    check.cancellation = Signals.cancellation
    var exitCode: Int32 = 0
    for case .file(let path) in arguments.inputs {
      let verdict = check.verdict(on: path)
      if verdict.exitCode == 0 && arguments.settings.display.quiet { continue }
      if verdict.exitCode == 2 { streams.writeError(verdict.text) } else { streams.write(verdict.text) }
      if verdict.exitCode == 130 || Signals.isInterrupted { return 130 }
      exitCode = max(exitCode, verdict.exitCode)
      if streams.outputFailure != nil { return 1 }
    }
    return exitCode
  }
}
