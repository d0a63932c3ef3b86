import CommandLanguage
import Testing

@Suite struct ChoiceTests {
  private func complete(_ text: String) -> [String] {
    CommandInterpreter<Probe>().completion(of: text, at: text.endIndex).candidates.map(\.text)
  }

  /// A beginning is preferred; only where there is none, a part of what is known by its parts counts, in any case.
  @Test func beginningsComeBeforeParts() {
    #expect(complete("use model") == ["model-one"])
    #expect(complete("use MODELS") == ["Two-models"])
    #expect(complete("use odel") == ["model-one", "Two-models"])
    #expect(complete("use older").isEmpty)
  }

  @Test func aWordThatGoesOnIsNotFinal() {
    let text = "use fo"
    let candidates = CommandInterpreter<Probe>().completion(of: text, at: text.endIndex).candidates
    #expect(candidates == [.init(text: "folder/", isFinal: false)])
  }
}
