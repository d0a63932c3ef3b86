import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct AdjustedOutcomesTests {
  private static let none = Double.nan

  /// Worked out with numpy: levels and ease in turn, ridge regressions refitted without each outcome, Newton's method.
  @Test func qualities() {
    let adjusted = AdjustedOutcomes(
      [[1, 1, 0, 0, 1, 0], [1, Self.none, 0, 1, 1, Self.none], [Self.none, 1, 0, Self.none, 1, 0]], scale: .difference)
    let expected = [
      [1, 1, 0, 0, 1, 0], [1.033495, 0.949561, -0.50979, 1.40633, 1.043942, 0.536676],
      [0.864549, 1.051848, -0.02776, 0.451852, 1.140555, -0.085748],
    ]
    #expect(isClose(adjusted.values, expected, within: 2e-6))
    #expect(
      isClose(
        adjusted.completed,
        [[1, 1, 0, 0, 1, 0], [1, 0.949561, 0, 1, 1, 0.536676], [0.864549, 1, 0, 0.451852, 1, 0]],
        within: 2e-6))
  }

  @Test func costs() {
    let adjusted = AdjustedOutcomes(
      [[1, 2, 1, 3, 2, 1], [4, Self.none, 5, 11, 8, Self.none], [Self.none, 20, 9, Self.none, 22, 12]], scale: .ratio)
    let expected = [
      [1, 2, 1, 3, 2, 1], [3.015112, 7.59258, 5.182691, 11.824381, 8.092855, 5.217593],
      [11.970249, 20.884368, 6.675481, 25.237594, 24.878769, 11.999673],
    ]
    #expect(isClose(adjusted.values, expected, within: 2e-6))
  }

  /// Half of the first group's outcomes are missing (mean 1 there), none of the second's (mean 0): no query has another
  /// model, so that the group is all there is. The raw mean is 10/30.
  @Test func groupsTellWhereThereIsNothingElse() {
    let outcomes = (0..<40).map { $0 < 20 ? ($0 < 10 ? 1 : Self.none) : 0 }
    let adjusted = AdjustedOutcomes([outcomes], groups: (0..<40).map { $0 < 20 ? 0 : 1 }, scale: .difference)
    #expect(abs(adjusted.values[0].mean - 0.5) < 0.02)
    #expect(AdjustedOutcomes([outcomes], scale: .difference).values[0].mean < 0.35)
  }

  @Test func oddColumns() {
    let empty = AdjustedOutcomes([[Self.none, Self.none], [1, 0]], scale: .difference)
    #expect(empty.values[0].allSatisfy { $0.isNaN } && empty.values[1] == [1, 0])
    let single = AdjustedOutcomes([[1, Self.none], [Self.none, 0]], scale: .ratio)
    #expect(!single.values.joined().contains { !$0.isFinite })
    #expect(AdjustedOutcomes([], scale: .difference).values.isEmpty)
  }

  /// 1,200 queries, six models, every other one spared queries.
  private static func whole() throws -> (quality: [[Double]], cost: [[Double]]) {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: 1_200, seed: 0)
    func columns(_ table: [Double]) -> [[Double]] {
      [0, 2, 5, 8, 9, 10].map { model in (0..<1_200).map { table[$0 * traces.modelCount + model] } }
    }
    return (columns(traces.quality), columns(traces.cost))
  }

  /// Whether the means over what is left, raw and adjusted, are within their 95% intervals of the means over all outcomes.
  private func hits(_ whole: [[Double]], _ scale: AdjustedOutcomes.Scale, isMissing: (Int, Int) -> Bool) -> (
    raw: Bool, adjusted: Bool
  ) {
    let holed = whole.enumerated().map { model, column in
      column.enumerated().map { isMissing($0, model) ? Self.none : $1 }
    }
    func hit(_ columns: [[Double]]) -> Bool {
      zip(columns, whole).allSatisfy { column, all in
        abs(column.mean - all.mean) <= 1.96 * column.standardDeviation / Double(column.count).squareRoot()
      }
    }
    return (
      hit(holed.map { $0.filter { !$0.isNaN } }), hit(AdjustedOutcomes(holed, scale: scale).values)
    )
  }

  private static let key = RandomKey(seed: 3, purpose: "deleted outcomes")

  @Test(arguments: [0.05, 0.3]) func outcomesDeletedAtRandom(share: Double) throws {
    let whole = try Self.whole()
    let seeds = (0..<20).map { seed -> Bool in
      let key = Self.key.mixing(seed)
      func isMissing(_ query: Int, _ model: Int) -> Bool { key.mixing(query).mixing(model).uniform < share }
      return hits(whole.quality, .difference, isMissing: isMissing).adjusted
        && hits(whole.cost, .ratio, isMissing: isMissing).adjusted
    }
    #expect(seeds.count { $0 } >= 18)
  }

  /// Three models are spared the queries on which the other three fail.
  @Test func outcomesDeletedByDifficulty() throws {
    let whole = try Self.whole()
    let fails = (0..<1_200).map { query in [1, 3, 5].map { 1 - whole.quality[$0][query] }.mean }
    let seeds = (0..<20).map { seed -> (raw: Bool, adjusted: Bool) in
      let key = Self.key.mixing(seed)
      return hits(whole.quality, .difference) { query, model in
        model % 2 == 0 && key.mixing(query).mixing(model).uniform < 0.3 * fails[query] / fails.mean
      }
    }
    #expect(seeds.count { $0.adjusted } >= 18)
    #expect(seeds.count { $0.raw } == 0)
  }
}
