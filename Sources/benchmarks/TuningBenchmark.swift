import Glibc
import Mathematics
import Routing
import Traces

/// Times the replay of a tuning part at one vector of prices, as the choice of lambda does it thousands of times: 1,825
/// queries of 11 models, 5% of RouterBench, medium noise; processor time of all threads together.
///
/// "served" works every decision out; "known" looks it up, every node of the memo being there; "new" makes the nodes for
/// 80 vectors. What is known is held to what is served, and that to `PlainSearch` on some of the queries.
func tuningBenchmark() throws {
  let fitted = try RouterBenchData.fittedTraces(queries: 1825, split: .hashed(train: 0.999, tune: 0, seed: 0))
  let rows = Array(0..<fitted.data.count)
  let sweep = (0..<80).map { pow(10, Double($0) / 20) }
  print("one price vector over \(rows.count) queries of 11 models, medium noise, mean over a sweep of lambda")
  let kinds: [(name: String, policy: (Double) -> any Policy)] = [
    ("cascade-routing", { CascadeRoutingPolicy(lambdas: [$0], options: SearchOptions(maxDepth: 5)) }),
    ("cascade", { CascadePolicy(lambdas: [$0]) }), ("threshold", { ThresholdPolicy(thresholds: [1 - $0 / 1e4]) }),
  ]
  for kind in kinds {
    let variants = sweep.map { PolicyVariant(policy: kind.policy($0), rule: .lowestCost) }
    var direct: [Outcomes] = []
    let served = processorTime {
      direct = variants.map { $0.policy.evaluate(rows[...], of: fitted, rule: .lowestCost, task: .unobserved) }
    }
    let memo = DecisionCache(fitted, rows: rows)
    var outcomes: [Outcomes] = []
    let new = try processorTime { outcomes = try memo.outcomes(of: variants, task: .unobserved) }
    let known = try medianProcessorTime {
      for variant in variants { _ = try memo.outcomes(of: [variant], task: .unobserved) }
    }.median
    precondition(
      zip(direct, outcomes).allSatisfy { $0.cost == $1.cost && $0.quality == $1.quality },
      "what is looked up is not what is served")
    let queries = Double(rows.count * sweep.count)
    print(
      "  \(kind.name): \(Int(known / queries)) ns a query known (\(Int(1e9 * Double(sweep.count) / known)) vectors/s), "
        + "\(Int(new / queries)) new, \(Int(served / queries)) served")
    if let plain = timePlain(kind.name, fitted, Array(rows.prefix(20)), [10, 100, 1000], kind.policy) {
      print(
        "    plain: \(Int(plain)) ns, \(Int(plain * queries / known)) times as long as known, "
          + "\(Int(plain * queries / served)) times as long as served")
    }
  }
}

/// Nanoseconds per query of the plain implementation, where there is one; its runs must be those of the policy.
private func timePlain(
  _ name: String, _ fitted: FittedTraces, _ rows: [Int], _ lambdas: [Double], _ policy: (Double) -> any Policy
) -> Double? {
  guard name == "cascade-routing" else { return nil }
  var search = PlainSearch()
  var elapsed = 0.0
  for lambda in lambdas {
    var costs: [Double] = []
    elapsed += processorTime {
      for row in rows {
        var belief = Belief(modelCount: fitted.data.modelCount)
        fitted.estimates.start(row, &belief)
        while let next = search.next(belief, lambda: lambda, depth: 5) {
          fitted.estimates.observe(next, row: row, &belief)
        }
        costs.append(belief.answered.sorted().reduce(0) { $0 + fitted.data.cost[row * belief.modelCount + $1] })
      }
    }
    let outcomes = policy(lambda).evaluate(rows[...], of: fitted, rule: .lowestCost, task: .unobserved)
    precondition(outcomes.cost == costs, "the policy and the plain implementation ran different models")
  }
  return elapsed / Double(rows.count * lambdas.count)
}
