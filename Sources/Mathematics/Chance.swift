import Glibc

/// Estimated chances kept clear of 0 and 1, where log odds and losses would be infinite.
package enum Chance {
  /// The estimate, kept 1e-6 away from 0 and 1.
  package static func clear(_ estimate: Double) -> Double { min(max(estimate, 1e-6), 1 - 1e-6) }

  /// The log odds of an estimate kept clear of 0 and 1.
  package static func logOdds(of estimate: Double) -> Double {
    let chance = clear(estimate)
    return log(chance / (1 - chance))
  }

  /// The chance at these log odds: the logistic function.
  package static func at(logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }

  /// The negative log-likelihood of `truth`, in nats, under an estimate kept clear of 0 and 1.
  package static func logLoss(of estimate: Double, truth: Double) -> Double {
    let chance = clear(estimate)
    return -(truth * log(chance) + (1 - truth) * log(1 - chance))
  }
}
