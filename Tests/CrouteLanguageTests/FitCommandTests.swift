import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct FitCommandTests {
  @Test func numbersTakeSuffixes() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 60\nfit quality noisy --ante 2k --post 50%")
    let suffixed = try interpreter.output("explain sim.00007 routing --lambda 100")
    try interpreter.output("fit quality noisy --ante 2000 --post 0.5")
    #expect(try interpreter.output("explain sim.00007 routing --lambda 100") == suffixed)
    // Nothing known before: every query is estimated by the means, as `constant` does.
    func estimate(_ query: String) throws -> String {
      let line = try interpreter.output("explain \(query) routing --lambda 0").split(separator: "\n")
        .first { $0.hasPrefix("gpt-4 ") }
      return String(try #require(line?.split(separator: " ")[1]))
    }
    try interpreter.output("fit quality noisy --ante none --post 0.5")
    let none = try estimate("sim.00007")
    #expect(try estimate("sim.00008") == none)
    try interpreter.output("fit quality constant")
    #expect(try estimate("sim.00007") == none)
    #expect(throws: Diagnostic.self) { try interpreter.output("fit quality noisy --ante -1% --post 0.5") }
  }

}
