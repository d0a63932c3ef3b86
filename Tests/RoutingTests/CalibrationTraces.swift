import Glibc
import Input
import Mathematics
import Routing
import Traces

/// Queries whose chances of success are known, with a table of estimates that doubles the log odds of these: certain of
/// what is only likely, in every regard else as good as can be.
struct CalibrationTraces {
  let data: Dataset
  let table: EstimateTable

  /// Two models; chances logistic(1.5 N + b) before a run. A run shows a sign that points to the truth four times in
  /// five, which multiplies the odds by 4 or 1/4.
  init(queries: Int) throws {
    let key = RandomKey(seed: 11, purpose: "calibration test")
    let ids = (0..<queries).map { "q\($0)" }
    var (quality, exAnte, postHoc) = ([Double](), [Double](), [Double]())
    func doubled(_ odds: Double) -> Double { 1 / (1 + exp(-2 * odds)) }
    for query in 0..<queries {
      for (model, shift) in [-0.3, 0.8].enumerated() {
        let own = key.mixing(query).mixing(model)
        let odds = 1.5 * own.mixing("odds").normal + shift
        let isRight = own.mixing("truth").uniform < 1 / (1 + exp(-odds))
        let points = own.mixing("sign").uniform < 0.8
        quality.append(isRight ? 1 : 0)
        exAnte.append(doubled(odds))
        postHoc.append(doubled(odds + (isRight == points ? log(4) : -log(4))))
      }
    }
    let codes = (0..<queries).map { Int32($0 % 3) }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(ids), models: ["small", "large"], quality: quality,
      cost: (0..<2 * queries).map { Double(1 + $0 % 2) },
      queryColumns: [Column(name: "split", values: .categories(codes: codes, labels: ["train", "tune", "test"]))])
    data = try Dataset(traces: traces, models: [0, 1], queries: Array(0..<queries), split: .column("split"))
    let costs = (0..<2 * queries).map { Double(1 + $0 % 2) }
    table = EstimateTable(
      source: "by hand", queryIDs: StringColumn(ids), models: ["small", "large"], exAnte: exAnte, postHoc: postHoc,
      costExAnte: costs, costPostHoc: costs)
  }
}
