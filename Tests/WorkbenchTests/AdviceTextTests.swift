import CommandLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct AdviceTextTests {
  /// The advice is a run, and its policy decides without the traces.
  @Test func theResultIsARunWithAPolicy() throws {
    let world = try #require(AdviceWorld.withSignals.first { $0.columns == ["x_hard"] })
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(world.csv, to: "t.csv"))")
    let text = try interpreter.output("advise --repeats 1 --as mine")
    #expect(text.contains("what was tried, out of fold:") && text.contains("what would help next:"), "\(text)")
    #expect(try interpreter.output("sql SELECT count(*) AS n FROM mine;").contains("200"))
    try interpreter.output("policy mine \(folder.path)/p.json")
    let policy = try String(contentsOfFile: folder.path + "/p.json", encoding: .utf8)
    #expect(policy.contains("\"x_hard\""), "\(policy)")
  }
}
