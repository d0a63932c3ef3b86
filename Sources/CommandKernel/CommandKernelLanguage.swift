import CommandLanguage
import Display
import Input
import JupyterKernel

/// An interactive language as a kernel's language: all cells share one session.
public final class CommandKernelLanguage: KernelLanguage {
  private let language: any InteractiveLanguage

  /// - Parameter language: what executes the cells.
  public init(_ language: any InteractiveLanguage) { self.language = language }

  /// Executes the statements of a cell up to the first error.
  public func execute(_ code: String, in cell: any CellOutlet) -> CellOutcome {
    let display = CellDisplay(cell)
    let progress = CellProgress(cell)
    let io = CellFrontEnd(cell, display, progress)
    let source = Source(code)
    for statement in language.statements(of: source) {
      if language.display.progress == .on { progress.begin() }
      defer { progress.end() }
      do {
        try language.execute(statement, of: source, io: io)
      } catch {
        display.release()
        try? language.settle()
        return .failure(CellFailure(error))
      }
      display.endCommand()
      if language.isFinished { break }
    }
    do { try language.settle() } catch {
      display.release()
      return .failure(CellFailure(error))
    }
    display.finish()
    var payloads = io.pages.map { CellPayload.page($0) }
    if language.isFinished { payloads.append(CellPayload.exit) }
    // Whether leaving the session ends the kernel is up to the client.
    language.isFinished = false
    return .success(payloads: payloads)
  }

  /// The text that the statements of an expression show.
  public func evaluate(_ expression: String) -> Result<JSONValue, CellFailure> {
    let io = TextCollector()
    do {
      try language.execute(Source(expression), io: io)
      language.isFinished = false
      return .success(["text/plain": .string(io.text)])
    } catch {
      return .failure(CellFailure(error))
    }
  }

  /// What fits at the cursor.
  public func completion(of code: String, at cursor: String.Index) -> CodeCompletion {
    let completion = language.completion(of: code, at: cursor)
    return CodeCompletion(range: completion.range, matches: completion.candidates.map(\.text))
  }

  /// What is known about the word at the cursor, as text.
  public func inspection(of code: String, at cursor: String.Index) -> JSONValue? {
    language.inspection(of: code, at: cursor).map { ["text/plain": .string($0)] }
  }

  /// Whether a cell can be executed as it is.
  public func completeness(of code: String) -> CodeCompleteness {
    switch language.completeness(of: code, isTyped: true) {
    case .complete: .complete
    case .incomplete: .incomplete
    case .invalid: .invalid
    }
  }
}

extension CellFailure {
  /// An error of the session: its kind, one sentence, and the whole text with the line and a caret.
  init(_ diagnostic: Diagnostic) {
    let name =
      switch diagnostic.exitCode {
      case 130: "Interrupted"
      case 2: "UsageError"
      default: "CommandError"
      }
    var traceback = diagnostic.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if traceback.last == "" { traceback.removeLast() }
    self.init(name: name, value: diagnostic.message, traceback: traceback)
  }
}
