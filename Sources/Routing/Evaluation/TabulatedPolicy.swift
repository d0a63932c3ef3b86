/// A policy whose decision under a belief depends on one number, the price (or threshold) of its step.
///
/// Policies that differ only in their prices can share work on a query: the decisions under a belief at every price
/// form a `PriceTable`, and a query is served by looking up one table after another.
package protocol TabulatedPolicy: Policy {
  /// The other properties of the policy.
  associatedtype Terms: Equatable
  /// Everything but the prices.
  var terms: Terms { get }
  /// Whether tables pay for a pool of `modelCount` models.
  func isTabulated(modelCount: Int) -> Bool
  /// Whether tables pay for these traces and estimates.
  func isTabulated(for fitted: FittedTraces) -> Bool
  /// The price once `steps` models have run.
  func price(after steps: Int) -> Double
  /// Whether models run in pool order and a step is that of the last model that ran, however many ran before it.
  static var stepsFollowPlaces: Bool { get }
  /// Writes the value of `next` under `belief` at every one of `prices`; undetermined where it depends on the tie rule, and
  /// perhaps at other prices.
  ///
  /// The result may depend on what has run, but not on its order.
  func tabulate(_ belief: Belief, prices: ClosedRange<Double>, scratch: inout Scratch, table: inout PriceTable)
}

extension TabulatedPolicy {
  package static var stepsFollowPlaces: Bool { false }

  package func isTabulated(for fitted: FittedTraces) -> Bool { isTabulated(modelCount: fitted.data.modelCount) }

  /// The same at all prices.
  package func tabulate(_ belief: Belief, scratch: inout Scratch, table: inout PriceTable) {
    tabulate(belief, prices: -.infinity ... .infinity, scratch: &scratch, table: &table)
  }
}
