import CommandLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct HelpTopicsTests {
  @Test func everyLineFitsEightyColumns() throws {
    let interpreter = Interpreter()
    for name in ["strategies", "estimators", "grammar", "formats", "policies", "session-files"] {
      let page = try interpreter.output("help \(name)")
      #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(name)")
    }
  }
}
