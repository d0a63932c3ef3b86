import Input
import Mathematics
import Testing
import Traces

@Suite struct ModelPairTests {
  /// a with b on four queries: equal on 1, 3, 4. Correlation: means 1/4, 1/2, covariance 1/8, variances 3/16, 1/4: 1/√3.
  /// a with c on 1, 2, 4: equal nowhere, c better on 2 and 4; the best of both is 1, 1, 1/2.
  /// b with c on 1, 2, 4: equal on 2.
  @Test func byHand() throws {
    let pairs = try ModelPair.all(of: SmallSelection.outcomes, task: .unobserved)
    #expect(pairs.map { [$0.first, $0.second] } == [[0, 1], [0, 2], [1, 2]])
    #expect(pairs.map(\.count) == [4, 3, 3])
    #expect(pairs.map(\.agreement) == [0.75, 0, 1.0 / 3])
    #expect(pairs.map(\.firstBetter) == [0, 1.0 / 3, 1.0 / 3])
    #expect(pairs.map(\.secondBetter) == [0.25, 2.0 / 3, 1.0 / 3])
    #expect(abs(pairs[0].correlation - 1 / 3.0.squareRoot()) < 1e-12)
    #expect(pairs.map(\.together) == [0.5, 2.5 / 3, 2.5 / 3])
  }

  /// Always 0.1 and always 0.7: neither mean is exact over 30 queries, but nothing varies.
  @Test func constantsHaveNoCorrelation() throws {
    let traces = TraceSet(
      source: "test", queryIDs: StringColumn((0..<30).map { "\($0)" }), models: ["low", "high"],
      quality: (0..<30).flatMap { _ in [0.1, 0.7] }, cost: (0..<30).flatMap { _ in [1.0, 2] })
    let pair = ModelPair(0, 1, of: OutcomeSelection(traces, models: [0, 1], queries: Array(0..<30)))
    #expect(pair.correlation.isNaN && pair.count == 30 && pair.agreement == 0 && pair.secondBetter == 1)
  }
}
