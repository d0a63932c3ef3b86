import Terminal
import Testing

@Suite struct PagerTests {
  @Test func pagerIsForMoreThanTheScreen() {
    #expect(!Pager.isNeeded(for: "a\nb\nc\n", rows: 4, columns: 80))
    #expect(Pager.isNeeded(for: "a\nb\nc\nd\n", rows: 4, columns: 80))
    #expect(Pager.isNeeded(for: String(repeating: "x", count: 100) + "\n", rows: 4, columns: 20))
  }
}
