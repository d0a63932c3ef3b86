/// Reservation values of normal estimates, those of each model remembered but for its mean: from answer to answer, and
/// mostly from query to query, neither its price nor its deviation changes.
package struct KnownReservations: Sendable {
  private struct Unit: Sendable {
    var sigma = -1.0, price = 0.0
    /// The value is mean + sigma u.
    var u = 0.0
  }

  private var units: [Unit]
  private let table = ReservationTable.shared

  /// Nothing is known yet of any of `modelCount` models.
  package init(modelCount: Int) { units = [Unit](repeating: Unit(), count: modelCount) }

  /// The value of `ReservationValue.gaussian` for `model`.
  @inline(__always)
  package mutating func value(of model: Int, mean: Double, sigma: Double, price: Double) -> Double {
    if units[model].sigma != sigma || units[model].price != price {
      guard let u = table.unit(sigma: sigma, price: price) else {
        return ReservationValue.gaussian(mean: mean, sigma: sigma, price: price)
      }
      units[model] = Unit(sigma: sigma, price: price, u: u)
    }
    return mean + sigma * units[model].u
  }
}
