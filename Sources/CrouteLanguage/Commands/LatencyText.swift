import CommandLanguage
import Display
import Mathematics
import Routing
import Traces
import Workbench

/// Latencies in words.
extension LatencyMetric {
  /// Which of so many queries the figures are about: ", of 166 of 240 queries whose runs all have a latency"; empty where it is
  /// all of them.
  func scope(of count: Int) -> String {
    knownShare == 1
      ? ""
      : ", of \(Format.count(knownCount(of: count))) of \(Format.count(count, "query", "queries")) whose runs all have a latency"
  }

  /// The number of queries whose time is known: not all where some share of one is not.
  func knownCount(of count: Int) -> Int { min(count - 1, Int((knownShare * Double(count)).rounded())) }

  /// The mean in a table.
  var cell: Table.Cell { mean.isNaN ? .missing : .number(mean, digits: 3) }

  /// The line of a run.
  func line(of count: Int) -> String {
    if mean.isNaN { return "latency unknown: of no query, all runs have one" }
    return
      "latency \(Format.significant(mean, 3)) s per query, 95% of them within \(Format.significant(percentile95, 3)) s"
      + scope(of: count)
  }
}

extension CommandContext {
  /// How long queries take under a policy; `nil` where latencies are not recorded, or are the costs.
  func latency(of tuned: TunedPolicy, _ fitted: FittedTraces) throws(RoutingError) -> LatencyMetric? {
    guard fitted.data.traces.costUnit != .latency, let latency = fitted.data.latency else { return nil }
    return try LatencyMetric(of: tuned, on: fitted.data.test, of: fitted, latency: latency, task: task.untold)
  }

  /// Says of how many queries a column of latencies is, where it is not of all.
  mutating func noteLatencies(_ latencies: [(name: String, latency: LatencyMetric?)], of count: Int) {
    let partial = latencies.compactMap { name, latency in
      latency.flatMap { $0.knownShare == 1 ? nil : "\(Format.count($0.knownCount(of: count))) (\(name))" }
    }
    if partial.isEmpty { return }
    report.note(
      "latencies are missing: of \(Format.count(count, "query", "queries")), those whose runs all have one count: "
        + partial.joined(separator: ", "))
  }
}
