import Terminal
import Testing

@Suite struct OutputTests {
  @Test func pagerIsForMoreThanTheScreen() {
    #expect(!Pager.isNeeded(for: "a\nb\nc\n", rows: 4, columns: 80))
    #expect(Pager.isNeeded(for: "a\nb\nc\nd\n", rows: 4, columns: 80))
    #expect(Pager.isNeeded(for: String(repeating: "x", count: 100) + "\n", rows: 4, columns: 20))
  }

  @Test func progressBar() {
    #expect(ProgressBar.text(0.5, isUnicode: false, width: 10) == "[#####.....] 50%")
    #expect(ProgressBar.text(1, isUnicode: true, width: 4) == "[████]100%")
    #expect(ProgressBar.text(0, isUnicode: false, width: 4) == "[....]  0%")
  }
}
