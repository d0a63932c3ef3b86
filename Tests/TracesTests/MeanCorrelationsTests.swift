import Input
import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct MeanCorrelationsTests {
  private static func selection(_ quality: [[Double]]) -> OutcomeSelection {
    let queries = quality[0].count
    let traces = TraceSet(
      source: "test", queryIDs: StringColumn((0..<queries).map { "\($0)" }),
      models: quality.indices.map { "model \($0)" },
      quality: (0..<queries).flatMap { query in quality.map { $0[query] } },
      cost: [Double](repeating: 1, count: queries * quality.count))
    return OutcomeSelection(traces, models: Array(quality.indices), queries: Array(0..<queries))
  }

  /// a, b and c over four queries, and a constant d. Correlations: a with b 1/√3, a with its opposite c -1, b with c -1/√3.
  private static let columns = [[0, 0, 0, 1.0], [0, 1, 0, 1], [1, 1, 1, 0], [0.1, 0.1, 0.1, 0.1]]
  private static let means = [(1 / 3.0.squareRoot() - 1) / 2, 0, (-1 - 1 / 3.0.squareRoot()) / 2]

  @Test func byHand() throws {
    let means = try MeanCorrelations.all(of: Self.selection(Self.columns), task: .unobserved)
    #expect(isClose(Array(means.dropLast()), Self.means))
    #expect(means[3].isNaN)
  }

  /// A fifth query, for which only b and d have an outcome, is common to no pair of a, b and c.
  @Test func holesAreLeftOutPairByPair() throws {
    let columns = zip(Self.columns, [.nan, 1, .nan, 0.1]).map { $0 + [$1] }
    let means = try MeanCorrelations.all(of: Self.selection(columns), task: .unobserved)
    #expect(isClose(Array(means.dropLast()), Self.means))
    #expect(means[3].isNaN)
  }

  @Test func withoutAnotherThatVariesThereIsNone() throws {
    let alone = try MeanCorrelations.all(of: Self.selection([[0, 1]]), task: .unobserved)
    #expect(alone.map(\.isNaN) == [true])
    let withConstant = try MeanCorrelations.all(of: Self.selection([[0, 1], [1, 1]]), task: .unobserved)
    #expect(withConstant.allSatisfy { $0.isNaN })
  }
}
