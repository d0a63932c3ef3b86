import Glibc
import Mathematics

/// A kind of task to which a share of the simulated queries belongs; it is the query's `group`.
package struct TaskFamily: Sendable {
  /// The name of the group.
  package let name: String
  /// The share of all queries; the shares of a population add up to 1.
  package let share: Double
  /// The mean difficulty of its queries.
  package let difficulty: Double
  /// The mean of its queries' log length, up to a constant.
  package let logLength: Double
}

/// The distribution of the queries' hidden variables: task family, difficulty and length.
///
/// A query's family g is drawn by share; its difficulty is theta ~ N(difficulty_g, 1); its length factor is
/// L = exp(logLength_g + s z - s^2/2) / m with z standard normal, corr(z, theta - difficulty_g) = r, and m such that
/// E[L] = 1 over the population.
package struct QueryPopulation: Sendable {
  /// The families, with shares that add up to 1.
  package let families: [TaskFamily]
  /// s: the standard deviation of the log length within a family.
  package let lengthSpread: Double
  /// r: how much the harder queries of a family are the longer ones.
  package let lengthDifficultyCorrelation: Double
  private let familyKey: RandomKey, difficultyKey: RandomKey, lengthKey: RandomKey
  private let lengthScale: Double

  init(
    families: [TaskFamily], lengthSpread: Double, lengthDifficultyCorrelation: Double, seed: UInt64, purpose: String
  ) {
    self.families = families
    self.lengthSpread = lengthSpread
    self.lengthDifficultyCorrelation = lengthDifficultyCorrelation
    familyKey = RandomKey(seed: seed, purpose: purpose + " family")
    difficultyKey = RandomKey(seed: seed, purpose: purpose + " difficulty")
    lengthKey = RandomKey(seed: seed, purpose: purpose + " length")
    lengthScale = 1 / families.map { $0.share * exp($0.logLength) }.sum
  }

  /// The hidden variables of one query.
  struct Query {
    /// Which family it belongs to.
    var family: Int
    /// How hard it is: theta.
    var difficulty: Double
    /// How long it is against the mean query: L.
    var length: Double
  }

  /// The hidden variables of the query at `index`.
  func query(_ index: Int) -> Query {
    let u = familyKey.mixing(index).uniform
    var family = 0
    var below = families[0].share
    while u >= below, family + 1 < families.count {
      family += 1
      below += families[family].share
    }
    let own = difficultyKey.mixing(index).normal
    let r = lengthDifficultyCorrelation
    let z = r * own + (1 - r * r).squareRoot() * lengthKey.mixing(index).normal
    let logLength = families[family].logLength + lengthSpread * (z - lengthSpread / 2)
    return Query(
      family: family, difficulty: families[family].difficulty + own, length: lengthScale * exp(logLength))
  }

  /// The spread s that gives L times an independent mean-one log-normal factor of log spread `noise` the coefficient
  /// of variation `variation`.
  ///
  /// 1 + variation^2 = exp(s^2 + noise^2) sum_g share_g e^(2 logLength_g) / (sum_g share_g e^logLength_g)^2.
  static func lengthSpread(variation: Double, noise: Double, families: [TaskFamily]) -> Double {
    let first = families.map { $0.share * exp($0.logLength) }.sum
    let second = families.map { $0.share * exp(2 * $0.logLength) }.sum
    return (log((1 + variation * variation) * first * first / second) - noise * noise).squareRoot()
  }
}
