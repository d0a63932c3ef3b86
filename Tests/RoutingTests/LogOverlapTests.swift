import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct LogOverlapTests {
  /// A log of models a, b and c at costs 1, 2 and 3: for each query the model that served, its propensity and its group.
  static func log(_ rows: [(model: Int, propensity: Double, group: Int32)]) throws -> FittedTraces {
    let missing = Double.nan
    func table(_ value: (Int, Int) -> Double) -> [Double] {
      rows.indices.flatMap { row in (0..<3).map { $0 == rows[row].model ? value(row, $0) : missing } }
    }
    // Three rows at the head have one model each, so that all are trained.
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(rows.indices.map { "q\($0)" }), models: ["a", "b", "c"],
      quality: table { row, _ in Double(row % 2) }, cost: table { Double($1 + 1) },
      queryColumns: [Column(name: "group", values: .categories(codes: rows.map(\.group), labels: ["g", "h"]))],
      outcomeColumns: [Column(name: "propensity", values: .numbers(table { row, _ in rows[row].propensity }))])
    let data = try Dataset(
      traces: traces, models: [0, 1, 2], queries: Array(rows.indices), split: .folds(count: 3, repeats: 1, seed: 0))
    let fitted = try ConstantEstimator().fit(data, task: .unobserved) as any QualityEstimates
    let cost = try ConstantEstimator().fit(data, task: .unobserved) as any CostEstimates
    return FittedTraces(data: try data.valued(), estimates: Estimates(quality: fitted, cost: cost))
  }

  /// A mixture of two models.
  static func mix(_ cheap: Int, _ dear: Int, gamma: Double = 0) throws -> TunedPolicy {
    try #require(
      MixStrategy().tuned(PolicyParameters(models: [cheap, dear]), budget: nil, gamma: gamma, isReachable: true))
  }

  /// Of a mixture of 3/4 a and 1/4 b: weights 0.75/0.5 = 1.5, 0.75/0.25 = 3, 0.25/0.5 = 0.5; c has none. Together 5, and
  /// 25/(2.25 + 9 + 0.25) = 2.1739.
  @Test func sizesByHand() throws {
    let fitted = try Self.log([(0, 0.5, 0), (0, 0.25, 0), (1, 0.5, 1), (2, 0.5, 1)])
    let overlap = try LogOverlap(
      of: try Self.mix(0, 1, gamma: 0.25), on: [0, 1, 2, 3], of: fitted, task: .unobserved)
    #expect(abs(overlap.effectiveSize - 25 / 11.5) < 1e-12 && overlap.cutOff == 0 && overlap.queryCount == 4)
    let byModel = overlap.byModel(count: 3)
    #expect(byModel.map(\.chosen) == [3, 1, 0] && byModel.map(\.recorded) == [2, 1, 1])
    #expect(byModel.map(\.agreeing) == [1.5, 0.25, 0] && byModel.map(\.weight) == [4.5, 0.5, 0])
    let byGroup = overlap.byGroup(count: 2)
    #expect(byGroup.map(\.chosen) == [2, 2] && byGroup.map(\.weight) == [4.5, 0.5])
    #expect(LogOverlap.effectiveSize(of: [1, 1, 1]) == 3 && LogOverlap.effectiveSize(of: [Double]()) == 0)
  }

  /// Four queries of which both models ran on the first, each with a propensity of 1/2, served by half of each: the first
  /// weighs 0.5/0.5 + 0.5/0.5 = 2, the others 1 each. Together 5, and 25/(4 + 1 + 1 + 1).
  @Test func aQueryWithSeveralOutcomesCountsOnce() throws {
    let quality = [1, 0, 1, .nan, .nan, 1, 0, .nan]
    let traces = TraceSet(
      source: "by hand", queryIDs: ["q", "r", "s", "t"], models: ["a", "b"], quality: quality,
      cost: quality.map { $0 * 0 + 1 },
      outcomeColumns: [Column(name: "propensity", values: .numbers(quality.map { $0 * 0 + 0.5 }))])
    let data = try Dataset(
      traces: traces, models: [0, 1], queries: [0, 1, 2, 3], split: .folds(count: 3, repeats: 1, seed: 0))
    let fitted = FittedTraces(
      data: try data.valued(),
      estimates: Estimates(
        quality: try ConstantEstimator().fit(data, task: .unobserved) as any QualityEstimates,
        cost: try ConstantEstimator().fit(data, task: .unobserved) as any CostEstimates))
    let overlap = try LogOverlap(of: try Self.mix(0, 1, gamma: 0.5), on: [0, 1, 2, 3], of: fitted, task: .unobserved)
    #expect(abs(overlap.effectiveSize - 25.0 / 7) < 1e-12)
  }

  /// 1000 counts as 100: of 1000 + 2 are 900 cut off.
  @Test func whatIsCutOff() throws {
    let fitted = try Self.log([(0, 0.001, 0), (0, 0.5, 0), (1, 0.5, 0), (2, 0.5, 0)])
    let overlap = try LogOverlap(of: try Self.mix(0, 0), on: [0, 1, 2, 3], of: fitted, task: .unobserved)
    #expect(abs(overlap.cutOff - 900 / 1002.0) < 1e-12)
  }

  /// A log that serves `count` queries each way, and a policy of one model; what names the model and group that lack.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var rows: [(model: Int, propensity: Double, group: Int32)]
    var cheap: Int
    var dear: Int
    var gamma = 0.0
    /// What the refusal says; `nil` where there is none.
    var says: String?

    var testDescription: String { name }

    static func rows(_ parts: (count: Int, model: Int, propensity: Double, group: Int32)...) -> [(
      model: Int, propensity: Double, group: Int32
    )] {
      parts.flatMap { part in (0..<part.count).map { _ in (part.model, part.propensity, part.group) } }
    }

    static let all: [Case] = [
      Case(
        name: "never in one group", rows: rows((40, 0, 0.5, 0), (40, 1, 0.5, 0), (40, 1, 0.5, 1), (40, 2, 0.5, 1)),
        cheap: 0, dear: 0, says: "no query with a in group h where the policy runs it, on 80 of 160"),
      Case(
        name: "never in the other", rows: rows((40, 0, 0.5, 0), (40, 1, 0.5, 0), (40, 0, 0.5, 1), (40, 2, 0.5, 1)),
        cheap: 2, dear: 2, says: "no query with c in group g where the policy runs it, on 80 of 160"),
      Case(
        name: "too few", rows: rows((10, 0, 0.5, 0), (10, 0, 0.5, 1), (40, 1, 0.5, 0), (40, 1, 0.5, 1), (1, 2, 1, 0)),
        cheap: 0, dear: 0, says: "they count as 20, at least 30 are needed; it lacks most of all a in group"),
      Case(
        name: "29", rows: rows((29, 0, 0.5, 0), (40, 1, 0.5, 0), (1, 2, 1, 0)), cheap: 0, dear: 0,
        says: "they count as 29, at least 30"),
      Case(
        name: "one heavy weight", rows: rows((60, 0, 1, 0), (1, 0, 0.01, 0), (20, 1, 0.5, 0), (1, 2, 1, 0)), cheap: 0,
        dear: 0, says: "they count as 2, at least 30"),
      Case(
        name: "a dear half that is missing in a group",
        rows: rows((60, 0, 0.5, 0), (60, 1, 0.5, 0), (60, 0, 0.5, 1), (1, 2, 1, 0)), cheap: 0, dear: 1, gamma: 0.5,
        says: "no query with b in group h where the policy runs it, on 30 of 181"),
      Case(
        name: "a tenth that is missing in a group",
        rows: rows((60, 0, 0.5, 0), (60, 1, 0.5, 0), (60, 0, 0.5, 1), (1, 2, 1, 0)), cheap: 0, dear: 1, gamma: 0.1,
        says: "no query with b in group h where the policy runs it, on 6 of 181"),
      Case(
        name: "never in a small group of a hundredth and more",
        rows: rows((90, 0, 0.5, 0), (90, 1, 0.5, 0), (4, 0, 0.5, 1), (1, 2, 1, 0)), cheap: 1, dear: 1,
        says: "no query with b in group h where the policy runs it, on 4 of 185"),
      Case(
        name: "a small log", rows: rows((8, 0, 0.5, 0), (8, 1, 0.5, 0), (1, 2, 1, 0)), cheap: 0, dear: 1, gamma: 0.5,
        says: "at least 30 are needed"),
      Case(
        name: "one query of the model", rows: rows((100, 0, 0.99, 0), (99, 1, 0.5, 0), (1, 2, 0.01, 0)), cheap: 2,
        dear: 2, says: "they count as 1, at least 30 are needed; it lacks most of all c, run on 200 of 200"),
      Case(
        name: "propensities that a deterministic log cannot have had",
        rows: rows((100, 0, 0.9, 0), (100, 1, 0.9, 0), (1, 2, 1, 0)), cheap: 1, dear: 1,
        says:
          "the log's weights of b add up to 111 queries where the policy runs it on 201: on the others it had no chance"
      ),
      Case(
        name: "30", rows: rows((30, 0, 0.5, 0), (40, 1, 0.5, 0), (1, 2, 1, 0)), cheap: 0, dear: 0, says: nil),
      Case(
        name: "never in a group of less than a hundredth",
        rows: rows((200, 0, 0.5, 0), (200, 1, 0.5, 0), (3, 0, 0.5, 1), (1, 2, 1, 0)), cheap: 1, dear: 1, says: nil),
    ]
  }

  @Test("Too little overlap is refused, with the model and the group", arguments: Case.all)
  func refusals(_ trial: Case) throws {
    let fitted = try Self.log(trial.rows)
    let overlap = try LogOverlap(
      of: try Self.mix(trial.cheap, trial.dear, gamma: trial.gamma), on: Array(trial.rows.indices), of: fitted,
      task: .unobserved)
    let refusal = overlap.refusal(on: fitted.data)
    if let says = trial.says {
      #expect(refusal?.contains(says) == true, "\(refusal ?? "not refused")")
    } else {
      #expect(refusal == nil)
    }
  }

  /// Of a alone: weights 1/0.5 = 2 and 1/0.25 = 4 on two of four rows; 36/20 = 1.8 is what the mixture of a and a gives.
  @Test func oneModelByHand() throws {
    let fitted = try Self.log([(0, 0.5, 0), (0, 0.25, 0), (1, 0.5, 1), (2, 0.5, 1)])
    let own = LogOverlap(ofModel: 0, on: [0, 1, 2, 3], of: fitted.data)
    let mixed = try LogOverlap(of: try Self.mix(0, 0), on: [0, 1, 2, 3], of: fitted, task: .unobserved)
    #expect(abs(own.effectiveSize - 1.8) < 1e-12 && own.queryCount == 4)
    #expect(own.cells.map(\.weight) == [6, 0] && own.cells.map(\.chosen) == [2, 2])
    #expect(own.refusal(on: fitted.data) == mixed.refusal(on: fitted.data) && own.refusal(on: fitted.data) != nil)
  }
}
