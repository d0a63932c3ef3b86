import Mathematics
import Routing
import Traces

/// Simulated RouterBench with the noise of the paper's table 1.
enum RouterBenchData {
  /// Noise of quality (before, after a run) and of cost.
  struct Noise {
    var name: String
    var quality: (exAnte: Double, postHoc: Double)
    var cost: (exAnte: Double, postHoc: Double)
  }

  static let noises = [
    Noise(name: "low", quality: (0.6, 0.3), cost: (2e-4, 5e-5)),
    Noise(name: "medium", quality: (1.6, 0.8), cost: (4e-4, 1e-4)),
    Noise(name: "high", quality: (2.4, 1.2), cost: (100, 100)),
  ]

  /// The pools of table 1 by their columns in RouterBench.
  static let pools = [[9, 4, 5], [0, 9, 4, 3, 5], Array(0..<11)]

  static func fittedTraces(
    queries: Int, models: [Int] = Array(0..<11), noise: Noise = noises[1], split: Split
  ) throws -> FittedTraces {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: queries, seed: 0)
    let data = try Dataset(traces: traces, models: models, queries: Array(0..<queries), split: split)
    return FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try NoisyEstimator(exAnte: noise.quality.exAnte, postHoc: noise.quality.postHoc).fit(
          data, task: .unobserved),
        cost: try NoisyEstimator(exAnte: noise.cost.exAnte, postHoc: noise.cost.postHoc).fit(data, task: .unobserved)))
  }
}
