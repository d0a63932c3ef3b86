import Testing
import Traces

@Suite struct TraceFormatsTests {
  @Test func namesFormats() {
    #expect(
      TraceFormats.all.map(\.name) == [
        "routerbench", "nested", "paper", "helm", "inspect", "inspect-eval", "lm-eval", "promptfoo", "every-eval-ever",
        "router-arena", "sqlite", "litellm", "tidy", "records", "keyed-by-model", "keyed-by-query",
        "wide",
      ])
    #expect(TraceFormats.all.allSatisfy { !$0.summary.isEmpty })
    #expect(TraceFormats.named("tidy")?.name == "tidy")
    #expect(TraceFormats.named("tidyy") == nil)
  }
}
