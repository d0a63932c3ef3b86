import Display
import Input
import Routing
import TestSupport
import Testing
import Traces
import Workbench

@Suite struct LambdaPlotTests {
  /// Two queries of (q, c) = (0.4, 1), (0.9, 3) and (0.6, 1), (0.7, 3): flips at 0.25 and 0.05.
  private func plot(showsShares: Bool) throws -> LambdaPlot {
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(["a", "b", "c"]), models: ["small", "large"],
      quality: [0.4, 0.9, 0.4, 0.9, 0.6, 0.7], cost: [1, 3, 1, 3, 1, 3],
      queryColumns: [
        Column(name: "split", values: .categories(codes: [0, 1, 1], labels: ["train", "test"]))
      ])
    let data = try Dataset(traces: traces, models: [0, 1], queries: [0, 1, 2], split: .column("split"))
    let table = PairedTable(exAnte: data.quality, postHoc: data.quality, modelCount: 2)
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: PairedQualityEstimates(table, sigma: [0, 0]),
        cost: PairedCostEstimates(PairedTable(exAnte: data.cost, postHoc: data.cost, modelCount: 2))))
    let steps = try RoutingPolicy(lambda: 0).priceSteps(on: data.test, of: fitted, task: .unobserved)
    return LambdaPlot(strategy: "routing", steps: steps, models: data.models, unit: "USD", showsShares: showsShares)
  }

  private func points(_ series: Figure.Series) -> [Figure.Point] {
    if case .step(let points) = series.marks { points } else { [] }
  }

  @Test func costAndQualityFallInSteps() throws {
    let figure = try plot(showsShares: false).figure
    #expect(figure.series.map(\.name) == ["mean quality", "mean cost"])
    #expect(figure.x.caption == "lambda (quality per USD, log scale)")
    for (series, heights) in zip(figure.series, [[0.8, 0.75, 0.5, 0.5], [1, 2 / 3.0, 1 / 3.0, 1 / 3.0]]) {
      let found = points(series)
      #expect(found.count == 4 && isClose(found.map(\.x), [0.025, 0.05, 0.25, 0.5]))
      #expect(isClose(found.map(\.y), heights))
    }
  }

  /// Twenty queries, ten models: on each query one model is right, never m0, which alone costs 1 where the others cost 2. So
  /// at price 0 all but m0 run, and from a price of 1 on m0 alone.
  @Test func theLeastUsedModelsAreLeftOut() throws {
    // The model that is right on each query.
    let server = [1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    let count = 10
    let quality = server.flatMap { own in (0..<count).map { $0 == own ? 1.0 : 0.0 } }
    let cost = server.flatMap { _ in (0..<count).map { $0 == 0 ? 1.0 : 2 } }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(server.indices.map { "q\($0)" } + ["t"]),
      models: (0..<count).map { "m\($0)" }, quality: quality + Array(repeating: 0, count: count),
      cost: cost + Array(repeating: 1, count: count),
      queryColumns: [
        Column(name: "split", values: .categories(codes: server.map { _ in 1 } + [0], labels: ["train", "test"]))
      ])
    let data = try Dataset(
      traces: traces, models: Array(0..<count), queries: Array(0...server.count), split: .column("split"))
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: PairedQualityEstimates(
          PairedTable(exAnte: data.quality, postHoc: data.quality, modelCount: count),
          sigma: Array(repeating: 0, count: count)),
        cost: PairedCostEstimates(PairedTable(exAnte: data.cost, postHoc: data.cost, modelCount: count))))
    let steps = try RoutingPolicy(lambda: 0).priceSteps(on: data.test, of: fitted, task: .unobserved)
    let figure = LambdaPlot(
      strategy: "routing", steps: steps, models: data.models, unit: "USD", showsShares: true
    ).figure
    // m0 runs on all, m8 and m9 on 3 of 20, the others on 2; of those that tie the first six stay.
    #expect(figure.series.map(\.name) == ["m0", "m1", "m2", "m3", "m4", "m5", "m8", "m9"])
    #expect(figure.notes == ["2 models left out: none runs on more than 10.0% of queries."])
  }

  @Test func sharesOfModels() throws {
    let figure = try plot(showsShares: true).figure
    #expect(figure.series.map(\.name) == ["small", "large"])
    #expect(points(figure.series[0]).map(\.y) == [0, 0.5, 1, 1])
    #expect(points(figure.series[1]).map(\.y) == [1, 0.5, 0, 0])
  }
}
