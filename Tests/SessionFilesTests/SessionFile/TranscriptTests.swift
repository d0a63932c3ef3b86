import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import Input
import SessionFiles
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct TranscriptTests {
  private let interpreter = Interpreter()
  /// The process has one working folder, which other tests leave for others: each test has it for itself.
  private let files: TemporaryFolder
  private let folder: String

  init() throws {
    files = try TemporaryFolder()
    folder = try #require(FilePlace.resolved(files.path))
  }

  /// Executes lines as if somebody typed them.
  private func type(_ lines: String..., answer: String? = nil) {
    let io = RecordingFrontEnd(answer: answer, surface: Surface(width: 40, unicode: false, color: false))
    for line in lines { try? interpreter.execute(Source(line, isInteractive: true), io: io) }
  }

  /// The session file without its header and title.
  private func body(from start: Int = 0, in folder: String? = nil) -> String {
    let text = interpreter.transcript.sessionFile(from: start, in: folder ?? self.folder)
    let head = SessionHeader(seed: 0).text + "# Recorded session\n"
    #expect(text.hasPrefix(head))
    return String(text.dropFirst(head.count)).replacing("```", with: "'''")
  }

  @Test func commandsAndTheirOutputs() {
    WorkingFolder.within(folder) {
      type("echo a", "let x 1", "ec b  c  # why", "croute> echo pasted")
      #expect(
        body() == """

          '''croute
          echo a
          '''
          '''output
          a
          '''

          '''croute
          let x 1
          '''

          '''croute
          echo b  c  # why
          '''
          '''output
          b c
          '''

          '''croute
          echo pasted
          '''
          '''output
          pasted
          '''

          """)
    }
  }

  @Test func whatHasNoPlaceInAFile() {
    WorkingFolder.within(folder) {
      type(
        "!true", "history", "nonsense", "echo 'open", "sweep?", "", "# nothing", "help | cat >/dev/null", "rerun 0",
        "save")
      #expect(body() == "\n'''croute\nhelp\n'''\n" + body().dropFirst("\n'''croute\nhelp\n'''\n".count))
      #expect(interpreter.transcript.entries.map(\.commands) == [["help"]])
    }
  }

  @Test func errors() {
    WorkingFolder.within(folder) {
      type("use nobody", "echo after")
      #expect(
        body().hasPrefix(
          """

          '''croute tags=["raises-exception"]
          use nobody
          '''
          '''output
          error: unknown trace set 'nobody': none available
          '''

          '''croute
          echo after

          """))
    }
  }

  /// What `rerun` did is recorded as if it had been typed again.
  @Test func reruns() {
    WorkingFolder.within(folder) {
      type("echo a", "let x 1", "rerun 2")
      #expect(interpreter.transcript.entries.map(\.commands) == [["echo a"], ["let x 1"], ["echo a", "let x 1"]])
      #expect(interpreter.transcript.entries.map(\.output) == ["a\n", "", "a\n"])
    }
  }

  /// A replay echoes its commands where the setting says so; a prompt never does.
  @Test func echoes() throws {
    try WorkingFolder.within(folder) { () throws in
      type("set echo on", "ec a", "set echo off", "echo b")
      #expect(
        interpreter.transcript.entries.map(\.output) == ["", "croute> echo a\na\n", "croute> set echo off\n", "b\n"])
      let files = try TemporaryFolder()
      let path = try files.write("echo x\n", to: "s")
      type("set echo on", "source \(path)", "rerun")
      let expected = "croute> source \(path)\ncroute> echo x\nx\n"
      #expect(interpreter.transcript.entries.suffix(2).map(\.output) == [expected, expected])
    }
  }

  /// The prompt is 40 columns of ASCII wide; a replay 80 of Unicode.
  @Test func outputsAreThoseOfAReplay() throws {
    try WorkingFolder.within(folder) { () throws in
      type("load sim:cascade --queries 50", "plot histogram cost", "set timing on", "set")
      let fresh = Interpreter()
      let output = try fresh.output("load sim:cascade --queries 50\nplot histogram cost")
      #expect(interpreter.transcript.entries.prefix(2).compactMap(\.output).joined() == output)
      let last = interpreter.transcript.entries.last?.output ?? "time:"
      #expect(last.hasPrefix("setting ") && !last.contains("time:"))
    }
  }

  @Test func answersMakeOutputsUnknown() {
    WorkingFolder.within(folder) {
      type(
        "load sim:routerbench --queries 200", "fit quality noisy --ante 0.6 --post 0.3",
        "step sim.00001 cascade-routing --lambda 10 --quiz", answer: "stop")
      #expect(interpreter.transcript.entries.count == 3 && interpreter.transcript.entries[2].output == nil)
    }
  }

  @Test func whatComesBeforeTheBeginningIsSetUp() {
    WorkingFolder.within(folder) {
      type("let x 1", "use nobody", "echo hidden", "echo $x")
      #expect(
        body(from: 3) == """

          '''croute name="setup"
          let x 1
          echo hidden
          '''

          '''croute
          echo $x
          '''
          '''output
          1
          '''

          """)
      #expect(body(from: 4) == "\n'''croute name=\"setup\"\nlet x 1\necho hidden\necho $x\n'''\n")
    }
  }

  @Test func settingsFromTheCommandLine() {
    var settings = Settings()
    settings.seed = 7
    settings.display.width = 60
    settings.display.timing = true
    let text = Interpreter(settings: settings).transcript.sessionFile(in: "/")
    #expect(text == SessionHeader(seed: 7).text + "# Recorded session\n\n```croute name=\"setup\"\nset width 60\n```\n")
  }

  @Test func foldersAreGoneTo() throws {
    let files = try TemporaryFolder()
    let place = try #require(FilePlace.resolved(files.path))
    try FileManager.default.createDirectory(atPath: place + "/it's", withIntermediateDirectories: false)
    WorkingFolder.within(place) {
      type("echo a", "cd \"it's\"", "pwd")
      WorkingFolder.within("/") { type("pwd") }
    }
    let cells = try SessionFile(interpreter.transcript.sessionFile(in: place + "/it's")).cells
    let up = String(repeating: "../", count: place.split(separator: "/").count + 1).dropLast()
    #expect(cells.map(\.code) == ["cd ..\n", "echo a\n", "cd \"it's\"\n", "pwd\n", "cd \(up)\n", "pwd\n"])
    #expect(cells.map { $0.expected?.content } == [nil, "a\n", nil, ".\n", nil, "/\n"])
  }

  @Test func fencesInOutputs() throws {
    try WorkingFolder.within(folder) { () throws in
      type("echo '```'", "echo '````x'")
      let cells = try SessionFile(interpreter.transcript.sessionFile(in: folder)).cells
      #expect(cells.map(\.opening) == ["```croute\n", "```croute\n"])
      #expect(cells.map { $0.expected?.opening } == ["````output\n", "```output\n"])
    }
  }

  /// Old outputs are forgotten, unless a recording needs them.
  @Test func memoryIsBounded() {
    WorkingFolder.within(folder) {
      let line = "echo " + String(repeating: "x", count: 999)
      for _ in 0..<1200 { type(line) }
      let transcript = interpreter.transcript
      #expect(transcript.forgottenCount == 200 && transcript.entries.count == 1200)
      #expect(transcript.entries.count { $0.output == nil } == 200)
      #expect(transcript.entries[199].output == nil && transcript.entries[200].output?.utf8.count == 1000)
      #expect(transcript.entries[0].commands == [line])
    }
  }

  @Test func recordingsKeepEverything() throws {
    try WorkingFolder.within(folder) { () throws in
      let files = try TemporaryFolder()
      let line = "echo " + String(repeating: "x", count: 399_999)
      type(line, "record on \(files.path)/r.md", line, line, line)
      #expect(interpreter.transcript.forgottenCount == 1)
      #expect(interpreter.transcript.entries.suffix(3).allSatisfy { $0.output?.utf8.count == 400_000 })
      type("record off", line)
      #expect(interpreter.transcript.forgottenCount == 3)
      let io = RecordingFrontEnd()
      try interpreter.execute(Source("save \(files.path)/s.md"), io: io)
      #expect(io.text.hasPrefix("note: the outputs of the first 3 commands are no longer available; `record on`"))
      let saved = try SessionFile(String(contentsOfFile: files.path + "/s.md", encoding: .utf8))
      #expect(saved.cells.map { $0.expected == nil } == [true, true, true, true, false, false])  // and what sets it up
    }
  }
}
