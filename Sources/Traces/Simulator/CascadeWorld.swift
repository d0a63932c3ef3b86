import Glibc
import Mathematics

/// `sim:cascade`: a chain of five models, small to large, that pick one of four letters and say how sure they are.
///
/// A model's chance s of being right is its own sense of the answer and is what it may report. All but one report s
/// itself: of the answers with confidence c, the share c is right. `chain-3b` is over-confident: it reports s^(1/2), so
/// of its answers with confidence c only the share c^2 is right. Wrong answers agree more often than chance: six in ten
/// give the query's tempting letter, the rest one of the other two. Cost is tokens times prices in the range of hosted
/// open-weight models. All numbers are invented.
package struct CascadeWorld: SimulatedWorld {
  /// One model of the chain.
  package struct Link: Sendable {
    package let name: String
    /// The expected accuracy; a guess would have .25.
    package let accuracy: Double
    /// k: the reported confidence is s^(1/k).
    package let overconfidence: Double
    /// USD per million tokens, read or written.
    package let price: Double
    /// The expected number of tokens written.
    let tokens: Double
    /// Tokens written per second.
    let speed: Double
    let strengths: [Double]
  }

  /// The chain, cheapest first.
  package static let chain = [
    Link(
      name: "chain-1b", accuracy: 0.42, overconfidence: 1, price: 0.04, tokens: 60, speed: 240,
      strengths: [0, 0.1, 0, -0.3]),
    Link(
      name: "chain-3b", accuracy: 0.52, overconfidence: 2, price: 0.08, tokens: 70, speed: 180,
      strengths: [0, 0, 0.1, -0.2]),
    Link(
      name: "chain-8b", accuracy: 0.63, overconfidence: 1, price: 0.18, tokens: 80, speed: 120,
      strengths: [0, 0.1, 0, 0]),
    Link(
      name: "chain-70b", accuracy: 0.76, overconfidence: 1, price: 0.88, tokens: 95, speed: 60,
      strengths: [0.1, 0, 0, 0.1]),
    Link(
      name: "chain-405b", accuracy: 0.84, overconfidence: 1, price: 3.5, tokens: 110, speed: 30,
      strengths: [0, 0, 0, 0.2]),
  ]
  static let letters = ["A", "B", "C", "D"]

  let models = Self.chain.map(\.name)
  /// Where queries come from.
  package let population: QueryPopulation
  let featureNames = ["x_complexity"]
  let outcomeNames = ["confidence", "tokens_in", "tokens_out", "latency"]
  private let curves: [SuccessCurve]
  private let senseKeys: [RandomKey], answerKeys: [RandomKey], letterKeys: [RandomKey], tokenKeys: [RandomKey]
  private let complexityKey: RandomKey, keyKey: RandomKey

  package init(seed: UInt64) {
    func key(_ purpose: String) -> RandomKey { RandomKey(seed: seed, purpose: "sim:cascade " + purpose) }
    func keys(_ purpose: String) -> [RandomKey] { Self.chain.map { key(purpose).mixing($0.name) } }
    let population = QueryPopulation(
      families: [
        TaskFamily(name: "geography", share: 0.3, difficulty: -0.3, logLength: -0.2),
        TaskFamily(name: "history", share: 0.3, difficulty: -0.1, logLength: 0),
        TaskFamily(name: "law", share: 0.2, difficulty: 0.2, logLength: 0.4),
        TaskFamily(name: "physics", share: 0.2, difficulty: 0.4, logLength: 0.1),
      ], lengthSpread: 0.5, lengthDifficultyCorrelation: 0.3, seed: seed, purpose: "sim:cascade")
    self.population = population
    curves = Self.chain.map {
      SuccessCurve(
        mean: $0.accuracy, floor: 0.25, loading: 1, sense: 1, strengths: $0.strengths, population: population)
    }
    senseKeys = keys("sense")
    answerKeys = keys("answer")
    letterKeys = keys("letter")
    tokenKeys = keys("tokens_out")
    complexityKey = key("x_complexity")
    keyKey = key("key")
  }

  func simulate(_ index: Int, into rows: inout SimulatedRows) {
    let query = population.query(index)
    let complexity = 0.5 * query.difficulty + 0.866 * complexityKey.mixing(index).normal
    let level = complexity < -0.5 ? "easy" : complexity > 0.5 ? "hard" : "fair"
    let topic = population.families[query.family].name
    rows.families.append(Int32(query.family))
    rows.features[0].append(complexity)
    rows.prompts.append("Question \(index + 1), \(topic), \(level): which of A, B, C and D is right?")
    let right = Int(keyKey.mixing(index).bits % 4)
    let tokensIn = (120 * query.length).rounded(.up)
    for (model, link) in Self.chain.enumerated() {
      let sense = senseKeys[model].mixing(index).normal
      let chance = curves[model].chance(family: query.family, difficulty: query.difficulty, sense: sense)
      let isRight = answerKeys[model].mixing(index).uniform < chance
      let letter = isRight ? right : wrongLetter(right: right, query: index, model: model)
      let tokensOut = (link.tokens * exp(0.5 * (tokenKeys[model].mixing(index).normal - 0.25))).rounded(.up)
      rows.quality.append(isRight ? 1 : 0)
      rows.cost.append((tokensIn + tokensOut) * link.price * 1e-6)
      rows.answers.append(Self.letters[letter])
      rows.outcomes[0].append(pow(chance, 1 / link.overconfidence))
      rows.outcomes[1].append(tokensIn)
      rows.outcomes[2].append(tokensOut)
      rows.outcomes[3].append(0.2 + tokensOut / link.speed)
    }
  }

  /// The letter of a wrong answer: the query's tempting one (six in ten) or one of the other two.
  private func wrongLetter(right: Int, query: Int, model: Int) -> Int {
    let tempting = Int(keyKey.mixing(query).bits / 4 % 3)
    let u = letterKeys[model].mixing(query).uniform
    let turn = u < 0.6 ? tempting : (tempting + (u < 0.8 ? 1 : 2)) % 3
    return (right + 1 + turn) % 4
  }
}
