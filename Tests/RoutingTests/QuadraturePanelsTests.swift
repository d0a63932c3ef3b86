import Mathematics
import Routing
import Testing

@Suite struct QuadraturePanelsTests {
  @Test("Nearly certain models that have run cost no accuracy")
  func nearlyCertain() {
    let value = ExpectedMaximum(.estimates([0.6, 0.5], [1e-3, 0.45], answered: [0]))(of: ModelSet([0, 1]))
    #expect(abs(value - Oracle.clark(0.6, 0.5, spread: (1e-6 + 0.45 * 0.45).squareRoot())) < 1e-7)
  }

  /// Shares of an interval as long as a double can say are not numbers; E[max] is then no less than the best estimate.
  @Test func hugeDeviationsEndNothing() {
    let value = ExpectedMaximum(.estimates([0.6, 0.5], [1e308, 1], answered: []))(of: ModelSet([0, 1]))
    #expect(!(value < 0.6))
  }
}
