import Foundation
import Mathematics
import Routing

/// Values of E[max] by formulas of their own.
enum Oracle {
  static func phi(_ x: Double) -> Double { exp(-x * x / 2) / (2 * Double.pi).squareRoot() }
  static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// Clark (1961): E[max] of two normal variables whose difference has standard deviation `spread`.
  static func clark(_ a: Double, _ b: Double, spread: Double) -> Double {
    if spread == 0 { return max(a, b) }
    let z = (a - b) / spread
    return a * cumulative(z) + b * cumulative(-z) + spread * phi(z)
  }

  /// E[max] by 400 panels of 20 nodes, cut at every mean.
  static func dense(_ belief: Belief, _ models: [Int]) -> Double {
    let rule = GaussLegendre(count: 20)
    let start = models.map { belief.quality[$0] - 9 * belief.sigma[$0] }.max() ?? 0
    let end = models.map { belief.quality[$0] + 9 * belief.sigma[$0] }.max() ?? 0
    var cuts = (0...400).map { start + (end - start) * Double($0) / 400 }
    for model in models {
      for step in -20...20 { cuts.append(belief.quality[model] + 0.45 * Double(step) * belief.sigma[model]) }
    }
    cuts = cuts.filter { $0 >= start && $0 <= end }.sorted()
    var integral = 0.0
    for (left, right) in zip(cuts, cuts.dropFirst()) where right > left {
      for (node, weight) in zip(rule.nodes, rule.weights) {
        let t = 0.5 * (left + right) + 0.5 * (right - left) * node
        var product = 0.5 * (right - left) * weight
        for model in models {
          let sigma = belief.sigma[model]
          product *= sigma > 0 ? cumulative((t - belief.quality[model]) / sigma) : t >= belief.quality[model] ? 1 : 0
        }
        integral += product
      }
    }
    return end - integral
  }
}

extension Belief {
  /// A belief without costs.
  static func estimates(
    _ quality: [Double], _ sigma: [Double], answered: [Int] = [], covariance: Covariance? = nil
  ) -> Belief {
    Belief(
      quality: quality, cost: quality.map { _ in 0 }, sigma: sigma, answered: answered, covariance: covariance)
  }
}
