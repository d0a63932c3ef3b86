import Routing
import Testing

@Suite struct KnownReservationsTests {
  /// Asked about anew or again, about one model or another, the value is that of Newton's method.
  @Test func valuesAreThoseOfTheirArguments() {
    var known = KnownReservations(modelCount: 2)
    let questions: [(model: Int, mean: Double, sigma: Double, price: Double)] = [
      (0, 0.5, 0.2, 0.01), (0, 0.7, 0.2, 0.01), (1, 0.5, 0.2, 0.02), (1, 0.5, 0.1, 0.02), (0, 0.5, 0.2, 0.01),
      (0, 0.5, 0.2, 0.03), (1, 0.5, 0, 0.02), (1, 0.4, 0.1, 0.02), (0, 0.5, 0.2, 0), (0, 0.5, 0.001, 1),
    ]
    for (model, mean, sigma, price) in questions {
      let expected = ReservationValue.gaussian(mean: mean, sigma: sigma, price: price)
      let found = known.value(of: model, mean: mean, sigma: sigma, price: price)
      #expect(found == expected || abs(found - expected) < 1e-9, "\(mean) \(sigma) \(price)")
    }
  }
}
