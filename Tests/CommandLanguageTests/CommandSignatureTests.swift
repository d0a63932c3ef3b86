import CommandLanguage
import Testing

@Suite struct CommandSignatureTests {
  @Test(arguments: [
    (false, false, "FILE"), (true, false, "[FILE]"), (false, true, "FILE…"), (true, true, "[FILE…]"),
  ])
  func argumentsInUsageLines(_ isOptional: Bool, _ isRepeated: Bool, _ usage: String) {
    #expect(Argument("FILE", .path, isOptional: isOptional, isRepeated: isRepeated).usage == usage)
  }

  @Test func optionsFollowArgumentsUnlessTheRestIsText() {
    func usage(isRaw: Bool) -> String {
      Command<Sample>(
        "query", .session, "", arguments: [Argument("TEXT", .text)],
        options: [Option("as", .text, "NAME", ""), Option("dry", nil, "", "")], isRaw: isRaw
      ) { _ in }.usage
    }
    #expect(usage(isRaw: false) == "query TEXT [--as NAME] [--dry]")
    #expect(usage(isRaw: true) == "query [--as NAME] [--dry] TEXT")
  }

  @Test func optionsSayWhatTheyAreFor() {
    func summary(_ words: [String]) -> String { Option("o", nil, "", for: words, "what").summary }
    #expect(summary([]) == "what" && summary(["a"]) == "a only: what" && summary(["a", "b"]) == "a and b only: what")
    #expect(summary(["a", "b", "c"]) == "a, b, c: what")
  }

  /// Where an argument can be a comparison, `>` at the prompt is no redirection.
  @Test func comparisonsAreFound() {
    func compares(_ words: [String]) -> Bool {
      Command<Sample>("keep", .session, "", arguments: [Argument("X", .text), Argument("OP", .choice(words))]) { _ in }
        .signature.comparesValues
    }
    #expect(compares(["<", ">"]) && !compares(["left", "right"]))
  }
}
