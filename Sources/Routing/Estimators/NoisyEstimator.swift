import Mathematics
import Traces

/// The RouterBench protocol: estimates are the truth under noise, calibrated by regression.
///
/// Ex-ante and post-hoc signals are the truth plus N(0, ante^2) and N(0, post^2), drawn once per query and model as a
/// function of the seed. Per model, the truth is regressed (least squares) on each signal; the fitted values are the
/// estimates, and the population standard deviation of their difference is sigma (paper, section 5.1).
public struct NoisyEstimator: QualityEstimator, CostEstimator {
  /// The standard deviation of the ex-ante noise; infinite for no signal, so that the train mean is the estimate.
  public var exAnte: Double
  /// The standard deviation of the post-hoc noise.
  public var postHoc: Double
  /// Whether the regression uses all rows, as the reference implementation does, instead of the train part.
  public var fitsOnAll: Bool
  /// Whether quality is regressed on both signals once a model has run, instead of on the second alone.
  public var fuses: Bool
  /// The standard deviation of the step per model in pool order; `nil` for that of the fitting rows.
  public var sigma: [Double]?
  /// The seed of the noise.
  public var seed: UInt64
  /// Whether queries with equal prompts share their noise, as in the reference implementation.
  public var sharesNoiseByPrompt = false

  /// An estimator with the given parameters.
  public init(exAnte: Double, postHoc: Double, fitsOnAll: Bool = false, fuses: Bool = false, seed: UInt64 = 0) {
    self.exAnte = exAnte
    self.postHoc = postHoc
    self.fitsOnAll = fitsOnAll
    self.fuses = fuses
    self.seed = seed
  }

  init(_ arguments: EstimatorArguments) throws(RoutingError) {
    self.init(
      exAnte: arguments.values["ante"] == "none" ? .infinity : try arguments.nonNegative("ante"),
      postHoc: try arguments.nonNegative("post"),
      fitsOnAll: arguments.values["fit-on"] == "all" || arguments.reference.contains(.fitsOnTest),
      fuses: arguments.fuses, seed: arguments.seed)
    sigma = try arguments.sigma()
    sharesNoiseByPrompt = arguments.reference.contains(.noiseByPrompt)
  }

  static let parameters = [
    EstimatorParameter("ante", "standard deviation of the noise before a run; none: no signal"),
    EstimatorParameter("post", "standard deviation of the noise after a run"),
    EstimatorParameter("fit-on", "the rows used by the regression", kind: .choice(["train", "all"])),
  ]

  /// Quality estimates with sigma as given, or from the fitting rows.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    var (table, lines) = try pairs(
      of: data.quality, seen: data.served.quality, in: data, purpose: "quality", pools: fuses, task)
    var planes: [LeastSquaresPlane]?
    // Both fits are linear in their signals, so regressing on them is regressing on the signals.
    if fuses && exAnte.isFinite { (table, planes) = table.fused(with: data.quality, over: rows(of: data)) }
    let sigma =
      try sigma.map { (given) throws(RoutingError) in try data.perModel(given) }
      ?? table.deviations { data.rows(of: $0, among: rows(of: data)) }
    return PairedQualityEstimates(
      table, sigma: sigma, fitted: FittedSignals(lines: lines, planes: planes, sigma: sigma))
  }

  /// Cost estimates.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    let (table, lines) = try pairs(of: data.cost, seen: data.served.cost, in: data, purpose: "cost", pools: false, task)
    return PairedCostEstimates(table, fitted: FittedSignals(lines: lines, sigma: nil))
  }

  private func rows(of data: Dataset) -> [Int] { fitsOnAll ? Array(0..<data.count) : data.train }

  /// - Parameter pools: whether slopes are partially pooled over models, as qualities of all are on one scale.
  private func pairs(
    of truth: [Double], seen: [Double], in data: Dataset, purpose: String, pools: Bool, _ task: TaskContext
  ) throws(RoutingError) -> (PairedTable, PairedLines) {
    let fitted = rows(of: data)
    func half(_ name: String, _ deviation: Double) throws(RoutingError) -> ([Double], [LeastSquaresLine]) {
      // No signal differs from a very noisy one, to which a fitted line would still have a small slope by chance.
      if deviation == .infinity {
        let means = data.means(of: truth, over: fitted)
        return (
          Array(repeatElement(means, count: data.count).joined()),
          means.map { LeastSquaresLine(intercept: $0, slope: 0) }
        )
      }
      let signal = try noisy(
        seen, in: data, deviation, RandomKey(seed: seed, purpose: "noise \(purpose) \(name)"), task)
      return regressed(truth, on: signal, over: fitted, in: data, pools: pools)
    }
    let (before, after) = try (half("ante", exAnte), half("post", postHoc))
    return (
      PairedTable(exAnte: before.0, postHoc: after.0, modelCount: data.modelCount),
      PairedLines(exAnte: before.1, postHoc: after.1)
    )
  }

  private func noisy(
    _ truth: [Double], in data: Dataset, _ deviation: Double, _ key: RandomKey, _ task: TaskContext
  ) throws(RoutingError) -> [Double] {
    let models = data.models.map { RandomKey.digest(of: $0.utf8) }
    // Where nothing stands in for an unknown truth, the query is one like any other.
    let means = data.means(of: truth, over: rows(of: data))
    do {
      return try task.chunks(of: data.count) { rows in
        rows.flatMap { row in
          let query = noiseKey(of: row, in: data, key)
          return models.indices.map {
            let own = truth[row * models.count + $0]
            return (own.isNaN ? means[$0] : own) + deviation * query.mixing(models[$0]).normal
          }
        }
      }.flatMap(\.self)
    } catch {
      throw .cancelled
    }
  }

  private func noiseKey(of row: Int, in data: Dataset, _ key: RandomKey) -> RandomKey {
    let query = data.queryIndices[row]
    if sharesNoiseByPrompt, let prompt = data.traces.prompts?[query] { return key.mixing(prompt) }
    return key.mixing(bytes: data.traces.queryIDs.utf8(at: query))
  }

  private func regressed(
    _ truth: [Double], on signal: [Double], over rows: [Int], in data: Dataset, pools: Bool
  ) -> ([Double], [LeastSquaresLine]) {
    let modelCount = data.modelCount
    var estimates = signal
    let groups = (0..<modelCount).map { model in
      let rows = data.rows(of: model, among: rows)
      return (x: rows.map { signal[$0 * modelCount + model] }, y: rows.map { truth[$0 * modelCount + model] })
    }
    let lines = pools ? LeastSquaresLine.pooled(groups) : groups.map { LeastSquaresLine(x: $0.x, y: $0.y) }
    for model in 0..<modelCount {
      for index in stride(from: model, to: signal.count, by: modelCount) {
        estimates[index] = lines[model].value(at: signal[index])
      }
    }
    return (estimates, lines)
  }
}
