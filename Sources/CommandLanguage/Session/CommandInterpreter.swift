import Display
import Mathematics
import Synchronization

/// Executes the commands of a language on a session and shows a front end what came of them.
///
/// Synchronous, for one thread at a time. A command works on a copy of the session, committed when it succeeds, so an
/// error or an interruption changes nothing.
public final class CommandInterpreter<L: LanguageDefinition>: InteractiveLanguage {
  /// The session as it is now.
  public internal(set) var session: L.State
  /// What commands use and `undo` leaves alone.
  public let services: L.Services
  /// The commands that were executed, oldest first.
  public internal(set) var history: [String] = []
  /// Whether `quit` was executed.
  public var isFinished = false
  /// Which files commands may read and write.
  public var fileAccess = FileAccess()
  /// The executed commands and their outputs.
  package internal(set) var transcript: Transcript
  /// What the session is being written to.
  package var recorder: (any TranscriptRecorder)? { didSet { recordedCount = 0 } }
  /// What leads through the session, such as a lesson.
  package var guide: (any SessionGuide)?
  /// The folder in which state is kept from session to session; `nil` where none is kept.
  package var stateFolder: String?
  /// The sessions before each change, with what changed them.
  var past: [(session: L.State, statement: String)] = []
  private var nextIdentity = 0
  /// How many entries the recording holds.
  private var recordedCount = 0
  /// The nesting depth of executed sources.
  private(set) var depth = 0

  /// An interpreter for a session that begins so.
  public init(session: L.State = L.State()) {
    self.session = session
    services = L.makeServices()
    transcript = Transcript(
      language: L.name, seed: L.seed(of: session), setup: L.commands(leadingTo: session))
  }

  /// The language's name.
  public var name: String { L.name }
  /// The language's version.
  public var version: String { L.version }
  /// The prompt at which commands are typed.
  public var prompt: String { grammar.prompt }
  /// The prompt for continuation lines.
  public var continuationPrompt: String { Grammar.continuationPrompt }
  /// How results are shown.
  public var display: DisplaySettings { session.display }
  /// What finds the words that fit at the cursor, in the session as it is now.
  public var completer: Completer {
    let session = session
    return { Completion(of: $0, at: $1, language: L.self, in: session) }
  }

  /// How the commands are cut out of a text.
  package var grammar: Grammar { L.commands.grammar }

  /// The commands of a source.
  public func statements(of source: Source) -> [Statement] { grammar.statements(of: source) }

  /// Whether `text` can be executed as it is.
  ///
  /// - Parameters:
  ///   - text: one or more commands.
  ///   - isTyped: whether a person types it line by line; an empty line then ends a raw command too.
  public func completeness(of text: String, isTyped: Bool = true) -> Completeness {
    grammar.completeness(of: text, isTyped: isTyped, variables: session.variables)
  }

  /// What ends the command that a line begins; `nil` where the line itself does.
  public func ending(of line: String) -> StatementEnding? { grammar.ending(of: line) }

  /// The statement that an empty line at the prompt stands for: what a lesson goes on with.
  public var emptyLine: String? { guide?.emptyLine }

  /// Whether what is typed is kept: what a setting named `history` says.
  public var keepsHistory: Bool { L.settings.first { $0.name == "history" }.map { $0.read(session) != "off" } ?? true }

  /// Checks that a file is one of commands, so that no error shows a line of one that is not.
  ///
  /// - Throws: `CommandError.file` where its first command is none, nor nearly one.
  public func check(_ source: Source) throws(CommandError) {
    guard let first = statements(of: source).first, HelpQuestion(first) == nil else { return }
    let verb = String(first.source.prefix { !$0.isWhitespace })
    let names = grammar.signatures.map(\.name)
    if names.contains(verb) || verb.hasPrefix("!") || Suggestion.nearest(to: verb, in: names) != nil { return }
    if grammar.takesAnything { return }
    throw .file(
      path: source.name ?? "",
      reason: "is not a file of commands: line \(first.location.line) does not begin with a command")
  }

