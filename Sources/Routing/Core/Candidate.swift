/// A supermodel that a decision evaluated.
public struct Candidate: Sendable, Equatable {
  /// Its models, including those that have run.
  public var models: ModelSet
  /// Its estimated quality, E[max].
  public var quality: Double
  /// Its estimated cost: the sum over its models.
  public var cost: Double
  /// `quality - lambda * cost`.
  public var tradeOff: Double

  /// Creates a candidate with the given models, quality, cost and trade-off.
  public init(models: ModelSet, quality: Double, cost: Double, tradeOff: Double) {
    self.models = models
    self.quality = quality
    self.cost = cost
    self.tradeOff = tradeOff
  }
}

extension Candidate {
  /// The candidate of these models at price `lambda`.
  init(_ models: ModelSet, quality: Double, costs: [Double], lambda: Double) {
    var cost = 0.0
    models.forEach { cost += costs[$0] }
    self.init(models: models, quality: quality, cost: cost, tradeOff: quality - lambda * cost)
  }
}

/// The trade-off rounded to 6 decimals for comparison, so that values that differ only by rounding errors tie.
func rounded(_ tradeOff: Double) -> Double { (tradeOff * 1e6).rounded() }
