import Mathematics
import Routing
import Testing
import Traces

@Suite struct GuaranteeTests {
  private func certify(
    _ promise: Guarantee.Promise, _ fitted: FittedTraces, confidence: Double = 0.95
  ) throws -> (guarantee: Guarantee, certified: (tuned: TunedPolicy, outcomes: Outcomes)?) {
    try Guarantee.certify(
      promise, confidence: confidence, on: fitted, tuner: try MixStrategy().tuner(for: fitted, task: .unobserved),
      seed: 0,
      task: .unobserved)
  }

  /// Two models for 1 and 5 in parts of 20, 20 and `count` queries.
  private func fitted(_ count: Int) throws -> FittedTraces {
    let parts = [("train", 20), ("tune", 20), ("test", count)].flatMap { [String](repeating: $0.0, count: $0.1) }
    let data = try SmallTraces.parted(
      parts.indices.map { [$0 % 2 == 0 ? 1 : 0, 1] }, parts.map { _ in [1, 5] }, parts)
    return try FoldTraces.fitted(data)
  }

  /// The cheapest mixture costs 1 on every query, so it is certain; each further one mixes in the dear model. The series ends
  /// before 3, by so much as 100 queries leave open.
  @Test func costsAreTestedFromTheCheapest() throws {
    let (guarantee, certified) = try certify(.cost(budget: 3, cap: 5), try fitted(100))
    #expect(guarantee.tests.first?.budget == 1 && guarantee.tests.first?.cost == 1)
    #expect(zip(guarantee.tests, guarantee.tests.dropFirst()).allSatisfy { $0.budget < $1.budget && $0.p <= $1.p })
    #expect(guarantee.tests.dropLast().allSatisfy { $0.p <= 0.05 } && guarantee.tests.last!.p > 0.05)
    // By hand: each mixture costs its budget in expectation; the last that passes is the largest b on the grid with
    // HB(b / 5, 100, 3/5) <= .05.
    let largest = (0...20).map { 1 + 2 * Double($0) / 20 }.last {
      RiskBound.hoeffdingBentkus(risk: $0 / 5, of: 100, level: 0.6) <= 0.05
    }
    #expect(guarantee.certified?.budget == largest && certified?.tuned.budget == largest)
  }

  @Test func whatCannotBeShownIsRefusedWithTheNumberNeeded() throws {
    let few = try certify(.cost(budget: 1.5, cap: 5), try fitted(10))
    let needed = try #require(few.guarantee.queriesNeeded)
    #expect(few.certified == nil && few.guarantee.certified == nil && few.guarantee.tests.count == 1)
    #expect(try certify(.cost(budget: 1.5, cap: 5), try fitted(needed)).certified != nil)
    #expect(try certify(.cost(budget: 1.5, cap: 5), try fitted(needed - 1)).certified == nil)
    // The bound is out of reach: no number of queries helps.
    let never = try certify(.cost(budget: 0.5, cap: 5), try fitted(50))
    #expect(never.certified == nil && never.guarantee.queriesNeeded == nil)
  }

  /// In at most a share delta of the worlds the certified policy costs more than promised: 100 worlds of 60 queries, where
  /// the truth is known, within three standard errors. 1,000 worlds: `experiment guarantees`.
  @Test(arguments: [0.05, 0.1]) func promisesOfCostHold(delta: Double) throws {
    let key = RandomKey(seed: 7, purpose: "worlds")
    var (violations, certified) = (0, 0)
    for world in 0..<100 {
      let key = key.mixing(world)
      let parts = (0..<70).map { ["train", "tune"].indices.contains($0 / 5) ? ["train", "tune"][$0 / 5] : "test" }
      // The dear model costs 2 or 8, 5 in the mean, and nobody knows which beforehand.
      let data = try SmallTraces.parted(
        parts.map { _ in [0, 1] }, parts.indices.map { [1, key.mixing($0).uniform < 0.5 ? 2 : 8] }, parts)
      let result = try certify(
        .cost(budget: 4, cap: 8), try FoldTraces.fitted(data), confidence: 1 - delta)
      guard let tuned = result.certified?.tuned else { continue }
      certified += 1
      let mix = try #require(tuned.uncapped.policy as? MixPolicy)
      let costs = [1.0, 5.0]
      if (1 - tuned.gamma) * costs[mix.cheap] + tuned.gamma * costs[mix.dear] > 4 { violations += 1 }
    }
    #expect(certified > 60)
    #expect(Double(violations) <= 100 * delta + 3 * (100 * delta * (1 - delta)).squareRoot(), "\(violations)")
  }

  /// A single model costs 5 at any budget: below that it is one policy, tested once, for what it costs. Mixing cannot cost less
  /// than 1.
  @Test func aBudgetThatCannotBeKeptIsNotCertified() throws {
    let fitted = try fitted(100)
    func tests(_ promise: Guarantee.Promise, _ strategy: any Strategy) throws -> [Guarantee.Test] {
      try Guarantee.certify(
        promise, confidence: 0.95, on: fitted, tuner: try strategy.tuner(for: fitted, task: .unobserved), seed: 0,
        task: .unobserved
      ).guarantee.tests
    }
    let single = try StrategySpecification("single:m1").canonical
    let dear = try Strategies.strategy(StrategySpecification(single), models: fitted.data.models)
    let loss = try tests(.loss(reference: "m1", level: 0.05), dear)
    #expect(loss.map(\.budget) == [5] && loss[0].cost == 5 && loss[0].risk == 0)
    let cost = try tests(.cost(budget: 6, cap: nil), dear)
    #expect(cost.first?.budget == 5 && zip(cost, cost.dropFirst()).allSatisfy { $0.budget < $1.budget })
    #expect(cost.allSatisfy { $0.cost <= $0.budget })
  }
}
