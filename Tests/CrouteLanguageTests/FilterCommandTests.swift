import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import Testing

@Suite struct FilterCommandTests {
  private let file: SmallTraceFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try SmallTraceFile() }

  /// How many queries are left after each of the commands.
  private func counts(_ commands: String) throws -> [Int] {
    try interpreter.output("set format json\n" + commands).split(separator: "\n").compactMap { line in
      guard line.contains("\"filter\""), let start = line.range(of: "\"queries\":")?.upperBound else { return nil }
      return Int(line[start...].prefix { $0.isNumber })
    }
  }

  @Test func filtersAddUpAndOffClearsThem() throws {
    #expect(try counts("filter group = math\nfilter small.quality = 0\nfilter off\nfilter") == [2, 1, 4, 4])
  }

  /// Of the outcomes in `SmallTraceFile`: large is missing on q3, which meets `!=` alone.
  @Test func outcomesOfOneModel() throws {
    #expect(
      try counts("filter large.quality >= 0.5\nfilter off\nfilter large.quality != 1\nfilter off\nfilter solved_by = 0")
        == [2, 4, 3, 4, 1])
    #expect(try counts("filter off\nfilter small.quality >= large.quality") == [4, 1])
  }

  @Test func whatIsWrongIsSaidAndChangesNothing() throws {
    for (command, part) in [
      ("filter group", "OP is missing"), ("filter group is math", "OP is 'is'"), ("filter nobody = 1", "nobody"),
      ("filter small.quality = often", "VALUE is 'often'"), ("filter group = physics", "physics"),
      ("filter prompt ~ '/(/'", "VALUE is '/(/'"),
    ] {
      do {
        try interpreter.output(command)
        Issue.record("no error: \(command)")
      } catch {
        #expect(error.text.contains(part), "\(command): \(error.text)")
      }
    }
    #expect(try counts("filter") == [4])
  }

  @Test func filtersMayHoldComparisons() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 20")
    let io = RecordingFrontEnd()
    try interpreter.execute(Source("filter query_id '>' sim.00010", isInteractive: true), io: io)
    #expect(io.text.contains("of 20 queries"))
  }
}
