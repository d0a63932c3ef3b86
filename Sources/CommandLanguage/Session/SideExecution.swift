import Display
import Mathematics
import Synchronization

/// Commands executed beside the session, which stays as it is.
extension CommandInterpreter {
  /// The value of an expression in the session as it is, which stays as it is; `nil` in a language without expressions.
  ///
  /// - Throws: the error of the statement that computes it.
  public func value(of expression: String, cancellation: CancellationFlag) throws(Diagnostic) -> String? {
    guard let statement = L.statement(valuing: expression) else { return nil }
    let kept = (session, past, history, transcript, recorder, guide)
    defer { (session, past, history, transcript, recorder, guide) = kept }
    (recorder, guide) = (nil, nil)
    session.display.format = .csv
    let collector = TextOfBundles(cancellation)
    try execute(Source(statement), io: collector)
    // The first cell below the headings.
    guard let line = collector.text.split(separator: "\n").dropFirst().first else { return nil }
    if line.hasPrefix("\"") { return String(line.dropFirst().prefix { $0 != "\"" }) }
    return String(line.prefix { $0 != "," })
  }

  /// Executes a command in another session, and returns what that becomes; this interpreter's own stays as it is.
  ///
  /// - Throws: the error of the command.
  package func execute(_ command: String, in other: L.State, io: any FrontEnd) throws(Diagnostic) -> L.State {
    let kept = (session, past)
    defer { (session, past) = kept }
    session = other
    session.display.echo = false
    try execute(Source(command), io: io)
    session.display.echo = kept.0.display.echo
    return session
  }
}

/// Keeps what is printed.
private final class TextOfBundles: FrontEnd {
  let cancellation: CancellationFlag
  let surface = Surface.standard
  private let shown = Mutex("")

  init(_ cancellation: CancellationFlag) { self.cancellation = cancellation }

  var text: String { shown.withLock(\.self) }

  func emit(_ output: Output) {
    if case .bundle(let bundle) = output { shown.withLock { $0 += bundle.text } }
  }

  func ask(_ question: String) -> String? { nil }
}
