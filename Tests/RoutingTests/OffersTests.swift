import Mathematics
import Routing
import Testing
import Traces

@Suite("Models without an outcome of a query are not offered there") struct OffersTests {
  private static let key = RandomKey(seed: 16, purpose: "offers tests")
  private static let modelCount = 5
  private static let rowCount = 60

  private static func beliefs(isJudged: Bool = false) -> RandomBeliefs {
    RandomBeliefs(key: key, modelCount: modelCount, isJudged: isJudged)
  }

  /// A bench whose test rows offer 2 to 5 of the models each.
  private static func bench(_ beliefs: RandomBeliefs) throws -> FittedTraces {
    let whole = try beliefs.fittedTraces(rows: rowCount).data
    let data = try HoledTraces.deleting(whole) { row, model in
      row > 0 && !offered(row).contains(model)
    }
    return FittedTraces(data: data, estimates: Estimates(quality: beliefs, cost: beliefs))
  }

  /// The models offered on a row, ascending.
  private static func offered(_ row: Int) -> [Int] {
    let own = key.mixing("offers").mixing(row)
    let order = (0..<modelCount).sorted { own.mixing($0).uniform < own.mixing($1).uniform }
    return order.prefix(2 + row % 4).sorted()
  }

  private static let policies: [@Sendable (Double) -> any Policy] = {
    func options(maxDepth: Int? = nil, _ change: (inout SearchOptions) -> Void = { _ in }) -> SearchOptions {
      var options = SearchOptions(maxDepth: maxDepth)
      change(&options)
      return options
    }
    let sets = [
      options(), options(maxDepth: 1), options(maxDepth: 2), options { $0.greedy = true },
      options { $0.noExpect = true },
      options { $0.fixedOrder = true }, options(maxDepth: 3) { $0.slow = true }, options(maxDepth: 3) { $0.beam = 2 },
    ]
    let prefixes = [options(), options { $0.lastQuality = true }, options(maxDepth: 3) { $0.lastAnswer = true }]
    var policies: [@Sendable (Double) -> any Policy] = []
    for options in sets { policies.append { CascadeRoutingPolicy(lambdas: [$0, $0 / 2, 2 * $0], options: options) } }
    for options in prefixes { policies.append { CascadePolicy(lambdas: [$0, $0 / 2, 2 * $0], options: options) } }
    policies.append { RoutingPolicy(lambda: $0) }
    policies.append { IndexPolicy(lambda: $0) }
    policies.append { IndexPolicy(lambda: $0, maxDepth: 2) }
    return policies
  }()

  /// What a policy does on the traces with only the models that a row offers, in the whole pool's numbers.
  private func path(_ policy: any Policy, _ row: Int, _ beliefs: RandomBeliefs, _ rule: TieRule) throws -> ServedPath {
    let models = row == 0 ? Array(0..<Self.modelCount) : Self.offered(row)
    let whole = try beliefs.fittedTraces(rows: Self.rowCount).data
    let data = try Dataset(
      traces: whole.traces, models: models, queries: whole.queryIndices, split: .column("split"))
    let part = PartOfPool(base: beliefs, models: models)
    let path = policy.path(
      row, of: FittedTraces(data: data, estimates: Estimates(quality: part, cost: part)), rule: rule)
    return ServedPath(ran: path.ran.map { models[$0] }, answer: models[path.answer])
  }

  @Test(arguments: Self.policies.indices, [false, true])
  func aRowIsServedAsIfThePoolWereWhatItOffers(index: Int, isJudged: Bool) throws {
    let beliefs = Self.beliefs(isJudged: isJudged)
    let fitted = try Self.bench(beliefs)
    var differing = 0
    for lambda in [0.0, 4, 30, 120, 700] {
      let policy = Self.policies[index](lambda)
      for row in fitted.data.test {
        for rule in TieRule.allCases {
          let own = policy.path(row, of: fitted, rule: rule)
          let expected = try path(policy, row, beliefs, rule)
          #expect(own == expected, "\(lambda) \(row) \(rule)")
          if own.ran.count > 1 { differing += 1 }
        }
      }
    }
    #expect(index == 1 || index == 11 || differing > 0)
  }

  /// A threshold belongs to its model: a pool of some of the models has theirs.
  @Test func thresholdsStayWithTheirModels() throws {
    let beliefs = Self.beliefs()
    let fitted = try Self.bench(beliefs)
    let thresholds = [0.7, 0.45, 0.6, 0.5]
    let policy = ThresholdPolicy(thresholds: thresholds)
    var lengths: Set<Int> = []
    for row in fitted.data.test {
      let own = Self.offered(row).map { $0 < 4 ? thresholds[$0] : 0 }
      let expected = try path(ThresholdPolicy(thresholds: own), row, beliefs, .lowestCost)
      #expect(policy.path(row, of: fitted, rule: .lowestCost) == expected, "\(row)")
      lengths.insert(expected.ran.count)
    }
    #expect(lengths.count > 2)
  }

