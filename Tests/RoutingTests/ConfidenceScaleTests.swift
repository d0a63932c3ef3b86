import Glibc
import Routing
import Testing
import Traces

@Suite struct ConfidenceScaleTests {
  @Test func theRangeChooses() {
    #expect(ConfidenceScale(of: [-3, -0.1, 0, .nan]) == .logProbability)
    #expect(ConfidenceScale(of: [0, 0.4, 1]) == .chance)
    #expect(ConfidenceScale(of: [-0.5, 0.5]) == .asRecorded && ConfidenceScale(of: [0.5, 7]) == .asRecorded)
    #expect(ConfidenceScale(of: []) == .asRecorded)
  }

  @Test func whatAScaleAdmits() {
    let values = [-5, 0, 0.5, 1, 1.5, .nan]
    #expect(values.map(ConfidenceScale.chance.admits) == [false, true, true, true, false, true])
    #expect(values.map(ConfidenceScale.logProbability.admits) == [true, true, false, false, false, true])
    #expect(values.allSatisfy(ConfidenceScale.asRecorded.admits))
  }

  /// A test query with a confidence that the train part's range leaves out: `small` has chances there, or log-probabilities.
  @Test(arguments: [
    ([0.2, 0.9, 0.4, 0.7], 20, "fit: the train part has confidences from 0 to 1, and small has 20.0 on q4"),
    ([-3, -0.1, -1, -2], 0.25, "fit: the train part has confidences of at most 0, and small has 0.25 on q4"),
    ([-0.5, 0.9, 0.4, 0.7], 20, nil), ([0.2, 0.9, 0.4, 0.7], .nan, nil),
  ]) func aFitRefusesWhatItsScaleDoesNotAdmit(_ train: [Double], _ test: Double, _ refusal: String?) throws {
    let parts = Column(name: "split", values: .categories(codes: [0, 0, 0, 0, 1], labels: ["train", "test"]))
    let traces = TraceSet(
      source: "by hand", queryIDs: ["q0", "q1", "q2", "q3", "q4"], models: ["small", "large"],
      quality: [0, 1, 1, 1, 0, 0, 1, 1, 1, 1], cost: [1, 5, 1, 5, 1, 5, 1, 5, 1, 5], queryColumns: [parts],
      outcomeColumns: [
        Column(name: "confidence", values: .numbers((train + [test]).flatMap { [$0, train[1]] }))
      ])
    let data = try Dataset(traces: traces, models: [0, 1], queries: [0, 1, 2, 3, 4], split: .column("split"))
    let readers: [any QualityEstimator] = [LogisticEstimator(), LinearEstimator(), IRTEstimator(isJudged: false)]
    for estimator in readers {
      var error: RoutingError?
      do { _ = try estimator.fit(data, task: .unobserved) } catch let found { error = found }
      #expect(error?.description == refusal, "\(estimator)")
    }
    _ = try LogisticEstimator(families: [.length]).fit(data, task: .unobserved)
    _ = try IRTEstimator(isJudged: true).fit(data, task: .unobserved)
  }

  @Test func valuesSpread() {
    #expect(abs(ConfidenceScale.logProbability(-1) - log(1.000001)) < 1e-12)
    #expect(abs(ConfidenceScale.logProbability(0) - log(1e-6)) < 1e-12)
    #expect(ConfidenceScale.logProbability(0.3) == ConfidenceScale.logProbability(0))
    #expect(abs(ConfidenceScale.chance(0.8) - log(4)) < 1e-12)
    #expect(abs(ConfidenceScale.chance(1) - log((1 - 1e-6) / 1e-6)) < 1e-9)
    #expect(ConfidenceScale.asRecorded(7) == 7)
    for scale in ConfidenceScale.allCases { #expect(scale(.nan).isNaN) }
  }
}
