import CommandLanguage
import CrouteLanguage
import Display
import Input
import SessionFiles
import Terminal

/// What `croute check`, `croute export` and `croute import` do.
struct SessionFileActions {
  let arguments: Arguments
  let frontEnd: TerminalFrontEnd

  private var streams: StandardStreams { frontEnd.streams }

  /// Does what the command line asks for; the exit code.
  func run() -> Int32 {
    if let key = arguments.gradingKey { return grade(by: key) }
    if arguments.action == .check { return arguments.watches ? Watch(arguments.paths, frontEnd).run(check) : check() }
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
      let text: String
      var notes: [String] = []
      if isExport {
        text =
          arguments.form.isForStudents && arguments.output?.hasSuffix(".md") == true
          ? try SessionReplay(path: path, parameters: arguments.parameters) { Interpreter() }
            .studentCopy().text
          : try NotebookExport.notebook(
            of: path, trust: arguments.trust, parameters: arguments.parameters, form: arguments.form,
            cancellation: Signals.cancellation, makeLanguage: { Interpreter() })
      } else {
        let imported = try NotebookImport(try SourceFile.bytes(of: path), path: path, language: "croute")
        (text, notes) = (imported.text, imported.notes)
      }
      let output = arguments.output ?? Self.replacingEnding(of: path, with: isExport ? "ipynb" : "md")
      try OutputFile(output, force: arguments.mayOverwrite).write(text)
      for note in notes { streams.writeError(Visible.text("\(path): note: \(note)\n")) }
      if !arguments.settings.display.quiet { streams.write(Visible.text("wrote \(output)\n")) }
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

  /// Prints the points of each submission; 1 where one of them cannot be read.
  private func grade(by key: String) -> Int32 {
    let display = arguments.settings.display
    do {
      var grading = try Grading(key: key, trust: arguments.trust, cancellation: Signals.cancellation) { Interpreter() }
      var rows: [(submission: String, points: [Double])] = []
      var exitCode: Int32 = 0
      for path in arguments.paths {
        do {
          rows.append((path, try grading.points(of: path)))
        } catch {
          if error.exitCode == 130 { return 130 }
          streams.writeError(error.text)
          rows.append((path, grading.exercises.map { _ in 0 }))
          exitCode = 1
        }
      }
      var report = Report()
      let table = grading.table(rows)
      report.show(table)
      report.json = [.init("submissions", table.json)]
      frontEnd.show(report, of: "grade", settings: display)
      return exitCode
    } catch {
      frontEnd.report(error, in: display.format)
      return error.exitCode
    }
  }

  /// Checks or updates the files, each told of when it is done; the greatest exit code.
  func check() -> Int32 {
    var check = SessionCheck { Interpreter() }
    check.updates = arguments.updates
    check.allowsEmpty = arguments.allowsEmpty
    check.trust = arguments.trust
    check.parameters = arguments.parameters
    check.cancellation = Signals.cancellation
    var exitCode: Int32 = 0
    for case .file(let path) in arguments.inputs {
      let verdict = check.verdict(on: path)
      if verdict.exitCode == 0 && arguments.settings.display.quiet { continue }
      let text = Visible.text(verdict.text)
      if verdict.exitCode == 2 { streams.writeError(text) } else { streams.write(text) }
      if verdict.exitCode == 130 || Signals.isInterrupted { return 130 }
      exitCode = max(exitCode, verdict.exitCode)
      if streams.outputFailure != nil { return 1 }
    }
    return exitCode
  }
}
