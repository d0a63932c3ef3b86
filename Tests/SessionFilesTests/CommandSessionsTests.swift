import CommandLanguage
import CrouteLanguage
import SessionFiles
import Testing

@Suite struct CommandSessionsTests {
  private let interpreter = Interpreter()

  private func assigned(_ line: String) -> String? {
    interpreter.statements(of: Source(line)).first.flatMap(interpreter.assignedName)
  }

  @Test func assignments() {
    #expect(assigned("let a 1") == "a" && assigned("  let _b2  'x y'") == "_b2")
    for line in ["let a", "let 1a 2", "set seed 7", "lets a 1"] { #expect(assigned(line) == nil, "\(line)") }
    #expect(interpreter.assignmentForm == "let NAME VALUE")
    #expect(
      interpreter.assignment("a", "it's 1") == "let a \"it's 1\"" && interpreter.assignment("b", "2") == "let b 2")
  }

  @Test func seeds() { #expect(interpreter.seeding(7) == "set seed 7") }
}
