import CrouteLanguage
import Routing
import Testing

@Suite struct IntervalTextTests {
  @Test func endsAsTheyAreShown() {
    var interval = Interval(estimate: 0.5, resampled: [])
    (interval.low, interval.high) = (0.00123456, 12.3456)
    #expect(interval.text(2) == "[0.00, 12.35]" && interval.significantText(3) == "[0.00123, 12.3]")
    interval.high = .infinity
    #expect(interval.costText(3) == "[0.00123, never]")
  }
}
