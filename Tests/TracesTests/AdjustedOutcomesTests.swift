import Glibc
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

  /// b is asked where a fails or on each fourth query, c where b has been asked and fails or on some others: what c was run on
  /// tells how b did. Worked out with numpy.
  @Test func cascades() {
    let a = (0..<60).map { $0 % 5 < 3 ? 1.0 : 0 }
    let b = (0..<60).map { a[$0] == 1 && $0 % 4 > 0 ? .nan : $0 % 7 < 4 ? 1.0 : 0 }
    let c = (0..<60).map { b[$0].isNaN || b[$0] == 1 && $0 % 3 != 1 ? .nan : $0 % 3 == 0 ? 0.0 : 1 }
    let adjusted = AdjustedOutcomes([a, b, c], scale: .difference)
    #expect(isClose([adjusted.values.map(\.mean)], [[0.6, 0.56668, 0.78079]], within: 2e-6))
    #expect(
      isClose(
        adjusted.values.map { Array($0.prefix(5)) },
        [
          [1, 1, 1, 0, 0], [2.296284, 0.55627, 0.55627, 1.018629, -0.026052],
          [1.465207, 0.97139, 0.97139, 0.818807, 1.103513],
        ], within: 2e-6))
    #expect(
      isClose([Array(adjusted.completed[2].prefix(5))], [[1.097321, 0.97139, 0.97139, 0.81352, 1]], within: 2e-6))
  }

  /// Queries of a hidden ease; each model of three is asked where the one before it fails, and else on one in six. The mean error
  /// over 40 worlds is within three of its standard errors of 0; raw means are .07 and more too low.
  @Test func whatACascadeRunsOn() {
    let ease = [0.3, 1, 2]
    func chance(_ model: Int, _ difficulty: Double) -> Double { 1 / (1 + exp(1.2 * difficulty - ease[model])) }
    let grid = (-4000...4000).map { Double($0) / 500 }
    let density = grid.map { exp(-$0 * $0 / 2) }
    let truth = ease.indices.map { model in
      zip(grid, density).map { chance(model, $0) * $1 }.sum / density.sum
    }
    var errors: [[Double]] = [[], []]
    for world in 0..<40 {
      let key = RandomKey(seed: UInt64(world), purpose: "cascade")
      var outcomes = [[Double]](repeating: [], count: 3)
      for query in 0..<600 {
        let own = key.mixing(query)
        let difficulty = own.mixing("difficulty").normal
        var isAsked = true
        for model in 0..<3 {
          let quality = own.mixing(model).uniform < chance(model, difficulty) ? 1.0 : 0
          outcomes[model].append(isAsked ? quality : .nan)
          isAsked = isAsked && (quality == 0 || own.mixing(10 + model).uniform < 1 / 6)
        }
      }
      let adjusted = AdjustedOutcomes(outcomes, scale: .difference)
      for model in 1...2 { errors[model - 1].append(adjusted.values[model].mean - truth[model]) }
    }
    for error in errors {
      #expect(abs(error.mean) < 3 * error.standardDeviation / Double(error.count).squareRoot(), "\(error.mean)")
    }
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
