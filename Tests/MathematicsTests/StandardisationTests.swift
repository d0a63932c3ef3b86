import Mathematics
import Testing

@Suite struct StandardisationTests {
  @Test func byHand() {
    // Mean 4, population variance (9 + 1 + 1 + 9)/4 = 5.
    let scale = Standardisation(of: [1, 3, 5, 7])
    #expect(scale.mean == 4 && abs(scale.scale - 5.0.squareRoot()) < 1e-15)
    #expect(abs(scale(9) - 5.0.squareRoot()) < 1e-12)
  }

  @Test func missingValuesCountAsTheMean() {
    let scale = Standardisation(of: [1, .nan, 3])
    #expect(scale.mean == 2 && scale.scale == 1)
    #expect(scale(.nan) == 0)
    #expect(Standardisation(of: [.nan])(5) == 5)
  }

  @Test func constantsKeepTheirScale() {
    let scale = Standardisation(of: [0.1, 0.1, 0.1])
    #expect(scale.scale == 1 && abs(scale(0.1)) < 1e-15)
  }
}
