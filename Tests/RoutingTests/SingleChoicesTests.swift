import Input
import Mathematics
import Routing
import TestSupport
import Testing
import Traces

/// Strategies that run one model per query, on traces from which outcomes are deleted at random.
@Suite struct SingleChoicesTests {
  /// 400 queries of a size from 0 to 1 and three models: small is right on small queries, large on nearly all.
  private static func traces(seed: UInt64) -> TraceSet {
    let key = RandomKey(seed: seed, purpose: "single choices")
    var (quality, cost, sizes) = ([Double](), [Double](), [Double]())
    for query in 0..<400 {
      let own = key.mixing(query)
      let size = own.mixing("size").uniform
      sizes.append(size)
      for (model, chance) in [0.95 - 0.8 * size, 0.9 - 0.4 * size, 0.9].enumerated() {
        quality.append(own.mixing(model).uniform < chance ? 1 : 0)
        cost.append([1.0, 3, 8][model])
      }
    }
    return TraceSet(
      source: "by hand", queryIDs: .init((0..<400).map { "q\($0)" }),
      models: ["small", "middle", "large"],
      quality: quality, cost: cost,
      queryColumns: [
        Column(name: "x_size", values: .numbers(sizes)),
        Column(
          name: "split",
          values: .categories(
            codes: (0..<400).map { [0, 1, 2, 2][$0 % 4] }, labels: ["train", "tune", "test"])),
      ])
  }

  private static func curves(_ data: Dataset, isValued: Bool) throws -> (
    curves: SweepCurves, fitted: FittedTraces
  ) {
    let quality = try LinearEstimator().fit(data, task: .unobserved)
    let cost = try ConstantEstimator().fit(data, task: .unobserved) as any CostEstimates
    let fitted = FittedTraces(data: data, estimates: Estimates(quality: quality, cost: cost))
    let valued = FittedTraces(data: try data.valued(), estimates: fitted.estimates)
    let strategies = try ["mix", "routing"].map {
      ($0, try Strategies.strategy(try StrategySpecification($0), models: data.models))
    }
    let curves = try Sweep.frontiers(
      of: strategies, on: fitted, valued: isValued ? valued : nil, budgets: .perGap(4),
      task: .unobserved)
    return (curves, isValued ? valued : fitted)
  }

  @Test(
    "The area with a third of the outcomes deleted is that with all, within its interval, in 18 of 20 worlds"
  )
  func areasAgree() throws {
    var hits = [0, 0]
    var differences = [0.0, 0]
    for seed in 0..<20 {
      let traces = Self.traces(seed: UInt64(seed))
      func data(_ traces: TraceSet) throws -> Dataset {
        try Dataset(
          traces: traces, models: [0, 1, 2], queries: Array(0..<400), split: .column("split"))
      }
      let whole = try Self.curves(try data(traces), isValued: true)
      let holed = try Self.curves(
        try data(HoledTraces.deleting(traces, HoledTraces.atRandom(0.3, seed: UInt64(seed)))),
        isValued: true)
      let samples = try Bootstrap(count: 100, seed: 0).areas(
        of: holed.curves, on: holed.fitted, task: .unobserved)
      for index in 0..<2 {
        let interval = Interval(estimate: 0, resampled: samples.map { $0[index] })
        let area = whole.curves.curves[index].area
        if interval.low <= area, area <= interval.high { hits[index] += 1 }
        differences[index] += (holed.curves.curves[index].area - area) / 20
      }
    }
    #expect(hits[0] >= 18 && hits[1] >= 18, "\(hits)")
    #expect(abs(differences[0]) < 1 && abs(differences[1]) < 1, "\(differences)")
  }

  /// The value of a single model is its adjusted mean, however it is asked for.
  @Test func singleModelsAreWorthTheirAdjustedMeans() throws {
    let traces = HoledTraces.deleting(Self.traces(seed: 1), HoledTraces.atRandom(0.3))
    let data = try Dataset(
      traces: traces, models: [0, 1, 2], queries: Array(0..<400), split: .column("split"))
    let valued = try data.valued()
    #expect(valued.isComplete && valued.isValued && valued.log == nil && valued.test == data.test)
    let (own, other) = (
      SingleModels(valued, on: data.test).means, SingleModels(data, on: data.test).means
    )
    for (a, b) in zip(own, other) { #expect(a.quality == b.quality && a.cost == b.cost) }
    #expect(isSame(valued.recorded.quality, data.quality))
    let complete = try Dataset(
      traces: Self.traces(seed: 1), models: [0, 1, 2], queries: Array(0..<400),
      split: .column("split"))
    #expect(try complete.valued().quality == complete.quality && !(try complete.valued().isValued))
  }
}
