import Mathematics
import Routing
import Testing
import Traces

@Suite struct LatencyMetricTests {
  @Test func momentsByHand() {
    let metric = LatencyMetric((1...20).map { (Double($0), 1) })
    #expect(metric.mean == 10.5 && metric.percentile95 == 19)
    // One in ten weighs half of all.
    #expect(
      LatencyMetric([(1, 9), (10, 1)]).percentile95 == 10 && LatencyMetric([(1, 19), (10, 1)]).percentile95 == 1)
  }

  /// Of 20 queries one time is unknown, which leaves 95% of them, or two, which does not.
  @Test func unknownTimesCountAsEndless() {
    let one = LatencyMetric((1...20).map { ($0 == 7 ? .nan : Double($0), 1) })
    #expect(one.mean == 203.0 / 19 && one.percentile95 == 20 && one.known95 == 20 && one.knownShare == 0.95)
    let two = LatencyMetric((1...20).map { ($0 <= 2 ? .nan : Double($0), 1) })
    #expect(two.mean == 11.5 && two.percentile95 == 20 && two.known95 == .infinity && two.knownShare == 0.9)
    let none = LatencyMetric([(.nan, 1)])
    #expect(none.mean.isNaN && none.known95 == .infinity && none.knownShare == 0)
  }

  /// The first model takes .1 s, the others 1 s each: the mean is that of the runs.
  @Test func pathsAddUp() throws {
    let fitted = try SimulatedBench.routerBench(queries: 200, seed: 2)
    let rows = fitted.data.test
    let latency = fitted.data.quality.indices.map { $0 % fitted.data.modelCount == 0 ? 0.1 : 1.0 }
    let tuned = try SimulatedBench.tuned("cascade-routing", budget: 0.001, on: fitted)
    let outcomes = try tuned.outcomes(on: rows, of: fitted, task: .unobserved)
    let expected = (0.1 * outcomes.ran[0] + outcomes.ran.dropFirst().sum) / Double(rows.count)
    let metric = try LatencyMetric(of: tuned, on: rows, of: fitted, latency: latency, task: .unobserved)
    #expect(abs(metric.mean - expected) < 1e-9)
  }

  @Test func columnsOfTraces() throws {
    let traces = try Simulator.traces(named: "sim:cascade", queries: 50)
    let data = try Dataset(
      traces: traces, models: [3, 1], queries: Array(0..<50), split: .hashed(train: 0.3, tune: 0.2, seed: 0))
    guard case .numbers(let seconds)? = traces.outcomeColumn("latency")?.values else { throw RoutingError.cancelled }
    let latency = try #require(data.latency)
    #expect(data.models[0] == traces.models[1] && latency[0] == seconds[1] && latency[1] == seconds[3])
    #expect(latency.count == 100 && latency[98] == seconds[49 * 5 + 1])
    let none = try Simulator.traces(named: "sim:routerbench", queries: 50)
    #expect(
      try Dataset(
        traces: none, models: [3, 1], queries: Array(0..<50), split: .hashed(train: 0.3, tune: 0.2, seed: 0)
      ).latency == nil)
    var empty = traces
    empty.outcomeColumns = [
      .init(name: "latency", values: .numbers([Double](repeating: .nan, count: traces.queryCount * 5)))
    ]
    #expect(
      try Dataset(
        traces: empty, models: [3, 1], queries: Array(0..<50), split: .hashed(train: 0.3, tune: 0.2, seed: 0)
      ).latency == nil)
  }
}
