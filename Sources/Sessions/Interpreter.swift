import Display
import Input
import Mathematics
import Routing
import Traces

/// Executes commands on a session and sends their outputs to a front end.
///
/// Synchronous, for one thread at a time. A command works on a copy of the session, committed when it succeeds, so an
/// error or an interruption changes nothing.
public final class Interpreter {
  /// The session as it is now.
  public internal(set) var session: Session
  /// The commands that were executed, oldest first.
  public private(set) var history: [String] = []
  /// Whether `quit` was executed.
  public package(set) var isFinished = false
  /// Where commands may write files.
  package var writeAccess = WriteAccess()
  /// The executed commands and their outputs.
  package internal(set) var transcript: Transcript
  /// The current recording.
  var recording: Recording?
  let memos = ComputationCache()
  /// The session as a database; `nil` until first used.
  var tables: SQLCache?
  private var past: [(session: Session, statement: String)] = []
  private var nextIdentity = 0
  /// The nesting depth of executed sources.
  private(set) var depth = 0

  /// An interpreter with an empty session.
  public init(settings: Settings = Settings()) {
    session = Session(settings: settings)
    transcript = Transcript(settings: settings)
  }

  /// The commands of a source.
  public func statements(of source: Source) -> [Statement] {
    Lexer.statements(of: source)
  }

  /// Whether `text` consists of complete commands: no line is continued by `\` or a raw command.
  ///
  /// - Parameter isTyped: whether a person types it line by line; an empty line then ends a raw command too.
  public func isComplete(_ text: String, isTyped: Bool = false) -> Bool {
    guard let last = statements(of: Source(text)).last else { return true }
    if let command = Commands.raw(last.source) {
      return !Lexer.isOpen(last.source, command) || isTyped && text.hasSuffix("\n")
    }
    return !Lexer.continues(last.source)
  }

  /// Executes the commands of a source up to the first error.
  ///
  /// - Throws: the error as a diagnostic.
  public func execute(_ source: Source, io: any FrontEnd) throws(Diagnostic) {
    for statement in statements(of: source) where !isFinished { try execute(statement, of: source, io: io) }
  }

  /// Executes one command.
  ///
  /// - Throws: the error as a diagnostic; the session is then unchanged.
  public func execute(_ statement: Statement, of source: Source, io: any FrontEnd) throws(Diagnostic) {
    if depth == 0 { io.cancellation.reset() }
    depth += 1
    defer { depth -= 1 }
    if depth == 1 { transcript.begin() }
    do {
      if io.cancellation.isCancelled { throw Cancelled() }
      if echoes, !source.isInteractive {
        transcript.addEcho(of: statement.source, depth: depth)
        io.emit(.echo(statement.source))
      }
      if source.isInteractive, let shell = ShellLine(statement.source) {
        try execute(shell, statement, of: source, io: io)
      } else {
        try executePlain(statement, of: source, io: io)
      }
      history.append(statement.source)
      if depth == 1 { try record(nil) }
    } catch {
      let diagnostic = error as? Diagnostic ?? Diagnostic(error, in: source, at: statement.location)
      if depth == 1 { try? record(diagnostic) }
      throw diagnostic
    }
  }

  /// Closes the transcript entry of a statement, and writes the recording.
  private func record(_ failure: Diagnostic?) throws(SessionError) {
    transcript.end(failure, keepingFrom: recording?.start ?? .max)
    guard let recording else { return }
    do {
      try recording.write(transcript, access: writeAccess)
    } catch {
      self.recording = nil
      throw error
    }
  }

  /// Executes a command without shell features.
  func executePlain(_ statement: Statement, of source: Source, io: any FrontEnd) throws {
    if statement.source.hasPrefix("!") { throw SessionError.promptOnly("!") }
    if let question = HelpQuestion(statement) { return io.emit(.bundle(try question.answer(in: session))) }
    let words: [Word]
    if let command = Commands.raw(statement.source) {
      words = try Lexer.words(of: statement, raw: command, variables: session.variables)
    } else {
      words = try Lexer.words(of: statement, variables: session.variables)
    }
    guard let first = words.first else { return }
    let command = try Commands.find(first, abbreviated: source.isInteractive)
    transcript.note(command, verb: first, statement.source, depth: depth, echoes: echoes)
    let invocation = try Invocation(command, verb: first, words: words.dropFirst())
    let clock = ContinuousClock()
    let start = clock.now
    let before = session
    let showsProgress = session.settings.display.progress != .off
    var context = CommandContext(
      session: session, invocation: invocation, interpreter: self, io: io, source: source,
      task: TaskContext(flag: io.cancellation) { [weak io] in
        if showsProgress { io?.emit(.progress($0)) }
      })
    do {
      try command.run(&context)
      try refuseChangedTexts(in: context.session)
    } catch {
      try refuseChangedTexts(in: session)
      throw error
    }
    session = context.session
    if context.isChanged {
      past.append((before, statement.source))
      if past.count > 100 { past.removeFirst() }
    }
    if session.settings.display.timing { context.report.seconds = (clock.now - start) / .seconds(1) }
    show(context.report, of: command, settings: session.settings, io: io)
    transcript.noteSuccess(depth: depth)
  }

  /// Ends a command that asked for texts of a file that has changed since it was loaded: what it made of them is nothing.
  ///
  /// - Throws: `InputError.changed`.
  private func refuseChangedTexts(in session: Session) throws {
    guard let path = session.workspaces.reduce(nil, { $1.traces.takeChangedPath() ?? $0 }) else { return }
    memos.removeAll()
    tables = nil
    throw InputError.changed(path: path)
  }

  /// Shows a report and records it.
  func show(_ report: Report, of command: Command, settings: Settings, io: any FrontEnd) {
    let outputs = report.outputs(of: command.name, settings: settings.display, surface: io.surface)
    var replayed = outputs
    if io.surface != .standard || report.seconds != nil {
      var report = report
      report.seconds = nil
      replayed = report.outputs(of: command.name, settings: settings.display, surface: .standard)
    }
    let texts = replayed.map { if case .bundle(let bundle) = $0 { bundle.text } else { "" } }
    transcript.add(texts.joined(), depth: depth)
    io.emit(all: outputs)
  }

  /// Whether commands that are not typed are printed before their results.
  private var echoes: Bool { session.settings.display.echo && session.settings.display.format != .json }

  /// Returns the session before the latest command that changed it.
  func undo() -> (session: Session, statement: String)? { past.popLast() }

  /// A new identity for a trace set.
  func makeIdentity() -> Int {
    nextIdentity += 1
    return nextIdentity
  }
}
