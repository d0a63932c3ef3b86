import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Display
import Input
import Mathematics
import SessionTestSupport
import Synchronization
import TestSupport
import Testing

@Suite struct SweepAgainTests {
  private func json(_ interpreter: Interpreter, _ command: String) throws -> JSONValue {
    let lines = try interpreter.output(command).split(separator: "\n")
    return try JSONParser.parse(String(try #require(lines.last)))
  }

  /// What `--again` prints is the mean of what single sweeps print.
  @Test func otherSeedsAreThoseOfTheSplit() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:cascade --queries 300\nfit quality logistic\nset format json")
    var areas: [[Double]] = []
    for seed in 0..<3 {
      try interpreter.output("split --seed \(seed)")
      let sweep = try json(interpreter, "sweep mix index --budgets 2")
      areas.append(try #require(sweep["strategies"]?.array).compactMap { $0["auc"]?.double })
    }
    try interpreter.output("split --seed 0")
    let again = try json(interpreter, "sweep mix index --budgets 2 --again 2")
    let rows = try #require(again["again"]?.array)
    let gains = areas.map { $0[1] - $0[0] }
    let mean = gains.reduce(0, +) / 3
    let deviation = (gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3).squareRoot()
    #expect(abs(try #require(rows[0]["auc"]?.double) - (areas[0][0] + areas[1][0] + areas[2][0]) / 3) < 0.006)
    #expect(abs(try #require(rows[1]["over"]?.double) - mean) < 0.006)
    #expect(abs(try #require(rows[1]["standard_error"]?.double) - deviation / 2.0.squareRoot()) < 0.006)
    #expect(abs(try #require(rows[1]["lowest"]?.double) - gains.min()!) < 0.006)
  }

  /// A single strategy is compared with the linear baseline, whose areas single sweeps tell.
  @Test func withoutMixTheBaselineIsTheReference() throws {
    let interpreter = Interpreter()
    _ = try interpreter.output("load sim:cascade --queries 300\nfit quality logistic\nset format json")
    var gains: [Double] = []
    for seed in 0..<2 {
      _ = try interpreter.output("split --seed \(seed)")
      let sweep = try json(interpreter, "sweep index --budgets 2")
      let area = try #require(sweep["strategies"]?.array?.first?["auc"]?.double)
      gains.append(area - (try #require(sweep["baseline"]?["linear"]?.double)))
    }
    _ = try interpreter.output("split --seed 0")
    let rows = try #require(try json(interpreter, "sweep index --budgets 2 --again 1")["again"]?.array)
    #expect(rows.count == 2 && rows[1]["strategy"]?.string == "linear baseline")
    #expect(abs(try #require(rows[0]["over"]?.double) - (gains[0] + gains[1]) / 2) < 0.006)
  }

  /// Interrupts once a share of the command is done.
  private final class Impatient: FrontEnd {
    let cancellation = CancellationFlag()
    let surface = Surface.standard
    let limit: Double
    private let shown = Mutex("")

    init(after limit: Double) { self.limit = limit }

    var text: String { shown.withLock(\.self) }

    func emit(_ output: Output) {
      switch output {
      case .progress(let share): if share > limit { cancellation.cancel() }
      case .bundle(let bundle): shown.withLock { $0 += bundle.text }
      default: break
      }
    }
    func ask(_ question: String) -> String? { nil }
  }

  /// Of four sweeps each is a quarter: beyond 0.3 the first seed, beyond 0.55 the second of three is not finished. What is done is what
  /// it is with that many seeds.
  @Test(arguments: [(0.3, 0), (0.55, 1), (0.8, 2)]) func anInterruptionKeepsWhatIsDone(_ limit: Double, _ done: Int)
    throws
  {
    let setup = "load sim:cascade --queries 300\nfit quality logistic"
    let (interpreter, whole) = (Interpreter(), Interpreter())
    try interpreter.output(setup)
    try whole.output(setup)
    let io = Impatient(after: limit)
    try interpreter.execute(Source("sweep mix index --budgets 2 --again 3"), io: io)
    let expected = try whole.output("sweep mix index --budgets 2" + (done == 0 ? "" : " --again \(done)"))
    let note = "note: interrupted: \(3 - done) of 3 further seeds not finished\n"
    #expect(io.text.contains(note) && io.text.replacing(note, with: "") == expected, "\(io.text)")
    #expect(try interpreter.output("compare").contains("index"))
  }

  /// Of two pieces of advice each is a half.
  @Test func anInterruptedAdviceIsToldWithoutFurtherSeeds() throws {
    let world = try #require(AdviceWorld.withSignals.first { $0.columns == ["x_hard"] })
    let folder = try TemporaryFolder()
    let path = try folder.write(world.csv, to: "t.csv")
    let (interpreter, whole) = (Interpreter(), Interpreter())
    try interpreter.output("load \(path)")
    try whole.output("load \(path)")
    let io = Impatient(after: 0.55)
    try interpreter.execute(Source("advise --repeats 1 --again 1"), io: io)
    let note = "note: interrupted: 1 of 1 further seeds not finished\n"
    #expect(io.text.contains(note))
    #expect(try io.text.replacing(note, with: "") == whole.output("advise --repeats 1"))
  }

  @Test func shardsDealTheOtherSeeds() throws {
    let folder = try TemporaryFolder()
    let setup = "load sim:cascade --queries 200\nfit quality logistic\n"
    let command = "sweep mix index --budgets 2 --again 3"
    let paths = (1...2).map { "\(folder.path)/\($0).jsonl" }
    for (number, path) in zip(1..., paths) {
      _ = try Interpreter().output(setup + command + " --shard \(number)/2 --to \(path)")
    }
    let whole = Interpreter()
    _ = try whole.output(setup)
    #expect(try Interpreter().output("merge \(paths[1]) \(paths[0])") == whole.output(command))
  }

  @Test func aSplitByAColumnHasNoOtherSeeds() throws {
    let folder = try TemporaryFolder()
    let lines = (0..<6).map { "q\($0),a,1,1,\($0 < 3 ? "train" : "test")\n" }.joined()
    let path = try folder.write("query_id,model,quality,cost,part\n" + lines, to: "t.csv")
    let interpreter = Interpreter()
    _ = try interpreter.output("load \(path)\nsplit --by part")
    #expect(throws: Diagnostic.self) { try interpreter.output("sweep mix --again 2") }
  }
}
