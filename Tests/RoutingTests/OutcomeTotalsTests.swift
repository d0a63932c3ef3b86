import Input
import Routing
import TestSupport
import Testing

@Suite struct OutcomeTotalsTests {
  private func totals(_ quality: [Double], _ cost: [Double]) -> OutcomeTotals {
    let count = Double(quality.count)
    return OutcomeTotals(
      Outcomes(cost: cost, quality: quality, ran: [count, 1], answered: [count - 1, 1], repeatMeans: []), leftOut: 1)
  }

  /// By hand: qualities 1, 0, 1, 1 have the mean 3/4 and the squared deviations 3/4, so the standard error of the mean is
  /// (3/4 / 3 / 4)^(1/2) = 1/4; costs 1, 2, 3, 6 have the mean 3 and the squared deviations 14.
  @Test func partsAddUpToTheWhole() {
    let whole = totals([1, 0, 1, 1], [1, 2, 3, 6])
    var parts = totals([1], [1])
    parts.add(totals([0, 1, 1], [2, 3, 6]))
    for own in [whole, parts] {
      #expect(own.count == 4)
      let quality = own.interval(of: own.quality)
      #expect(isClose(quality.estimate, 0.75) && isClose(quality.high - quality.estimate, 1.959_963_984_540_054 / 4))
      let cost = own.interval(of: own.cost)
      let error = (14.0 / 3 / 4).squareRoot()
      #expect(isClose(cost.estimate, 3) && isClose(cost.estimate - cost.low, 1.959_963_984_540_054 * error))
    }
    #expect(parts.leftOut == 2 && parts.ran == [4, 2] && parts.answered == [2, 2] && parts.depth == 1.5)
    #expect(totals([1], [1]).interval(of: totals([1], [1]).quality).low.isNaN)
  }

  @Test func everyDigitIsStored() throws {
    let own = totals([0.1, 0.2, 0.7], [1e-7, 3.3e-5, .pi])
    let node = JSONNode(try JSONParser.parse(own.json.text, path: "t"))
    #expect(try OutcomeTotals(node, modelCount: 2) == own)
    #expect(throws: JSONShapeError.self) { try OutcomeTotals(node, modelCount: 3) }
  }
}
