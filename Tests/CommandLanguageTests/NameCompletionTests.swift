import CommandLanguage
import Testing

@Suite struct NameCompletionTests {
  @Test func theWordBeforeTheCursorIsReplaced() throws {
    let text = "2 * pri + x"
    let cursor = text.index(text.startIndex, offsetBy: 7)
    let completion = Completion(of: text, at: cursor, among: ["price", "prime_2", "x"])
    #expect(text[completion.range] == "pri")
    #expect(completion.candidates.map(\.text) == ["price", "prime_2"] && completion.candidates.allSatisfy(\.isFinal))
    let all = Completion(of: text, at: text.index(after: text.startIndex), among: ["2x", "y"])
    #expect(text[all.range] == "2" && all.candidates.map(\.text) == ["2x"])
    #expect(Completion(of: "", at: "".startIndex, among: ["a", "b"]).candidates.count == 2)
  }

  @Test(arguments: [(0, "ab_1"), (2, "ab_1"), (4, "ab_1"), (5, ""), (6, "c"), (7, "c")])
  func wordsAroundTheCursor(_ offset: Int, _ word: String) {
    let text = "ab_1 +c"
    // Offset 5 lies between the blank and the sign, which belong to no word.
    #expect(text.word(at: text.index(text.startIndex, offsetBy: offset)) == word)
  }
}
