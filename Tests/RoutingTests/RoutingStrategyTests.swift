import Mathematics
import Routing
import Testing
import Traces

@Suite struct RoutingStrategyTests {
  /// The linear program of theorem 1 solved without it: every assignment of one model to each query is a point (mean
  /// cost, mean quality), a distribution over models per query is a mixture of such points, so the optimum at a budget is
  /// the greatest height over all chords between two points.
  private func optimum(_ data: Dataset, budget: Double) -> Double? {
    let k = data.modelCount
    var points: [(cost: Double, quality: Double)] = [(0, 0)]
    for row in data.tune {
      points = points.flatMap { point in
        (0..<k).map { (point.cost + data.cost[row * k + $0], point.quality + data.quality[row * k + $0]) }
      }
    }
    let n = Double(data.tune.count)
    points = points.map { ($0.cost / n, $0.quality / n) }
    var best: Double?
    for a in points where a.cost <= budget {
      best = max(best ?? 0, a.quality)
      for b in points where b.cost > budget {
        let share = (budget - a.cost) / (b.cost - a.cost)
        best = max(best ?? 0, a.quality + share * (b.quality - a.quality))
      }
    }
    return best
  }

  @Test func equalsTheLinearProgramOnRandomProblems() throws {
    var generator = RandomKey(seed: 1, purpose: "routing test").generator
    func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
    var met = 0
    for _ in 0..<120 {
      let k = 2 + generator.next(below: 2)
      let n = 2 + generator.next(below: 4)
      let qualities = (0..<n).map { _ in (0..<k).map { _ in uniform() } }
      let costs = (0..<n).map { _ in (0..<k).map { 0.2 * Double($0) + uniform() } }
      let data = try SmallTraces.tuning(qualities: qualities, costs: costs)
      let fitted = SmallTraces.truthful(data)
      let tuner = try RoutingStrategy().tuner(for: fitted, task: .unobserved)
      for _ in 0..<5 {
        let budget = 0.1 + 1.3 * uniform()
        let tuned = try tuner.policy(budget: budget, task: .unobserved)
        let outcomes = try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved)
        guard let optimum = optimum(data, budget: budget) else {
          #expect(!tuned.isReachable)
          continue
        }
        met += 1
        #expect(tuned.isReachable)
        #expect(outcomes.meanCost <= budget + 1e-9)
        #expect(abs(outcomes.meanQuality - optimum) <= 1e-9)
      }
    }
    #expect(met > 300)
  }

  @Test func withoutBudgetCostDoesNotCount() throws {
    let data = try SmallTraces.tuning(
      qualities: [[0.4, 0.9], [0.7, 0.6], [0.5, 0.5]], costs: [[1, 3], [1, 3], [1, 3]])
    let fitted = SmallTraces.truthful(data)
    let tuned = try RoutingStrategy().tuner(for: fitted, task: .unobserved).policy(budget: nil, task: .unobserved)
    let outcomes = try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved)
    #expect(outcomes.quality == [0.9, 0.7, 0.5])
    #expect(outcomes.cost == [3, 1, 1])  // the tie of the third goes to the cheaper
  }

  /// Slopes of the three queries 0.5, 0.2 and 0.1 per unit of cost: at the cost of one dear query, 5/3, every price between
  /// 0.2 and 0.5 does the same; at that of two, 7/3, every one between 0.1 and 0.2.
  @Test func aBudgetThatManyPricesMeetTakesTheOneBetweenTheSteps() throws {
    let data = try SmallTraces.tuning(
      qualities: [[0, 1], [0.5, 0.9], [0.7, 0.9]], costs: [[1, 3], [1, 3], [1, 3]])
    let tuner = try RoutingStrategy().tuner(for: SmallTraces.truthful(data), task: .unobserved)
    for (budget, lambda) in [(5.0 / 3, 0.35), (7.0 / 3, 0.15)] {
      let tuned = try tuner.policy(budget: budget, task: .unobserved)
      #expect(abs(tuned.lambdas[0] - lambda) < 1e-12 && tuned.gamma == 0 && tuned.isReachable)
    }
    // Between them the second query is drawn.
    let drawn = try tuner.policy(budget: 2, task: .unobserved)
    #expect(abs(drawn.lambdas[0] - 0.2) < 1e-12 && abs(drawn.gamma - 0.5) < 1e-12)
  }

  @Test(arguments: ["m3_low", "m3_high", "m5_low"])
  func reachesTheRecordedRouter(key: String) throws {
    let record = try RecordedBench(key)
    let fitted = try record.fittedTraces()
    let frontiers = try Sweep.frontiers(
      of: [("routing", RoutingStrategy())], on: fitted, budgets: .list(record.budgets), task: .unobserved)
    #expect(abs(frontiers.linearBaseline - record.linear) < 1e-9)
    #expect(frontiers.curves[0].area >= record.auc["router"]! - 0.3)
  }
}
