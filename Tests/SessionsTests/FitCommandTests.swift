import Sessions
import TestSupport
import Testing

@Suite struct FitCommandTests {
  @Test func numbersTakeSuffixes() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 60\nfit quality noisy --ante 2k --post 50%")
    let suffixed = try interpreter.output("explain sim.00007 routing --lambda 100")
    try interpreter.output("fit quality noisy --ante 2000 --post 0.5")
    #expect(try interpreter.output("explain sim.00007 routing --lambda 100") == suffixed)
    #expect(throws: Diagnostic.self) { try interpreter.output("fit quality noisy --ante -1% --post 0.5") }
  }
}