  /// What is known about the word at the cursor; `nil` where nothing is.
  public func inspection(of text: String, at cursor: String.Index) -> String? {
    Inspection(of: text, at: cursor, language: L.self, in: session)?.text
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
        let echo = grammar.echo(of: statement.source)
        transcript.addEcho(echo, depth: depth)
        io.emit(.echo(echo))
      }
      if source.isInteractive, let shell = ShellLine(statement.source, grammar) {
        try execute(shell, statement, of: source, io: io)
      } else {
        try executePlain(statement, of: source, io: io)
      }
      history.append(statement.source)
      if depth == 1 { try record(nil, isTyped: source.isInteractive) }
    } catch {
      var diagnostic = error as? Diagnostic ?? Diagnostic(error, in: source, at: statement.location)
      if let unknown = (error as? LocatedError)?.error as? CommandError,
        case .unknown("command", let verb, let known, _) = unknown,
        verb.first?.isLetter != true || Suggestion.nearest(to: verb, in: known) == nil,
        let advice = guide?.advice(on: statement.source) ?? (known.contains("help") ? "help lists the commands" : nil)
      {
        diagnostic.suggestion = advice
      }
      if depth == 1 { try? record(diagnostic, isTyped: source.isInteractive) }
      throw diagnostic
    }
  }

  /// Closes the transcript entry of a statement, and writes the recording where that is due.
  ///
  /// The file is written as a whole: after every typed command, of a script after each sixteenth more, so that a long one
  /// takes no longer than its length, and at its end.
  private func record(_ failure: Diagnostic?, isTyped: Bool) throws(CommandError) {
    transcript.end(failure, keepingFrom: min(recorder?.start ?? .max, guide?.start ?? .max))
    guide?.note(transcript)
    guard let recorder else { return }
    let newCount = transcript.entries.count - recorder.start - recordedCount
    if isTyped || newCount > recordedCount / 16 { try writeRecording() }
  }

  /// Writes what the recording does not hold yet.
  ///
  /// - Throws: `CommandError` where the file cannot be written, which ends the recording.
  package func writeRecording() throws(CommandError) {
    guard let recorder, transcript.entries.count - recorder.start > recordedCount else { return }
    do {
      try recorder.write(transcript, access: fileAccess)
      recordedCount = transcript.entries.count - recorder.start
    } catch {
      self.recorder = nil
      throw error
    }
  }

  /// Writes the recording to its end.
  ///
  /// - Throws: where the file cannot be written.
  public func settle() throws(Diagnostic) {
    if depth > 0 { return }
    do { try writeRecording() } catch { throw Diagnostic(error, in: Source("")) }
  }

  /// Executes a command that needs no shell.
  func executePlain(_ statement: Statement, of source: Source, io: any FrontEnd) throws {
    if statement.source.hasPrefix("!") { throw CommandError.promptOnly("!") }
    if let question = HelpQuestion(statement) {
      return io.emit(.bundle(try question.answer(of: L.self, in: session)))
    }
    var words = try grammar.words(of: statement, variables: session.variables)
    guard let first = words.first else { return }
    if fileAccess.bounds == nil {
      for index in words.indices where !words[index].isQuoted {
        words[index].text = UserHome.expanded(words[index].text)
      }
    }
    let command = try L.commands.find(first, abbreviated: source.isInteractive)
    let typed = statement.source.prefix { !$0.isWhitespace }
    let full = typed == first.text ? command.name + statement.source.dropFirst(typed.count) : statement.source
    transcript.note(
      command.isRecorded ? full : nil, depth: depth, echo: echoes ? grammar.echo(of: full) : nil)
    let invocation = try Invocation(command.signature, verb: first, words: words.dropFirst())
    try L.check(invocation)
    let clock = ContinuousClock()
    let start = clock.now
    let before = session
    let showsProgress = session.display.progress != .off
    var context = CommandContext(
      session: session, invocation: invocation, interpreter: self, io: io, source: source,
      task: TaskContext(flag: io.cancellation) { [weak io] in
        if showsProgress { io?.emit(.progress($0)) }
      })
    do {
      try command.run(&context)
      try L.check(context.session, services)
    } catch {
      try L.check(session, services)
      throw error
    }
    if command.isRecorded, let recorded = context.recorded {
      transcript.restate(
        as: recorded, depth: depth, echo: echoes ? (grammar.echo(of: full), grammar.echo(of: recorded)) : nil)
    }
    session = context.session
    if context.isChanged {
      past.append((before, statement.source))
      if past.count > 100 { past.removeFirst() }
    }
    if session.display.timing { context.report.seconds = (clock.now - start) / .seconds(1) }
    if context.isShown {
      show(context.report, of: command.signature, settings: session.display, io: io, replayed: context.replayed)
    }
    transcript.noteSuccess(depth: depth)
  }

  /// Shows a report and records it.
  func show(
    _ report: Report, of command: CommandSignature, settings: DisplaySettings, io: any FrontEnd, isPaged: Bool = true,
    replayed other: Report? = nil
  ) {
    var outputs = report.outputs(of: command.name, settings: settings, surface: io.surface)
    var replayed = outputs
    if io.surface != .standard || report.seconds != nil || other != nil {
      var report = other ?? report
      report.seconds = nil
      replayed = report.outputs(of: command.name, settings: settings, surface: .standard)
    }
    let texts = replayed.map { if case .bundle(let bundle) = $0 { bundle.text } else { "" } }
    transcript.add(texts.joined(), depth: depth)
    if !isPaged {
      outputs = outputs.map { output in
        guard case .bundle(var bundle) = output else { return output }
        bundle.isPart = true
        return .bundle(bundle)
      }
    }
    io.emit(all: outputs)
  }

  /// Whether commands that are not typed are printed before their results.
  private var echoes: Bool { session.display.echo && session.display.format != .json }

  /// Returns the session before the latest command that changed it.
  func undo() -> (session: L.State, statement: String)? { past.popLast() }

  /// A number that this interpreter has not given yet.
  package func makeIdentity() -> Int {
    nextIdentity += 1
    return nextIdentity
  }
}

/// What leads a person through a session.
package protocol SessionGuide: AnyObject {
  /// The statement that an empty line at the prompt stands for.
  var emptyLine: String? { get }
  /// What to do instead of a statement that begins with no command; `nil` where the guide knows nothing.
  func advice(on statement: String) -> String?
  /// How many entries of the transcript are older than its beginning.
  var start: Int { get }
  /// Takes in the session after a statement.
  func note(_ transcript: Transcript)
}

/// What writes a session to a file while it goes on.
package protocol TranscriptRecorder: Sendable {
  /// The file, without symbolic links.
  var path: String { get }
  /// How many entries of the transcript are older than the recording.
  var start: Int { get }
  /// Writes the session so far.
  func write(_ transcript: Transcript, access: FileAccess) throws(CommandError)
}

extension LanguageDefinition {
  /// The value of a setting named `seed`; `nil` where there is none.
  package static func seed(of state: State) -> UInt64? {
    settings.first { $0.name == "seed" }.flatMap { UInt64($0.read(state)) }
  }

  /// The commands that make the settings of a new session, but for its seed, those of `state`.
  static func commands(leadingTo state: State) -> [String] {
    settings.compactMap { setting in
      let value = setting.read(state)
      if ["seed", "timing"].contains(setting.name) || value == setting.read(State()) { return nil }
      return "set \(setting.name) \(value)"
    }
  }
}
