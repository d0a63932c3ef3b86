import Display
import Testing

@Suite struct ProgressLineTests {
  @Test func shares() {
    #expect(ProgressLine.text(0.5, isUnicode: false, width: 10) == "[#####.....] 50%")
    #expect(ProgressLine.text(1, isUnicode: true, width: 4) == "[████]100%")
    #expect(ProgressLine.text(0, isUnicode: false, width: 4) == "[....]  0%")
    #expect(ProgressLine.text(0.999, isUnicode: false).count == 36)
  }
}
