import CommandLanguage
import Display
import Testing

@Suite struct InteractiveLanguageTests {
  /// A language that says nothing but its name.
  private final class Nothing: InteractiveLanguage {
    let name = "nothing"
    var isFinished = false
    func statements(of source: Source) -> [Statement] { Statement.lines(of: source) }
    func execute(_ statement: Statement, of source: Source, io: any FrontEnd) throws(Diagnostic) {}
  }

  @Test func theNameIsEnough() {
    let language = Nothing()
    #expect(language.prompt == "nothing> " && language.continuationPrompt == "...> " && language.version == "1.0")
    #expect(language.completeness(of: "a", isTyped: true) == .complete)
    #expect(language.completion(of: "a", at: "a".endIndex).candidates.isEmpty)
    #expect(language.inspection(of: "a", at: "a".endIndex) == nil)
    #expect(language.display == DisplaySettings())
  }
}
