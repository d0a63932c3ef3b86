import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing

@Suite struct HelpTopicsTests {
  private func pages(_ text: String) throws -> [String] {
    let io = RecordingFrontEnd()
    try Interpreter().execute(Source(text), io: io)
    return io.bundles.filter(\.isPage).map(\.text)
  }

  @Test func everyLineFitsEightyColumns() throws {
    let interpreter = Interpreter()
    for name in ["strategies", "estimators", "grammar", "formats", "policies", "session-files"] {
      let page = try interpreter.output("help \(name)")
      #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(name)")
    }
  }

  @Test func pagesAboutWhatThereIs() throws {
    #expect(try pages("sweep?").first?.hasPrefix("sweep: ") == true)
    #expect(try pages("strategies ?").first?.hasPrefix("A strategy is written") == true)
    #expect(try pages("cascade-routing?").first?.contains("+greedy") == true)
    #expect(try pages("seed?") == ["set seed VALUE: a whole number from 0\nnow: 0\n"])
    #expect(try pages("echo a?").isEmpty)
  }
}
