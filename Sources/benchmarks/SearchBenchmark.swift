import Mathematics
import Routing

/// Prints the time of a first-step decision of cascade routing: beliefs given, nothing run yet, one core.
///
/// Eleven models at depth 5 with about RouterBench's accuracies and costs, and twenty made from them; estimates scatter
/// by 0.1 around the accuracies and have a deviation of about 0.45. The price goes from 1 to 10,000 in equal ratios, from
/// "run whatever there is room for" to "run the cheapest"; a price of 0 is stated apart. "exhaustive" evaluates every set.
func searchBenchmark() {
  print("first-step decision, mean over a sweep of lambda (lambda = 0 apart), depth 5")
  for (count, isCorrelated) in [(11, false), (20, false), (11, true), (20, true)] {
    let beliefs = (0..<500).map { belief(about: $0, modelCount: count, isCorrelated: isCorrelated) }
    let sweep = (0..<17).map { power(10, 4 * Double($0) / 16) }
    let mean = time(beliefs, sweep)
    let free = time(beliefs, [0])
    let sample = Array(beliefs.prefix(count == 11 ? 20 : 2))
    let plain = timePlain(sample, sweep)
    print(
      "  \(count) models, \(isCorrelated ? "correlated " : "independent"): "
        + "\(spread(mean)) us (\(evaluations(beliefs, sweep)) sets evaluated), "
        + "lambda = 0: \(spread(free)) us (\(evaluations(beliefs, [0]))), exhaustive: \(microseconds(plain)) us, "
        + "\(Int((plain / mean.median).rounded())) times as long")
  }
}

private let accuracies = [0.57, 0.71, 0.74, 0.73, 0.70, 0.83, 0.50, 0.62, 0.56, 0.69, 0.73]
private let costs = [
  7.3e-5, 2.4e-4, 2.1e-3, 2.4e-3, 2.44e-4, 3.3e-3, 1.7e-4, 2.0e-4, 4.6e-5, 1.35e-4, 1.86e-4,
]

private func belief(about query: Int, modelCount: Int, isCorrelated: Bool) -> Belief {
  let key = RandomKey(seed: 0, purpose: "search benchmark")
  var belief = Belief(modelCount: modelCount)
  for model in 0..<modelCount {
    let own = key.mixing(query).mixing(model)
    let fixed = key.mixing("model").mixing(model)
    let twin = model < 11 ? 1 : 0.7 + 0.6 * fixed.uniform
    belief.quality[model] = accuracies[model % 11] * (0.5 + 0.5 * twin) + 0.1 * own.mixing("quality").normal
    belief.cost[model] = costs[model % 11] * twin * (0.6 + 0.8 * own.mixing("cost").uniform)
    belief.sigma[model] = 0.45 + 0.02 * fixed.mixing("sigma").normal
  }
  if isCorrelated { belief.covariance = covariances[modelCount] }
  return belief
}

/// One common factor with correlations of 0.2 to 0.6.
private let covariances: [Int: Covariance] = Dictionary(
  uniqueKeysWithValues: [11, 20].map { count in
    let sigmas = belief(about: 0, modelCount: count, isCorrelated: false).sigma
    let loadings = (0..<count).map { 0.45 + 0.3 * Double($0 * 7 % 11) / 11 }
    let matrix = (0..<count * count).map { cell in
      let (i, j) = (cell / count, cell % count)
      return sigmas[i] * sigmas[j] * (i == j ? 1 : loadings[i] * loadings[j])
    }
    return (count, Covariance(matrix: matrix, modelCount: count))
  })

/// Nanoseconds of processor time per decision: the median of five passes, with the least and the greatest.
private func time(_ beliefs: [Belief], _ lambdas: [Double]) -> (median: Double, spread: ClosedRange<Double>) {
  let policies = lambdas.map { CascadeRoutingPolicy(lambdas: [$0], options: SearchOptions(maxDepth: 5)) }
  var scratch = policies[0].makeScratch(modelCount: beliefs[0].modelCount)
  var silent = SilentObserver()
  var sum = 0
  let time = medianProcessorTime {
    for policy in policies {
      for belief in beliefs {
        sum += policy.next(belief, row: 0, rule: .lowestCost, scratch: &scratch, observer: &silent) ?? 0
      }
    }
  }
  precondition(sum >= 0)
  let count = Double(policies.count * beliefs.count)
  return (time.median / count, time.spread.lowerBound / count...time.spread.upperBound / count)
}

/// The mean number of sets that a decision evaluates.
private func evaluations(_ beliefs: [Belief], _ lambdas: [Double]) -> Int {
  var observer = BestObserver()
  for lambda in lambdas {
    let policy = CascadeRoutingPolicy(lambdas: [lambda], options: SearchOptions(maxDepth: 5))
    var scratch = policy.makeScratch(modelCount: beliefs[0].modelCount)
    for belief in beliefs {
      _ = policy.next(belief, row: 0, rule: .lowestCost, scratch: &scratch, observer: &observer)
    }
  }
  return observer.evaluated / (lambdas.count * beliefs.count)
}

/// The same of the exhaustive search, whose choices must be those of the other.
private func timePlain(_ beliefs: [Belief], _ lambdas: [Double]) -> Double {
  var plain = PlainSearch()
  var results: [(models: [Int], tradeOff: Double)] = []
  let elapsed = processorTime {
    for lambda in lambdas {
      for belief in beliefs { results.append(plain.best(belief, lambda: lambda, depth: 5)) }
    }
  }
  for (index, result) in results.enumerated() {
    let policy = CascadeRoutingPolicy(
      lambdas: [lambdas[index / beliefs.count]], options: SearchOptions(maxDepth: 5))
    let best = choice(policy, beliefs[index % beliefs.count])
    precondition(
      best.models == ModelSet(result.models) && abs(best.tradeOff - result.tradeOff) < 1e-6,
      "the search and the exhaustive search chose different sets")
  }
  return elapsed / Double(results.count)
}

private struct BestObserver: DecisionObserver {
  static var isSilent: Bool { false }
  var best = Candidate(models: ModelSet(), quality: 0, cost: 0, tradeOff: 0)
  var evaluated = 0
  mutating func evaluated(_ candidate: Candidate) { evaluated += 1 }
  mutating func decided(_ best: Candidate, next: Int?) { self.best = best }
}

private func choice(_ policy: CascadeRoutingPolicy, _ belief: Belief) -> Candidate {
  var observer = BestObserver()
  var scratch = policy.makeScratch(modelCount: belief.modelCount)
  _ = policy.next(belief, row: 0, rule: .lowestCost, scratch: &scratch, observer: &observer)
  return observer.best
}

private func power(_ base: Double, _ exponent: Double) -> Double {
  // 10^(i/4) by repeated multiplication, so that nothing but the standard library is needed.
  var result = 1.0
  let root = base.squareRoot().squareRoot()
  for _ in 0..<Int((exponent * 4).rounded()) { result *= root }
  return result
}

private func spread(_ time: (median: Double, spread: ClosedRange<Double>)) -> String {
  "\(microseconds(time.median)) (\(microseconds(time.spread.lowerBound)) to \(microseconds(time.spread.upperBound)))"
}

private func microseconds(_ nanoseconds: Double) -> Double { (nanoseconds / 10).rounded() / 100 }
