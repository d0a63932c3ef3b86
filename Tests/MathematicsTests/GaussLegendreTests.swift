import Mathematics
import Testing

@Suite struct GaussLegendreTests {
  @Test("Two, three and five nodes have their closed forms")
  func closedForms() {
    let two = GaussLegendre(count: 2)
    #expect(abs(two.nodes[1] - (1.0 / 3).squareRoot()) < 1e-15 && abs(two.weights[0] - 1) < 1e-15)
    let three = GaussLegendre(count: 3)
    #expect(abs(three.nodes[2] - 0.6.squareRoot()) < 1e-15 && three.nodes[1] == 0)
    #expect(abs(three.weights[1] - 8.0 / 9) < 1e-15 && abs(three.weights[0] - 5.0 / 9) < 1e-15)
    let five = GaussLegendre(count: 5)
    #expect(abs(five.nodes[4] - (5 + 2 * (10.0 / 7).squareRoot()).squareRoot() / 3) < 1e-15)
    #expect(abs(five.weights[4] - (322 - 13 * 70.0.squareRoot()) / 900) < 1e-15)
  }

  @Test("The greatest of 64 nodes and its weight are the tabulated ones")
  func sixtyFour() {
    // Abramowitz and Stegun, table 25.4.
    let rule = GaussLegendre(count: 64)
    #expect(abs(rule.nodes[63] - 0.999_305_041_735_772_1) < 1e-15)
    #expect(abs(rule.weights[63] - 0.001_783_280_721_696_433) < 1e-15)
    #expect(abs(rule.nodes[32] - 0.024_350_292_663_424_4) < 1e-15)
  }

  @Test("n nodes integrate every power below 2n", arguments: [1, 2, 7, 16, 33])
  func powers(count: Int) {
    let rule = GaussLegendre(count: count)
    for power in 0..<2 * count {
      let sum = zip(rule.nodes, rule.weights).reduce(0) { total, pair in
        total + pair.1 * (0..<power).reduce(1) { product, _ in product * pair.0 }
      }
      #expect(abs(sum - (power % 2 == 1 ? 0 : 2 / Double(power + 1))) < 1e-13)
    }
  }
}
