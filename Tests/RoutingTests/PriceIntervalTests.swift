import Mathematics
import Routing
import Testing
import Traces

@Suite struct PriceIntervalTests {
  /// (c^, q^) = (1, 0.5), (2, 0.6), (4, 0.8): the middle one lies on the line from the first to the last, which tie at
  /// (0.8 - 0.5) / (4 - 1) = 0.1; a fourth of (5, 0.7) is dominated.
  @Test func routingByHand() throws {
    let data = try SmallTraces.tuning(qualities: [[0.5, 0.55, 0.8, 0.7]], costs: [[1, 2, 4, 5]])
    let intervals = try RoutingPolicy(lambda: 7).intervals(data.tune[0], of: SmallTraces.truthful(data))
    #expect(intervals.map(\.path.ran) == [[2], [0]])
    #expect(intervals[0].from == 0 && intervals[1].to == .infinity)
    #expect(abs(intervals[0].to - 0.1) < 1e-15 && intervals[1].from == intervals[0].to)
  }

  /// Runs reveal the truth; chances 0.5 and 0.8, costs 1 and 2. Reservation values are 1 - lambda/0.5 and 1 - 2 lambda/0.8,
  /// so m0 goes first; where it fails, m1 is worth its price while 1 - 2.5 lambda > 0, that is below 0.4.
  @Test func pandorasBoxByHand() throws {
    let truths = [[0, 1], [1, 1], [0, 1], [1, 1], [0, 1], [1, 1], [0, 1], [1, 1], [0, 0], [1, 0]].map {
      $0.map(Double.init)
    }
    let data = try SmallTraces.parted(
      truths + [[0, 1], [1, 0], [0, 1]], Array(repeating: [1, 2], count: 13),
      Array(repeating: "train", count: 10) + ["tune", "tune", "test"])
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try OracleAfterEstimator(before: ConstantEstimator()).fit(data, task: .unobserved),
        cost: try ConstantEstimator().fit(data, task: .unobserved)))
    let failed = try IndexPolicy(lambda: 0).intervals(data.tune[0], of: fitted)
    #expect(failed.map(\.path) == [ServedPath(ran: [0, 1], answer: 1), ServedPath(ran: [0], answer: 0)])
    // Where trade-offs are equal to six decimals the low-cost rule stops, 0.5e-6/2.5 below 0.4 already.
    #expect(abs(failed[0].to - 0.4) < 1e-6)
    let solved = try IndexPolicy(lambda: 0).intervals(data.tune[1], of: fitted)
    #expect(solved.last?.path == ServedPath(ran: [0], answer: 0) && solved.last!.from < 1e-9)
  }

  private func fittedTraces() throws -> FittedTraces {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: 200, seed: 5)
    let data = try Dataset(
      traces: traces, models: [0, 4, 5, 9], queries: Array(0..<200), split: .hashed(train: 0.4, tune: 0.3, seed: 0))
    return FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try NoisyEstimator(exAnte: 0.6, postHoc: 0.3).fit(data, task: .unobserved),
        cost: try NoisyEstimator(exAnte: 2e-4, postHoc: 5e-5).fit(data, task: .unobserved)))
  }

  /// Cascade routing of depth 1 is routing: bisection finds the breakpoints that sorting finds, up to trade-offs that are
  /// equal when rounded to six decimals.
  @Test func bisectionFindsTheExactPrices() throws {
    let fitted = try fittedTraces()
    for row in fitted.data.tune {
      let exact = try RoutingPolicy(lambda: 0).intervals(row, of: fitted)
      let found = try CascadeRoutingPolicy(lambdas: [0], options: SearchOptions(maxDepth: 1)).intervals(row, of: fitted)
      #expect(found.map(\.path) == exact.map(\.path))
      var belief = Belief(modelCount: 4)
      fitted.estimates.start(row, &belief)
      for (a, b) in zip(exact, found).dropFirst() {
        // At the exact price both trade-offs are equal, so rounding separates them at most 1e-6/(c - c') away.
        let costs = [exact.first { $0.to == a.from }!, a].map { belief.cost[$0.path.answer] }
        #expect(abs(a.from - b.from) * abs(costs[0] - costs[1]) < 1.1e-6)
      }
    }
  }

  /// What is said of an interval holds within it, but for flips there and back in less than a 64th of a decade.
  @Test func pathsHoldWithinTheirIntervals() throws {
    let fitted = try fittedTraces()
    let policies: [any PricedPolicy] = [
      CascadePolicy(lambdas: [0]), CascadeRoutingPolicy(lambdas: [0], options: SearchOptions(maxDepth: 3)),
      IndexPolicy(lambda: 0),
    ]
    for policy in policies {
      var (places, misses) = (0, 0)
      for row in fitted.data.tune.prefix(12) {
        let intervals = try policy.intervals(row, of: fitted)
        #expect(intervals.first?.from == 0 && intervals.last?.to == .infinity)
        for (a, b) in zip(intervals, intervals.dropFirst()) { #expect(a.to == b.from && a.path != b.path) }
        for interval in intervals {
          for share in [0.01, 0.3, 0.99] {
            let to = min(interval.to, 1e7)
            let narration = policy.priced(at: interval.from + share * (to - interval.from))
              .narrate(row, of: fitted, rule: .lowestCost)
            places += 1
            if narration.belief.answered != interval.path.ran || narration.answer != interval.path.answer {
              misses += 1
            }
          }
        }
      }
      #expect(places > 100 && misses * 100 <= places)
    }
  }
}
