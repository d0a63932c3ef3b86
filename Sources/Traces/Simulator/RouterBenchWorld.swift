import Glibc
import Mathematics

/// `sim:routerbench`: eleven chat models whose expected accuracies and costs are RouterBench's.
///
/// The expected accuracy and cost of every model are those of the 0-shot table of Hu et al., "RouterBench: A Benchmark
/// for Multi-LLM Routing System" (arXiv 2403.12031). `loading` and `luck` are solved for two further traits of that
/// data: a mean correlation of .30 between two models' correctness, and 3.6% of queries that no model answers. Cost is
/// the model's mean times the query's length factor times a factor of its own, both log-normal, with a coefficient of
/// variation of .88. Families, strengths and features are invented, in the range of the published per-task tables.
package struct RouterBenchWorld: SimulatedWorld {
  /// A model of the table: its name, expected accuracy, expected USD per query, and strengths by family.
  package typealias Entry = (name: String, accuracy: Double, cost: Double, strengths: [Double])

  /// The published table, in its order.
  package static let table: [Entry] = [
    ("WizardLM-13B", 0.4311, 0.000073, [0, 0.1, -0.5, 0, -0.2]),
    ("claude-instant-v1", 0.5984, 0.000233, [0, 0, 0.2, 0, 0.1]),
    ("claude-v1", 0.6301, 0.002145, [0, 0, 0.2, 0.1, 0.2]),
    ("claude-v2", 0.6358, 0.002419, [0, 0, 0.2, 0.1, 0.3]),
    ("gpt-3.5-turbo", 0.6193, 0.000243, [0, 0, 0.1, 0, 0.4]),
    ("gpt-4", 0.7814, 0.003293, [0, 0.1, 0.2, 0, 0.2]),
    ("code-llama-34b", 0.2022, 0.000172, [0, -0.2, 0.1, 0, 0.8]),
    ("llama-2-70b", 0.3287, 0.000203, [0, 0, 0.1, 0.1, -0.2]),
    ("mistral-7b", 0.3061, 0.000046, [0, -0.2, -0.2, 0.1, 0.1]),
    ("mixtral-8x7b", 0.5471, 0.000135, [0, -0.3, 0.3, 0.2, 0.1]),
    ("Yi-34B", 0.6475, 0.000186, [0.1, 0.4, -0.3, 0.2, -0.2]),
  ]
  static let families = [
    TaskFamily(name: "knowledge", share: 0.38, difficulty: -0.09, logLength: 0),
    TaskFamily(name: "commonsense", share: 0.28, difficulty: -0.19, logLength: -0.2),
    TaskFamily(name: "mathematics", share: 0.20, difficulty: 0.51, logLength: 0.2),
    TaskFamily(name: "science", share: 0.09, difficulty: -0.39, logLength: -0.3),
    TaskFamily(name: "coding", share: 0.05, difficulty: 0.41, logLength: 0.3),
  ]
  static let loading = 1.2017
  static let luck = 0.0755
  static let costVariation = 0.88
  static let costNoise = 0.4

  let models = Self.table.map(\.name)
  /// Where queries come from.
  package let population: QueryPopulation
  let featureNames = ["x_length", "x_complexity"]
  let outcomeNames: [String] = []
  /// The chance of a right answer, by model.
  package let curves: [SuccessCurve]
  private let answerKeys: [RandomKey], costKeys: [RandomKey]
  private let promptKey: RandomKey, complexityKey: RandomKey

  package init(seed: UInt64) {
    let population = QueryPopulation(
      families: Self.families,
      lengthSpread: QueryPopulation.lengthSpread(
        variation: Self.costVariation, noise: Self.costNoise, families: Self.families),
      lengthDifficultyCorrelation: 0.3, seed: seed, purpose: "sim:routerbench")
    self.population = population
    curves = Self.table.map {
      SuccessCurve(
        mean: $0.accuracy, floor: Self.luck, loading: Self.loading, strengths: $0.strengths, population: population)
    }
    let answer = RandomKey(seed: seed, purpose: "sim:routerbench answer")
    let cost = RandomKey(seed: seed, purpose: "sim:routerbench cost")
    answerKeys = Self.table.map { answer.mixing($0.name) }
    costKeys = Self.table.map { cost.mixing($0.name) }
    promptKey = RandomKey(seed: seed, purpose: "sim:routerbench x_length")
    complexityKey = RandomKey(seed: seed, purpose: "sim:routerbench x_complexity")
  }

  func simulate(_ index: Int, into rows: inout SimulatedRows) {
    let query = population.query(index)
    rows.families.append(Int32(query.family))
    // The prompt's length in characters tells part of the cost; complexity is a reading of difficulty with much noise.
    rows.features[0].append((600 * query.length * exp(0.4 * promptKey.mixing(index).normal)).rounded(.up))
    rows.features[1].append(0.5 * query.difficulty + 0.866 * complexityKey.mixing(index).normal)
    for model in Self.table.indices {
      let chance = curves[model].chance(family: query.family, difficulty: query.difficulty)
      rows.quality.append(answerKeys[model].mixing(index).uniform < chance ? 1 : 0)
      let factor = exp(Self.costNoise * (costKeys[model].mixing(index).normal - Self.costNoise / 2))
      rows.cost.append(Self.table[model].cost * query.length * factor)
    }
  }
}
