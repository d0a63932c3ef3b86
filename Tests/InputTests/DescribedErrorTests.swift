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

  @Test(arguments: [
    ("option of load", "--sed", ["--seed"], "unknown option '--sed' of load"),
    ("option of constant", "--ante", [String](), "constant has no option --ante"),
    ("argument of routing", "gpt-4", [String](), "routing takes no argument: 'gpt-4'"),
  ]) func namesThatBelongToSomethingSayToWhat(what: String, found: String, known: [String], text: String) {
    #expect(UnknownName(what, found, known: known).description == text)
  }
}
