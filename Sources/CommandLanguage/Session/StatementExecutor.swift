import Display

/// A language that executes statements on a session of its own: what session files, scripts and prompts need of it.
///
/// Synchronous and used by one thread at a time.
public protocol StatementExecutor: AnyObject {
  /// What the language is called, in lower-case letters: its prompt, the fences of its session files and its kernel bear
  /// the name.
  var name: String { get }
  /// Whether a statement ended the session.
  var isFinished: Bool { get set }
  /// The statements of a source, in order.
  func statements(of source: Source) -> [Statement]
  /// Executes one statement and hands what it shows to `io`.
  ///
  /// - Throws: the error as a diagnostic; the session is then unchanged.
  func execute(_ statement: Statement, of source: Source, io: any FrontEnd) throws(Diagnostic)
  /// Does what was put off while statements followed on one another; called behind the last one.
  ///
  /// - Throws: the error as a diagnostic.
  func settle() throws(Diagnostic)
}

extension StatementExecutor {
  /// Executes the statements of a source up to the first error.
  ///
  /// - Throws: the error as a diagnostic, with the number of statements behind it.
  public func execute(_ source: Source, io: any FrontEnd) throws(Diagnostic) {
    let statements = statements(of: source)
    for (place, statement) in statements.enumerated() where !isFinished {
      do throws(Diagnostic) {
        try execute(statement, of: source, io: io)
      } catch {
        try? settle()
        var error = error
        error.skippedCount = statements.count - place - 1
        throw error
      }
    }
    try settle()
  }

  /// Nothing is put off.
  public func settle() throws(Diagnostic) {}
}
