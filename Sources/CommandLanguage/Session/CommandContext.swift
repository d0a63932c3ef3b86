import Display
import Input
import Mathematics

/// What a running command works with: a copy of the session's state, its words, and the report it writes.
public struct CommandContext<L: LanguageDefinition> {
  /// The copy that becomes the session's state when the command succeeds.
  public var session: L.State { didSet { isChanged = true } }
  /// Whether the command changed the session, so that there is something to undo.
  package var isChanged = false
  /// The words of the command.
  public let invocation: Invocation
  /// The interpreter that executes the command.
  public let interpreter: CommandInterpreter<L>
  /// Who shows what the command reports.
  public let io: any FrontEnd
  /// The text that contains the command.
  public let source: Source
  /// The command as a computation: whether to go on, and where its progress goes.
  public package(set) var task: TaskContext
  /// What the command has to say.
  public var report = Report()
  /// Whether the report is shown; not where another command has shown its own.
  package var isShown = true
  /// What a replay of the command has to say, where that is something else.
  package var replayed: Report?
  /// The command as it is recorded, where that is not as it was typed.
  package var recorded: String?

  init(
    session: L.State, invocation: Invocation, interpreter: CommandInterpreter<L>, io: any FrontEnd, source: Source,
    task: TaskContext
  ) {
    self.session = session
    self.invocation = invocation
    self.interpreter = interpreter
    self.io = io
    self.source = source
    self.task = task
  }

  /// What commands use and `undo` leaves alone.
  public var services: L.Services { interpreter.services }

  /// The width of output lines in characters.
  public var width: Int { session.display.width ?? io.surface.width }

  /// Restores the session before the latest change.
  package mutating func goBack(to earlier: L.State) {
    session = earlier
    isChanged = false
  }

  /// Shows the report so far, before something that follows on it; nothing in machine formats.
  ///
  /// - Parameter isPaged: whether a pager may show it; not before a question, whose answer the pager would take.
  public mutating func flush(isPaged: Bool = true) {
    if session.display.format == .json { return }
    interpreter.show(report, of: invocation.command, settings: session.display, io: io, isPaged: isPaged)
    report = Report()
  }

  /// The person's answer to a question, after showing the report so far; `nil` if nobody answers.
  ///
  /// - Throws: `Cancelled` if the answer is Ctrl-C.
  public mutating func ask(_ question: String) throws -> String? {
    flush(isPaged: false)
    let answer = io.ask(question)
    try task.check()
    if let answer, !answer.isEmpty { interpreter.transcript.noteAnswer() }
    return answer
  }

  /// The result of `body`, its error located at `word`, or at the verb.
  public func at<Value>(_ word: Word?, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as any DescribedError {
      throw LocatedError(any: error, at: word ?? invocation.verb)
    }
  }

  /// The text of the file that a word names, where these commands may read it.
  public func text(of path: Word) throws -> String {
    try at(path) {
      try interpreter.fileAccess.admitReading(path.text)
      return try SourceFile.read(path.text, task: task)
    }
  }

  /// Writes a file, replacing an existing one if `--force` is given.
  public func write(_ text: String, to path: Word, isFigure: Bool = false) throws {
    let file = OutputFile(
      path.text, force: invocation.has("force"), isFigure: isFigure, line: invocation.verb.location.line)
    try at(path) { try file.write(text, access: interpreter.fileAccess) }
  }
}
