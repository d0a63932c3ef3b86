import Mathematics
import Routing
import Testing
import Traces

/// The authors' faults outside the search, each by its own switch.
@Suite struct ReferenceSwitchesTests {
  private func arguments(_ estimator: String, _ values: [String: String], _ faults: ReferenceFaults)
    -> EstimatorArguments
  {
    var arguments = EstimatorArguments(estimator: estimator, values: values, seed: 1)
    arguments.reference = faults
    return arguments
  }

  @Test func everySwitchHasItsNameAndBit() {
    let all = ReferenceFaults.named.reduce(into: ReferenceFaults()) { $0.formUnion($1.fault) }
    #expect(all == .all)
    #expect(Set(ReferenceFaults.named.map(\.name)).count == 12)
    #expect(Set(ReferenceFaults.named.map(\.fault.rawValue)).count == 12)
  }

  @Test func routingMixesTheWrongWayRound() throws {
    // As by hand in RoutingStrategyTests: gamma .25 where it is right.
    let data = try SmallTraces.tuning(qualities: [[0.4, 0.9]], costs: [[1, 3]])
    let tuned = try RoutingStrategy(reference: .gammaInverted).tuner(for: SmallTraces.truthful(data), task: .unobserved)
      .policy(budget: 1.5, task: .unobserved)
    #expect(abs(tuned.gamma - 0.75) < 1e-9)
  }

  @Test func equalPromptsShareTheirNoise() throws {
    let traces = TraceSet(
      source: "by hand", queryIDs: ["a", "b", "c"], models: ["m"], quality: [1, 1, 1], cost: [1, 1, 1],
      prompts: TextColumn(["same", "same", "other"]),
      queryColumns: [Column(name: "split", values: .categories(codes: [0, 1, 1], labels: ["train", "test"]))])
    func noise(_ faults: ReferenceFaults) throws -> [Double] {
      var sloped = traces
      sloped.quality = [0, 0, 1]
      let data = try Dataset(traces: sloped, models: [0], queries: [0, 1, 2], split: .column("split"))
      let estimator = try QualityEstimators.estimator(
        arguments("noisy", ["ante": "1", "post": "1", "fit-on": "all"], faults))
      let fitted = try estimator.fit(data, task: .unobserved)
      return try #require(fitted as? PairedQualityEstimates).table.exAnte
    }
    let shared = try noise(.noiseByPrompt)
    #expect(shared[0] == shared[1] && shared[1] != shared[2])
    let own = try noise([])
    #expect(own[0] != own[1])
  }

  @Test func sigmasSeeTheTestRows() throws {
    // Differences ante - post: 0 and .2 on train (sd .1); with the test row's .4 the sd is sqrt(.08/3).
    let data = try SmallTraces.parted([[1], [1], [1]], [[1], [1], [1]], ["train", "train", "test"])
    let table = EstimateTable(
      source: "by hand", queryIDs: ["q0", "q1", "q2"], models: ["m0"], exAnte: [0.5, 0.7, 0.9],
      postHoc: [0.5, 0.5, 0.5],
      costExAnte: [1, 1, 1], costPostHoc: [1, 1, 1])
    func sigma(_ faults: ReferenceFaults) throws -> Double {
      var arguments = arguments("table", [:], faults)
      arguments.table = table
      let fitted = try QualityEstimators.estimator(arguments).fit(data, task: .unobserved)
      return try #require(fitted as? PairedQualityEstimates).sigma[0]
    }
    #expect(abs(try sigma([]) - 0.1) < 1e-12)
    #expect(abs(try sigma(.fitsOnTest) - (0.08 / 3).squareRoot()) < 1e-12)
  }

  @Test func meanLengthsAreDividedTwice() throws {
    // Two train answers of 10 and 30 tokens at a price of 2 each: 40 expected, 20 where divided twice.
    let traces = TraceSet(
      source: "by hand", queryIDs: ["a", "b", "c"], models: ["m"], quality: [1, 1, 1], cost: [1, 1, 1],
      queryColumns: [Column(name: "split", values: .categories(codes: [0, 0, 1], labels: ["train", "test"]))],
      outcomeColumns: [
        Column(name: "tokens_in", values: .numbers([0, 0, 0])),
        Column(name: "tokens_out", values: .numbers([10, 30, 5])),
      ])
    let data = try Dataset(traces: traces, models: [0], queries: [0, 1, 2], split: .column("split"))
    func cost(_ faults: ReferenceFaults) throws -> Double {
      let values = ["price-in": "0", "price-out": "2000000"]
      let fitted = try CostEstimators.estimator(arguments("tokens", values, faults)).fit(data, task: .unobserved)
      var belief = Belief(modelCount: 1)
      fitted.start(2, &belief)
      return belief.cost[0]
    }
    #expect(abs(try cost([]) - 40) < 1e-9)
    #expect(abs(try cost(.outputMeanDividedTwice) - 20) < 1e-9)
  }
}
