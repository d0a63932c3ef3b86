import Display
import Input
import Mathematics
import Sessions
import Traces

/// The command language as a kernel's language: all cells share one session.
final class CrouteLanguage: KernelLanguage {
  private let interpreter = Interpreter()

  init() {
    // A notebook is executed again and again, as a session file is.
    interpreter.writeAccess.figureFolder = FilePlace.resolved(".")
  }

  let information = LanguageInformation(
    name: "croute", version: Version.text, mediaType: "text/x-croute", fileExtension: ".croute",
    highlighting: "shell",
    banner: "croute \(Version.text): choose among language models by routing and cascading.\n`help` lists the commands."
  )

  func execute(_ code: String, in cell: any CellOutlet) -> Outcome {
    let display = CellDisplay(cell)
    let progress = CellProgress(cell)
    let io = CellFrontEnd(cell, display, progress)
    let source = Source(code)
    for statement in interpreter.statements(of: source) {
      if interpreter.session.settings.display.progress == .on { progress.begin() }
      defer { progress.end() }
      do {
        try interpreter.execute(statement, of: source, io: io)
      } catch {
        display.release()
        return .failure(Failure(error))
      }
      display.endCommand()
      if interpreter.isFinished { break }
    }
    display.finish()
    var payloads = io.pages.map { Self.page($0) }
    if interpreter.isFinished { payloads.append(["source": "ask_exit", "keepkernel": false]) }
    // The client decides whether `quit` ends the kernel.
    interpreter.isFinished = false
    return .success(payloads: payloads)
  }

  private static func page(_ text: String) -> JSONValue {
    ["source": "page", "data": ["text/plain": .string(text)], "start": 0]
  }

  func evaluate(_ expression: String) -> Result<JSONValue, Failure> {
    let io = TextCollector()
    do {
      try interpreter.execute(Source(expression), io: io)
      interpreter.isFinished = false
      return .success(["text/plain": .string(io.text)])
    } catch {
      return .failure(Failure(error))
    }
  }

  func completion(of code: String, at cursor: String.Index) -> CodeCompletion {
    let completion = Completion(of: code, at: cursor, in: interpreter.session)
    return CodeCompletion(range: completion.range, matches: completion.candidates.map(\.text))
  }

  func inspection(of code: String, at cursor: String.Index) -> JSONValue? {
    Inspection(of: code, at: cursor, in: interpreter.session).map { ["text/plain": .string($0.text)] }
  }

  func completeness(of code: String) -> CodeCompleteness {
    switch interpreter.completeness(of: code) {
    case .complete: .complete
    case .incomplete: .incomplete
    case .invalid: .invalid
    }
  }
}

extension Failure {
  /// An error of the session: its kind, one sentence, and the whole text with the line and a caret.
  init(_ diagnostic: Diagnostic) {
    switch diagnostic.exitCode {
    case 130: name = "Interrupted"
    case 2: name = "UsageError"
    default: name = "CommandError"
    }
    value = diagnostic.message
    traceback = diagnostic.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if traceback.last == "" { traceback.removeLast() }
  }
}
