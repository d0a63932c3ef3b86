import Mathematics
import Traces

/// The regret of a policy against the budgeted optimum at its own mean cost, split by cause (method, section 9).
///
/// With lambda the price of that optimum (theorem 1 with true quality and cost on the same rows), tau_i = q_i - lambda
/// c_i, R the models run, s the answer, b = argmax_R tau and i* = argmax tau, a query's regret is tau_i* - (q_s -
/// lambda c_R), the sum of four non-negative parts.
public struct RegretMetric: Sendable, Equatable {
  /// max_R q - q_s: a better answer in hand was not given.
  public var wrongAnswer = 0.0
  /// tau_b - (max_R q - lambda c_R): runs that were not needed.
  public var stoppedLate = 0.0
  /// tau_i* - tau_b where a better answer was available than any in hand.
  public var stoppedEarly = 0.0
  /// tau_i* - tau_b where an equally good one was available at lower cost.
  public var wrongModel = 0.0
  /// The price of the optimum.
  public var lambda: Double

  /// The mean regret per query.
  public var total: Double { wrongAnswer + stoppedLate + stoppedEarly + wrongModel }

  /// The mean regret of `tuned` on `rows`, in expectation over the draw between the tie rules.
  public init(of tuned: TunedPolicy, on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) {
    let served = try tuned.served(rows, of: fitted, task: task)
    let data = fitted.data
    let count = data.modelCount
    var cost = 0.0
    for query in served {
      for model in query.path.ran {
        cost += query.share * query.path.cost(of: model, query.row, data) / Double(rows.count)
      }
    }
    let lambda = try OracleStrategy.price(at: cost, on: rows, of: data, task: task)
    self.lambda = lambda
    for query in served {
      let first = query.row * count
      func tau(_ model: Int) -> Double { data.quality[first + model] - lambda * data.cost[first + model] }
      let share = query.share / Double(rows.count)
      let path = query.path
      func quality(_ model: Int) -> Double { path.quality(of: model, query.row, data) }
      func cost(_ model: Int) -> Double { path.cost(of: model, query.row, data) }
      let best = path.ran.map(quality).max() ?? 0
      let spent = path.ran.map(cost).sum
      let tauRan = path.ran.map { quality($0) - lambda * cost($0) }.max() ?? 0
      let ideal = (0..<count).filter { data.isOffered($0, on: query.row) }.max { tau($0) < tau($1) } ?? 0
      wrongAnswer += share * (best - quality(path.answer))
      stoppedLate += share * (tauRan - (best - lambda * spent))
      if data.quality[first + ideal] > best {
        stoppedEarly += share * (tau(ideal) - tauRan)
      } else {
        wrongModel += share * (tau(ideal) - tauRan)
      }
    }
  }
}

/// The path of a query under one tie rule.
private struct Served: Sendable {
  var row: Int
  /// The probability of the tie rule.
  var share: Double
  var path: ServedPath
}

extension TunedPolicy {
  fileprivate func served(_ rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> [Served] {
    var served: [Served] = []
    for part in parts(on: rows, of: fitted) {
      let gamma = part.tuned.gamma
      for (rule, share) in [(TieRule.lowestCost, 1 - gamma), (.highestCost, gamma)] where share > 0 {
        let paths = try part.tuned.policy.paths(part.rows, of: part.fitted, rule: rule, task: task)
        served += zip(part.rows, paths).map { Served(row: $0, share: part.share * share, path: $1) }
      }
    }
    return served
  }
}
