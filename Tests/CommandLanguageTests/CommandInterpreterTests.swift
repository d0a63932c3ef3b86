import CommandLanguage
import Display
import SessionTestSupport
import Synchronization
import Testing

@Suite struct CommandInterpreterTests {
  @Test func aCommandThatFailsChangesNothing() {
    let interpreter = CommandInterpreter<Probe>()
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("nothing left") }
    #expect(error?.message == "nothing works" && interpreter.session.variables.isEmpty)
    #expect(interpreter.history.isEmpty)
  }

  @Test func undoGoesBackOneChangeAtATime() throws {
    let interpreter = Interpreter()
    try interpreter.output("add 1\necho between\nadd 10\nadd 100")
    #expect(interpreter.session.total == 111)
    try interpreter.output("undo\nundo")
    #expect(interpreter.session.total == 1)
    try interpreter.output("undo")
    #expect(interpreter.session.total == 0)
    #expect(throws: Diagnostic.self) { try interpreter.output("undo") }
  }

  /// 101 changes, of which the hundred latest can be undone.
  @Test func aHundredChangesAreKept() throws {
    let interpreter = Interpreter()
    for _ in 0..<101 { try interpreter.output("add 1") }
    for _ in 0..<100 { try interpreter.output("undo") }
    #expect(interpreter.session.total == 1)
    #expect(throws: Diagnostic.self) { try interpreter.output("undo") }
  }

  @Test func theShellIsForThePromptOnly() {
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output("!true") }
    #expect(error?.message == "! works only at the prompt" && error?.exitCode == 2)
  }

  @Test func filesOfCommandsAreToldFromOthers() throws {
    let probe = CommandInterpreter<Probe>()
    for text in ["# a comment\nuse x\n", "", "!ls", "uze x"] { try probe.check(Source(text, name: "f")) }
    let error = #expect(throws: CommandError.self) { try probe.check(Source("\nroot:x:0\n", name: "f")) }
    #expect(error.map { "\($0)" } == "f: is not a file of commands: line 2 does not begin with a command")
    // A language with an implicit command takes anything.
    try Interpreter().check(Source("root:x:0", name: "f"))
  }

  /// What differs from a new session is set again by its transcript, but for the seed, which has a place of its own.
  @Test func transcriptsBeginWithTheSettings() {
    var session = Sample.State()
    session.seed = 5
    let seeded = Interpreter(session: session).transcript
    #expect(seeded.language == "sample" && seeded.seed == 5 && seeded.setup.isEmpty)
    var display = Probe.State()
    display.display.echo = true
    display.display.width = 50
    display.display.timing = true
    let shown = CommandInterpreter<Probe>(session: display).transcript
    #expect(shown.seed == nil && shown.setup == ["set width 50", "set echo on"])
  }

  @Test func identitiesAreGivenOnce() {
    let interpreter = Interpreter()
    #expect((0..<3).map { _ in interpreter.makeIdentity() } == [1, 2, 3])
  }

  /// Counts the entries that it is handed, which are what writing takes.
  private final class Counter: TranscriptRecorder {
    let path = "/nowhere"
    let start = 0
    private let written = Mutex<[Int]>([])
    var counts: [Int] { written.withLock(\.self) }
    func write(_ transcript: Transcript, access: FileAccess) {
      written.withLock { $0.append(transcript.entries.count) }
    }
  }

  /// Every write is of the whole session: after each command that would be 1 + 2 + ... + 2,000 = 2,001,000 entries.
  @Test func recordingAScriptTakesNoMoreThanItsLength() throws {
    let interpreter = Interpreter()
    let counter = Counter()
    interpreter.recorder = counter
    try interpreter.output(String(repeating: "echo a\n", count: 2_000))
    let counts = counter.counts
    #expect(Array(counts.prefix(16)) == Array(1...16) && counts.last == 2_000)
    // Each is 17/16 of the one before: 17 times the last in all, and the first ones.
    #expect(counts.reduce(0, +) < 18 * 2_000, "\(counts.reduce(0, +))")
    #expect(zip(counts, counts.dropFirst()).allSatisfy { $1 - $0 <= $0 / 16 + 1 })
  }

  @Test func whatIsTypedIsRecordedAtOnce() throws {
    let interpreter = Interpreter()
    let counter = Counter()
    interpreter.recorder = counter
    for _ in 0..<50 { try interpreter.execute(Source("echo a", isInteractive: true), io: RecordingFrontEnd()) }
    #expect(counter.counts == Array(1...50))
  }

  @Test func aScriptThatFailsIsRecordedUpToThere() throws {
    let interpreter = Interpreter()
    let counter = Counter()
    interpreter.recorder = counter
    #expect(throws: Diagnostic.self) {
      try interpreter.output(String(repeating: "echo a\n", count: 100) + "echo 'b\necho c")
    }
    #expect(counter.counts.last == interpreter.transcript.entries.count)
  }
}
