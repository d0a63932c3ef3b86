import Mathematics
import Traces

/// How long queries take under a policy: the sum of the latencies of the models that run one after the other.
///
/// The time of a query is unknown where a latency on its path is missing.
public struct LatencyMetric: Sendable, Equatable {
  /// The mean over the queries whose time is known; NaN where there are none.
  public var mean: Double
  /// The least time within which 95% of the queries whose time is known are done; NaN where there are none.
  public var percentile95: Double
  /// The least time within which 95% of all queries are known to be done: infinite where more than 5% of times are unknown.
  public var known95: Double
  /// The share of the queries whose time is known.
  public var knownShare: Double

  /// The share of the queries that `percentile95` and `known95` are about.
  static let share = 0.95

  /// Summarises times of queries.
  ///
  /// - Parameter times: the time of each path, NaN where it is unknown, and its weight.
  public init(_ times: [(time: Double, weight: Double)]) {
    let known = times.filter { !$0.time.isNaN }
    let (all, total) = (times.map(\.weight).sum, known.map(\.weight).sum)
    mean = known.map { $0.time * $0.weight }.sum / total
    percentile95 = known.isEmpty ? .nan : Self.time(of: Self.share, known)
    known95 = Self.time(of: Self.share, times)
    knownShare = known.count == times.count ? 1 : total / all
  }

  /// The least time within which a share of all queries are known to be done: infinite where too few times are known.
  static func time(of share: Double, _ times: [(time: Double, weight: Double)]) -> Double {
    let wanted = share * times.map(\.weight).sum * (1 - 1e-9)
    var reached = 0.0
    return times.filter { !$0.time.isNaN }.sorted { $0.time < $1.time }.first {
      reached += $0.weight
      return reached >= wanted
    }?.time ?? .infinity
  }

  /// The latencies of queries served by `tuned`, in expectation over the draw between the tie rules.
  ///
  /// - Parameters:
  ///   - tuned: the policy.
  ///   - rows: the rows that it serves.
  ///   - fitted: traces with estimates.
  ///   - latency: seconds by row and model, like `quality`.
  ///   - task: cancellation and progress of the computation.
  /// - Throws: `RoutingError.cancelled`.
  public init(
    of tuned: TunedPolicy, on rows: [Int], of fitted: FittedTraces, latency: [Double], task: TaskContext
  ) throws(RoutingError) {
    self.init(try tuned.times(on: rows, of: fitted, latency: latency, task: task))
  }
}

extension TunedPolicy {
  /// The time that each row takes under each rule that may serve it, NaN where a latency is missing, with the probability of
  /// that rule.
  func times(
    on rows: [Int], of fitted: FittedTraces, latency: [Double], task: TaskContext
  ) throws(RoutingError) -> [(time: Double, weight: Double)] {
    let count = fitted.data.modelCount
    var times: [(time: Double, weight: Double)] = []
    for part in parts(on: rows, of: fitted) {
      let gamma = part.tuned.gamma
      for (rule, share) in [(TieRule.lowestCost, 1 - gamma), (.highestCost, gamma)] where share > 0 {
        let paths = try part.tuned.policy.paths(part.rows, of: part.fitted, rule: rule, task: task)
        for (row, path) in zip(part.rows, paths) {
          times.append((path.ran.map { latency[row * count + $0] }.sum, part.share * share))
        }
      }
    }
    return times
  }
}

extension Dataset {
  /// The latency of each answer in seconds, laid out like `quality`, NaN where it is missing; `nil` where none is recorded.
  public var latency: [Double]? {
    func column(_ name: String) -> [Double]? {
      guard case .numbers(let values)? = traces.outcomeColumn(name)?.values else { return nil }
      return (0..<count).flatMap { row in models.indices.map { values[outcome(of: $0, row: row)] } }
    }
    return TraceSet.seconds(column("latency"), milliseconds: column("latency_ms")).flatMap { found in
      found.allSatisfy(\.isNaN) ? nil : found
    }
  }
}
