import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct PriceStepsTests {
  /// Query A flips from (q, c) = (0.9, 3) to (0.4, 1) at 0.5/2 = 0.25, query B from (0.7, 3) to (0.6, 1) at 0.1/2 = 0.05.
  @Test func twoQueriesByHand() throws {
    let data = try SmallTraces.tuning(qualities: [[0.4, 0.9], [0.6, 0.7]], costs: [[1, 3], [1, 3]])
    let steps = try RoutingPolicy(lambda: 0).priceSteps(
      on: data.tune, of: SmallTraces.truthful(data), task: .unobserved)
    func expect(_ found: (cost: Double, quality: Double), _ cost: Double, _ quality: Double) {
      #expect(abs(found.cost - cost) < 1e-12 && abs(found.quality - quality) < 1e-12)
    }
    expect(steps.start, 3, 0.8)
    #expect(steps.flips.count == 2)
    #expect(abs(steps.flips[0].lambda - 0.05) < 1e-12 && abs(steps.flips[1].lambda - 0.25) < 1e-12)
    #expect(steps.flips.map { $0.changes.map(\.place) } == [[1], [0]])
    expect(steps.flips[0].below, 3, 0.8)
    expect(steps.flips[0].above, 2, 0.75)
    expect(steps.flips[1].above, 1, 0.5)
    expect(steps.means(at: 0), 3, 0.8)
    expect(steps.means(at: 0.1), 2, 0.75)
    expect(steps.means(at: 9), 1, 0.5)
    #expect(steps.shares(at: 0.1, modelCount: 2) == [0.5, 0.5])
    #expect(steps.shares(at: 0.3, modelCount: 2) == [1, 0])
  }

  /// Costs near the least that a double holds: (0.8 - 0.5) / (4e-308 - 1e-308) = 1e307 is the price of the flip.
  @Test(arguments: [1e-308, 1e-200, 1e200]) func anyUnitOfCostWillDo(unit: Double) throws {
    let data = try SmallTraces.tuning(qualities: [[0.5, 0.8]], costs: [[unit, 4 * unit]])
    let fitted = SmallTraces.truthful(data)
    let routing = try RoutingPolicy(lambda: 0).priceSteps(on: data.tune, of: fitted, task: .unobserved)
    #expect(routing.flips.count == 1 && abs(routing.flips[0].lambda * unit / 0.1 - 1) < 1e-9)
    let cascades = try CascadeRoutingPolicy(lambdas: [0]).priceSteps(on: data.tune, of: fitted, task: .unobserved)
    // At 1e-308 the price of the flip, 1e307, is beyond what the search of sets can tell apart.
    if unit < 1e-300 { return #expect(cascades.flips.isEmpty) }
    // Trade-offs are compared to a millionth of quality, so that the price of the tie is as exact as that.
    #expect(cascades.flips.count == 1 && abs(cascades.flips[0].lambda * unit / 0.1 - 1) < 1e-5)
    #expect(cascades.intervals[0].map(\.path) == [ServedPath(ran: [1], answer: 1), ServedPath(ran: [0], answer: 0)])
  }

  /// Queries of equal estimates flip together, at one price.
  @Test func tiesFlipTogether() throws {
    let data = try SmallTraces.tuning(
      qualities: Array(repeating: [0.4, 0.9], count: 5), costs: Array(repeating: [1, 3], count: 5))
    let fitted = SmallTraces.truthful(data)
    let policies: [any PricedPolicy] = [RoutingPolicy(lambda: 0), CascadeRoutingPolicy(lambdas: [0])]
    for policy in policies {
      let steps = try policy.priceSteps(on: data.tune, of: fitted, task: .unobserved)
      #expect(steps.flips.count == 1 && steps.flips[0].changes.count == 5)
      #expect(abs(steps.flips[0].lambda - 0.25) < 1e-6)
    }
  }

  /// Between flips the means are those of replaying the policy at that price: for routing exactly, for others but for a
  /// query or two of 60 whose flips there and back are too near one another to be seen.
  @Test func meansAreThoseOfReplays() throws {
    let fitted = try SimulatedBench.routerBench(queries: 300, seed: 3, models: [0, 4, 5, 9], tune: 0.2)
    let data = fitted.data
    let policies: [any PricedPolicy] = [
      RoutingPolicy(lambda: 0), CascadePolicy(lambdas: [0]), CascadeRoutingPolicy(lambdas: [0]), IndexPolicy(lambda: 0),
    ]
    for policy in policies {
      let steps = try policy.priceSteps(on: data.tune, of: fitted, task: .unobserved)
      #expect(steps.flips.count > 20)
      for (a, b) in zip(steps.flips, steps.flips.dropFirst()).enumerated().filter({ $0.offset % 9 == 0 }).map(\.element)
      where b.lambda > a.lambda * 1.0001 {
        let lambda = (a.lambda * b.lambda).squareRoot()
        let replayed = try policy.priced(at: lambda).outcomes(
          on: data.tune, of: fitted, rule: .lowestCost, task: .unobserved)
        let found = steps.means(at: lambda)
        let slack = policy is RoutingPolicy ? 1e-12 : 0.02
        #expect(abs(found.cost / replayed.meanCost - 1) < slack && abs(found.quality - replayed.meanQuality) < slack)
        let shares = steps.shares(at: lambda, modelCount: 4)
        #expect(isClose(shares, replayed.ran.map { $0 / Double(data.tune.count) }, within: slack + 1e-12))
      }
    }
  }

  /// Ten queries, nine of which save 1 each at prices of their own and one saves 91: that one is among any landmarks.
  @Test func landmarksHoldTheGreatestSteps() throws {
    let costs = (0..<9).map { _ in [1.0, 2] } + [[1.0, 92]]
    let qualities = (0..<9).map { [0.1, 0.15 + 0.01 * Double($0)] } + [[0.1, 0.9]]
    let data = try SmallTraces.tuning(qualities: qualities, costs: costs)
    let steps = try RoutingPolicy(lambda: 0).priceSteps(
      on: data.tune, of: SmallTraces.truthful(data), task: .unobserved)
    #expect(steps.landmarks(atMost: 10) == Array(0..<10))
    // 0.8/91 = 0.0088 is the lowest price. Of three equal parts all middles lie in its step.
    #expect(steps.landmarks(atMost: 3) == [0])
  }
}
