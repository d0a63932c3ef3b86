import Input
import Mathematics
import Routing
import Traces

/// Tiny traces written out by hand.
enum SmallTraces {
  /// Traces of the given outcomes, query by query; all queries are in the tune part but for one train and one test query
  /// that repeat the first.
  ///
  /// - Parameter costs: ascending in the first query, so that the pool keeps the order of the columns.
  static func tuning(qualities: [[Double]], costs: [[Double]]) throws -> Dataset {
    let parts = ["train", "test"] + qualities.map { _ in "tune" }
    return try parted([qualities[0], qualities[0]] + qualities, [costs[0], costs[0]] + costs, parts)
  }

  /// Traces whose queries are all in each of `parts`, in this order.
  static func parted(_ qualities: [[Double]], _ costs: [[Double]], _ parts: [String]) throws -> Dataset {
    let labels = ["train", "tune", "test"]
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(qualities.indices.map { "q\($0)" }),
      models: qualities[0].indices.map { "m\($0)" }, quality: qualities.flatMap(\.self), cost: costs.flatMap(\.self),
      queryColumns: [
        Column(
          name: "split",
          values: .categories(codes: parts.map { Int32(labels.firstIndex(of: $0)!) }, labels: labels))
      ])
    return try Dataset(
      traces: traces, models: Array(traces.models.indices), queries: Array(qualities.indices), split: .column("split"))
  }

  /// A bench whose estimates are the truth.
  static func truthful(_ data: Dataset) -> FittedTraces {
    let quality = PairedTable(exAnte: data.quality, postHoc: data.quality, modelCount: data.modelCount)
    let cost = PairedTable(exAnte: data.cost, postHoc: data.cost, modelCount: data.modelCount)
    return FittedTraces(
      data: data,
      estimates: Estimates(
        quality: PairedQualityEstimates(quality, sigma: [Double](repeating: 0, count: data.modelCount)),
        cost: PairedCostEstimates(cost)))
  }
}
