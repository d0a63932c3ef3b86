import Testing
import Traces

@Suite struct TraceFormatsTests {
  @Test func namesFormats() {
    #expect(TraceFormats.all.map(\.name) == ["routerbench", "nested", "paper", "tidy"])
    #expect(TraceFormats.all.allSatisfy { !$0.summary.isEmpty })
    #expect(TraceFormats.named("tidy")?.name == "tidy")
    #expect(TraceFormats.named("tidyy") == nil)
  }
}
