import Glibc
import Mathematics

/// `sim:agentic`: twenty-four coding agents on the issues of twelve repositories, each answer judged by a test suite.
///
/// Six lines of models in four sizes; a large one costs thirty times a mini one, from five cents to three dollars an
/// issue. Correctness depends mostly on one hidden difficulty (`loading` 2: latent correlation 4/5), so after a few
/// failures the next agent is likely to fail too. Models of one line share strengths by repository. Hard issues take
/// longer and cost more. The tests are the judge: once an agent has run, its true quality is known. All numbers are
/// invented.
package struct AgenticWorld: SimulatedWorld {
  /// A line of models with the expected resolved share and the expected USD per issue of each size.
  package typealias Line = (name: String, accuracies: [Double], costs: [Double])

  package static let lines: [Line] = [
    ("arbor", [0.18, 0.34, 0.52, 0.66], [0.06, 0.18, 0.62, 2.10]),
    ("basalt", [0.12, 0.29, 0.47, 0.60], [0.05, 0.14, 0.48, 1.60]),
    ("cirrus", [0.22, 0.38, 0.55, 0.70], [0.09, 0.27, 0.95, 3.00]),
    ("dune", [0.08, 0.20, 0.36, 0.50], [0.07, 0.16, 0.40, 1.20]),
    ("ember", [0.15, 0.31, 0.44, 0.57], [0.11, 0.24, 0.55, 1.40]),
    ("fjord", [0.25, 0.41, 0.58, 0.64], [0.08, 0.30, 1.10, 2.60]),
  ]
  package static let sizes = ["mini", "small", "large", "max"]
  static let loading = 2.0
  static let costNoise = 0.35

  let models = Self.lines.flatMap { line in Self.sizes.map { "\(line.name)-\($0)" } }
  /// Where queries come from.
  package let population: QueryPopulation
  let featureNames = ["x_length", "x_files"]
  let outcomeNames = ["steps"]
  private let curves: [SuccessCurve]
  private let costs = Self.lines.flatMap(\.costs)
  private let answerKeys: [RandomKey], costKeys: [RandomKey]
  private let textKey: RandomKey, filesKey: RandomKey

  package init(seed: UInt64) {
    func key(_ purpose: String) -> RandomKey { RandomKey(seed: seed, purpose: "sim:agentic " + purpose) }
    let population = QueryPopulation(
      families: [
        TaskFamily(name: "web-framework", share: 0.30, difficulty: -0.2, logLength: 0),
        TaskFamily(name: "symbolic-algebra", share: 0.16, difficulty: 0.1, logLength: 0.1),
        TaskFamily(name: "documentation", share: 0.09, difficulty: 0.2, logLength: 0.2),
        TaskFamily(name: "plotting", share: 0.08, difficulty: 0.1, logLength: 0.1),
        TaskFamily(name: "machine-learning", share: 0.08, difficulty: -0.3, logLength: 0),
        TaskFamily(name: "astronomy", share: 0.06, difficulty: 0, logLength: 0),
        TaskFamily(name: "arrays", share: 0.06, difficulty: 0.1, logLength: 0.1),
        TaskFamily(name: "testing", share: 0.05, difficulty: 0, logLength: -0.1),
        TaskFamily(name: "linting", share: 0.04, difficulty: 0.6, logLength: 0.2),
        TaskFamily(name: "http-client", share: 0.03, difficulty: -0.4, logLength: -0.3),
        TaskFamily(name: "imaging", share: 0.03, difficulty: 0.3, logLength: 0.1),
        TaskFamily(name: "command-line", share: 0.02, difficulty: -0.3, logLength: -0.3),
      ], lengthSpread: 0.55, lengthDifficultyCorrelation: 0.5, seed: seed, purpose: "sim:agentic")
    self.population = population
    // Strengths belong to the models, not to the draw: the same under every seed.
    let strengthKey = RandomKey(seed: 0, purpose: "sim:agentic strengths")
    curves = Self.lines.flatMap { line in
      let strengths = population.families.map { 0.3 * strengthKey.mixing(line.name).mixing($0.name).normal }
      return line.accuracies.map {
        SuccessCurve(mean: $0, floor: 0, loading: Self.loading, strengths: strengths, population: population)
      }
    }
    let models = models
    answerKeys = models.map { key("answer").mixing($0) }
    costKeys = models.map { key("cost").mixing($0) }
    textKey = key("x_length")
    filesKey = key("x_files")
  }

  func simulate(_ index: Int, into rows: inout SimulatedRows) {
    let query = population.query(index)
    rows.families.append(Int32(query.family))
    rows.features[0].append((1500 * query.length * exp(0.6 * textKey.mixing(index).normal)).rounded(.up))
    rows.features[1].append(exp(0.4 * query.difficulty + 0.5 * filesKey.mixing(index).normal).rounded(.up))
    for model in models.indices {
      let chance = curves[model].chance(family: query.family, difficulty: query.difficulty)
      let effort = query.length * exp(Self.costNoise * (costKeys[model].mixing(index).normal - Self.costNoise / 2))
      rows.quality.append(answerKeys[model].mixing(index).uniform < chance ? 1 : 0)
      rows.cost.append(costs[model] * effort)
      rows.outcomes[0].append((25 * effort).rounded(.up))
    }
  }
}