  @Test func aModelThatIsNotOfferedIsReplacedByTheNearest() throws {
    let fitted = try Self.bench(Self.beliefs())
    for row in fitted.data.test {
      let offered = Self.offered(row)
      func nearest(_ model: Int) -> Int { offered.min { (abs($0 - model), $0) < (abs($1 - model), $1) }! }
      for model in 0..<Self.modelCount {
        let single = try SingleStrategy(model: model).tuner(for: fitted, task: .unobserved).policy(
          budget: nil, task: .unobserved)
        #expect(single.policy.path(row, of: fitted, rule: .lowestCost).ran == [nearest(model)])
        for second in model + 1..<max(model + 1, Self.modelCount) {
          let pair = try #require(
            PairsStrategy().policy(PolicyParameters(thresholds: [.infinity], models: [model, second])))
          let both = [model, second].filter(offered.contains)
          #expect(
            pair.path(row, of: fitted, rule: .lowestCost).ran == (both.isEmpty ? [nearest(model)] : both), "\(row)")
        }
      }
    }
  }

  /// Tables of decisions at every price say the same as the policies themselves.
  @Test(arguments: Self.policies.indices) func tabulatedDecisionsAreThoseOfThePolicy(index: Int) throws {
    let fitted = try Self.bench(Self.beliefs(isJudged: index % 2 == 1))
    let prices = (0..<12).map { 2 * Double($0 * $0 * $0) }
    try check(prices.map(Self.policies[index]), fitted)
    try check((0..<12).map { ThresholdPolicy(thresholds: [0.1 * Double($0), 0.5, 0.05 * Double($0)]) }, fitted)
  }

  private func check(_ policies: [any Policy], _ fitted: FittedTraces) throws {
    let variants = policies.flatMap { policy in TieRule.allCases.map { PolicyVariant(policy: policy, rule: $0) } }
    let rows = fitted.data.test
    let cache = DecisionCache(fitted, rows: rows)
    let sources = [
      try variants.outcomes(on: rows, of: fitted, task: .unobserved),
      try cache.outcomes(of: variants, task: .unobserved),
    ]
    for outcomes in sources {
      for (variant, own) in zip(variants, outcomes) {
        let paths = try variant.policy.paths(rows, of: fitted, rule: variant.rule, task: .unobserved)
        #expect(own.cost == zip(rows, paths).map { $1.cost($0, of: fitted.data) })
        #expect(own.quality == zip(rows, paths).map { $1.quality($0, of: fitted.data) })
        #expect(!own.cost.contains(where: \.isNaN) && !own.quality.contains(where: \.isNaN))
      }
    }
  }

  /// Simulated traces without three tenths of their outcomes, by the strategies that choose by cost: the budget is met
  /// where the parameters are chosen.
  @Test(arguments: ["routing", "index", "cascade-routing", "cascade", "threshold", "pairs", "mix", "oracle", "knn"])
  func budgetsAreMetOnTheTuningPart(_ spelling: String) throws {
    let whole = try SimulatedBench.routerBench(queries: 400, seed: 2, models: [0, 5, 8, 9, 10])
    let data = try HoledTraces.deleting(
      whole.data, split: .hashed(train: 0.3, tune: 0.3, seed: 0), HoledTraces.atRandom(0.3))
    #expect(!data.isComplete && data.count > 380)
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try NoisyEstimator(exAnte: 0.6, postHoc: 0.3, fuses: true).fit(data, task: .unobserved),
        cost: try ConstantEstimator().fit(data, task: .unobserved)))
    let rows = spelling == "oracle" ? data.test : data.tuningRows
    for budget in [0.0002, 0.0006, 0.002] {
      let tuned = try SimulatedBench.tuned(spelling, budget: budget, on: fitted)
      let outcomes = try tuned.outcomes(on: rows, of: fitted, task: .unobserved)
      #expect(tuned.isReachable && outcomes.meanCost <= budget * (1 + 1e-9), "\(budget)")
      #expect(!outcomes.meanQuality.isNaN)
    }
  }

  /// Every pair and every threshold one by one, served by the policy of the pair, where outcomes are missing.
  @Test func noPairIsBetter() throws {
    let beliefs = Self.beliefs()
    let key = Self.key.mixing("pairs")
    let qualities = (0..<30).map { query in
      (0..<3).map { key.mixing(query).mixing($0).uniform < 0.4 + 0.2 * Double($0) ? 1.0 : 0 }
    }
    let costs = (0..<30).map { query -> [Double] in
      let own = key.mixing("cost").mixing(query)
      return (0..<3).map { Double(1 + 2 * $0) + (query == 0 ? 0 : own.mixing($0).uniform) }
    }
    let data = try HoledTraces.deleting(try SmallTraces.tuning(qualities: qualities, costs: costs)) { row, model in
      row > 2 && row % 4 == model
    }
    let three = RandomBeliefs(key: beliefs.key, modelCount: 3)
    let fitted = FittedTraces(data: data, estimates: Estimates(quality: three, cost: three))
    var points: [(cost: Double, quality: Double)] = []
    for first in 0..<3 {
      for second in first..<3 {
        for threshold in stride(from: -0.5, through: 1.5, by: 0.005) {
          let models = second == first ? [first] : [first, second]
          let policy = try #require(
            PairsStrategy().policy(PolicyParameters(thresholds: [threshold], models: models)))
          let outcomes = try policy.outcomes(on: data.tune, of: fitted, rule: .lowestCost, task: .unobserved)
          points.append((outcomes.meanCost, outcomes.meanQuality))
        }
      }
    }
    let tuner = try PairsStrategy().tuner(for: fitted, task: .unobserved)
    for budget in [1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9] {
      let tuned = try tuner.policy(budget: budget, task: .unobserved)
      let outcomes = try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved)
      guard let best = points.filter({ $0.cost <= budget + 1e-9 }).map(\.quality).max() else {
        #expect(!tuned.isReachable)
        continue
      }
      #expect(outcomes.meanCost <= budget + 1e-9 && outcomes.meanQuality >= best - 1e-12, "\(budget)")
    }
  }
}
