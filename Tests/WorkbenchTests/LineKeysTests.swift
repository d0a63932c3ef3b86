import SessionTestSupport
import Testing
import Workbench

@Suite struct LineKeysTests {
  private func error(_ members: [String]) throws -> String? {
    let served = try ServedLines()
    try served.interpreter.output("run single:small\npolicy _ \(served.folder.path)/p.json")
    let line = "{\"id\": 1, \"features\": {\(members.joined(separator: ", "))}}\n"
    return try ServedLines.object(ServedLines.reply(served.stream(), line))["error"] as? String
  }

  private func members(_ count: Int) -> [String] { (0..<count).map { "\"x_\($0)\": \($0)" } }

  /// Few keys are compared, many looked up: the 5th of 8 and the 5th of 60 are found again at the end.
  @Test(arguments: [8, 32, 33, 60]) func aKeyThatIsThereTwiceIsFound(_ count: Int) throws {
    #expect(try error(members(count))?.contains("twice") != true)
    #expect(try error(members(count) + ["\"x_4\": 0"])?.contains("the key \"x_4\" is there twice") == true)
  }

  /// A key is what it says, not how it is written: \u0078 is an x.
  @Test func escapesCountForWhatTheySay() throws {
    #expect(try error(members(3) + ["\"\\u0078_1\": 0"])?.contains("twice") == true)
    #expect(try error(["\"\\u0078_9\": 0"] + members(9))?.contains("twice") != true)
    #expect(try error(["\"\\u0078_8\": 0"] + members(9))?.contains("twice") == true)
  }
}
