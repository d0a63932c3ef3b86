import Input
import Testing

@Suite struct NumberRangeTests {
  @Test func admitsWhatIsInRange() {
    #expect(NumberRange.quality.admitted(0, clip: false) == 0)
    #expect(NumberRange.quality.admitted(1, clip: false) == 1)
    #expect(NumberRange.quality.admitted(1.0000001, clip: false) == nil)
    #expect(NumberRange.quality.admitted(-0.5, clip: false) == nil)
    #expect(NumberRange.cost.admitted(1e100, clip: false) == 1e100)
    #expect(NumberRange.cost.admitted(1.1e100, clip: false) == nil)
    #expect(NumberRange.cost.admitted(-1e-9, clip: false) == nil)
    #expect(NumberRange.cost.admitted(.infinity, clip: false) == nil)
    #expect(NumberRange.finite.admitted(-3, clip: false) == -3)
    #expect(NumberRange.finite.admitted(-.infinity, clip: false) == nil)
  }

  @Test func clipsToTheNearestEnd() {
    #expect(NumberRange.quality.admitted(7, clip: true) == 1)
    #expect(NumberRange.quality.admitted(.infinity, clip: true) == 1)
    #expect(NumberRange.quality.admitted(-7, clip: true) == 0)
    #expect(NumberRange.quality.admitted(.nan, clip: true) == nil)
    #expect(NumberRange.cost.admitted(-7, clip: true) == 0)
    #expect(NumberRange.cost.admitted(.infinity, clip: true) == nil)
  }

  @Test func aTwentiethOutsideIsNear() {
    #expect(NumberRange.quality.isNear(1.04) && NumberRange.quality.isNear(-0.05) && !NumberRange.quality.isNear(1.06))
    #expect(NumberRange.scale(0...100).isNear(104) && !NumberRange.scale(0...100).isNear(106))
    #expect(NumberRange.cost.isNear(7) && !NumberRange.cost.isNear(-1))
  }
}
