import Input
import Testing

@Suite struct DescribedErrorTests {
  private struct Plain: DescribedError { let description = "it broke" }

  @Test func anErrorThatOnlyDescribesItselfIsAFailure() {
    #expect(Plain().kind == .failure && Plain().unknownName == nil)
  }

  @Test func namesSayWhetherThereAreOthers() {
    #expect(UnknownName("model", "gpt", known: ["a", "b"]).description == "unknown model 'gpt'")
    #expect(UnknownName("model", "gpt", known: []).description == "unknown model 'gpt': none available")
  }
}
