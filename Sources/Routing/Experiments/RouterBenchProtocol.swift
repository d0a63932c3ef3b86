import Input
import Mathematics
import Traces

/// The paper's protocol on RouterBench (method, section 10): pools of 3, 5 and 11 models, estimates that are the truth
/// under three levels of noise, fitted and tuned on the same train part.
public struct RouterBenchProtocol: Sendable {
  /// The standard deviations of the noise on quality and cost.
  public struct Noise: Sendable {
    /// The word for it.
    public var name: String
    /// On quality, before a model's run and after it.
    public var quality: (exAnte: Double, postHoc: Double)
    /// On cost in USD, before a model's run and after it.
    public var cost: (exAnte: Double, postHoc: Double)

    /// The three levels of the paper's table 1.
    public static let levels = [
      Noise(name: "low", quality: (0.6, 0.3), cost: (2e-4, 5e-5)),
      Noise(name: "medium", quality: (1.6, 0.8), cost: (4e-4, 1e-4)),
      Noise(name: "high", quality: (2.4, 1.2), cost: (100, 100)),
    ]
  }

  /// The models of each pool, by index in RouterBench's columns.
  public static let pools: [(size: Int, models: [Int])] = [
    (3, [9, 4, 5]), (5, [0, 9, 4, 3, 5]), (11, Array(0..<11)),
  ]

  /// The cells of table 1 by name: pool/noise.
  public static let cellNames = pools.flatMap { pool in Noise.levels.map { "\(pool.size)/\($0.name)" } }

  /// A unique part of each model's name, in the order of RouterBench's columns.
  private static let nameParts = [
    "wizardlm", "claude-instant", "claude-v1", "claude-v2", "gpt-3.5", "gpt-4", "code-llama", "llama-2-70b",
    "mistral-7b", "mixtral", "yi-34b",
  ]

  /// The traces.
  public let traces: TraceSet
  /// The seed of the split and of the noise.
  public let seed: UInt64
  /// The share of queries for fitting and tuning: 5%, or 20% for fewer than 20,000 queries.
  public let trainShare: Double
  private let places: [Int]

  /// The protocol on traces with RouterBench's eleven models.
  ///
  /// - Throws: `RoutingError.unsuitable` where they do not.
  public init(_ traces: TraceSet?, seed: UInt64) throws(RoutingError) {
    guard let traces, let places = Self.places(in: traces) else {
      throw .unsuitable("RouterBench's protocol", reason: "the traces do not have its eleven models")
    }
    self.traces = traces
    self.seed = seed
    self.places = places
    trainShare = traces.queryCount >= 20_000 ? 0.05 : 0.2
  }

  /// Whether traces have RouterBench's eleven models, recognised by parts of their names.
  public static func fits(_ traces: TraceSet) -> Bool { places(in: traces) != nil }

  private static func places(in traces: TraceSet) -> [Int]? {
    let names = traces.models.map { $0.lowercased() }
    let places = nameParts.compactMap { part in
      let matches = names.indices.filter { names[$0].contains(part) }
      return matches.count == 1 ? matches[0] : nil
    }
    return places.count == nameParts.count ? places : nil
  }

  /// A sentence on what was done.
  var remark: String {
    "\(traces.queryCount.grouped) \(traces.isSimulated ? "simulated " : "")queries, "
      + "\(Int((trainShare * 100).rounded()))% for fitting and tuning, the rest for testing"
  }

  /// The rows of a pool, by its size.
  package func data(poolSize: Int) throws(RoutingError) -> Dataset {
    let pool = Self.pools.first { $0.size == poolSize }?.models ?? Array(places.indices)
    do {
      return try Dataset(
        traces: traces, models: pool.map { places[$0] }, queries: Array(0..<traces.queryCount),
        split: .hashed(train: trainShare, tune: 0, seed: seed))
    } catch {
      throw .traces(error)
    }
  }

  /// Estimates at a level of noise, with post-hoc ones from both signals if `fuses`.
  func fittedTraces(_ data: Dataset, _ noise: Noise, fuses: Bool = false, task: TaskContext) throws(RoutingError)
    -> FittedTraces
  {
    let quality: any QualityEstimates = try NoisyEstimator(
      exAnte: noise.quality.exAnte, postHoc: noise.quality.postHoc, fuses: fuses, seed: seed
    ).fit(data, task: task)
    let cost: any CostEstimates = try NoisyEstimator(exAnte: noise.cost.exAnte, postHoc: noise.cost.postHoc, seed: seed)
      .fit(data, task: task)
    return FittedTraces(data: data, estimates: Estimates(quality: quality, cost: cost))
  }
}
