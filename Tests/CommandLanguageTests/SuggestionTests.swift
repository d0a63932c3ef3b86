import CommandLanguage
import Input
import Testing

@Suite struct SuggestionTests {
  private let known = ["load", "let", "routing", "cascade-routing", "GPT-4"]

  /// Distances by hand: `laod` swaps two letters, 1; `ruoting` 1; `rooting` 1; `gpt4` lacks a hyphen, 1; `casade-routin`
  /// lacks two, 2 of 13 letters at most 4; `lxyd` is 2 from `load`, at most 1.
  @Test(arguments: [
    ("laod", "load"), ("ruoting", "routing"), ("rooting", "routing"), ("gpt4", "GPT-4"), ("LET", "let"),
    ("casade-routin", "cascade-routing"), ("lxyd", nil), ("le", "let"), ("", nil), ("casc", "cascade-routing"),
    ("x", nil),
  ])
  func nearest(_ found: String, _ expected: String?) {
    #expect(Suggestion.nearest(to: found, in: known) == expected)
  }

  @Test func namesTooLongForAnyAreNotCompared() {
    let long = String(repeating: "x", count: 101)
    #expect(Suggestion.nearest(to: long, in: [long]) == nil)
    #expect(Suggestion.nearest(to: String(long.dropLast()), in: [long]) == long)
  }

  @Test func aDozenOfManyIsListed() {
    let names = (10..<30).map { "name\($0)" }
    let diagnostic = Diagnostic(CommandError.unknown("thing", "other", known: names), in: Source(""))
    #expect(
      diagnostic.suggestion == "available: " + names.prefix(12).joined(separator: ", ") + ", and 8 more")
  }

  /// `Z` is one letter from `A` and shares none with it.
  @Test func aLetterIsNotNearAnother() {
    #expect(Suggestion.nearest(to: "Z", in: ["A", "B"]) == nil)
    #expect(Suggestion.nearest(to: "a", in: ["A", "B"]) == "A")
  }
}
