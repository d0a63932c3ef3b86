import Glibc
import Mathematics
import Routing
import Traces

/// Times a whole cell of the paper's table 1 at full scale on all cores: 36,497 simulated queries, 5% of them to fit and
/// tune on, five strategies, about 80 budgets in the pool of 11.
func cellBenchmark() throws { try time(pool: RouterBenchData.pools[2], RouterBenchData.noises[1]) }

/// The same of all nine cells.
func cellsBenchmark() throws {
  let clock = ContinuousClock()
  let elapsed = try clock.measure {
    for noise in RouterBenchData.noises {
      for pool in RouterBenchData.pools { try time(pool: pool, noise) }
    }
  }
  print("all nine cells: \(tenths(elapsed / .seconds(1))) s")
}

private func time(pool: [Int], _ noise: RouterBenchData.Noise) throws {
  let clock = ContinuousClock()
  let start = clock.now
  let fitted = try RouterBenchData.fittedTraces(
    queries: 36_497, models: pool, noise: noise, split: .hashed(train: 0.05, tune: 0, seed: 0))
  var text = "cell of \(pool.count) models, \(noise.name) noise:"
  var budgets = 0
  for name in ["mix", "routing", "threshold", "cascade", "cascade-routing"] {
    let strategy = try Strategies.kind(name).make(try StrategySpecification(name), fitted.data.models)
    let begun = clock.now
    let frontiers = try Sweep.frontiers(
      of: [(name, strategy)], on: fitted, budgets: .perGap(27), task: .unobserved)
    budgets = frontiers.budgets.count
    text += " \(name) \(tenths((clock.now - begun) / .seconds(1))) s (AUC \(hundredths(frontiers.curves[0].area)))"
  }
  print(
    "\(text); \(budgets) budgets, \(tenths((clock.now - start) / .seconds(1))) s in all, peak memory "
      + "\(peakMemory() / 1_000_000) MB")
}

private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

private func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
