import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct FilterTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func session() throws -> Interpreter {
    let path = try folder.write(
      """
      query_id,model,quality,cost,group,prompt,x_length
      q1,m,1,1,math,What is a Prime?,10
      q2,m,0,1,law,Who was it?,9
      q3,m,1,1,math,Why?,100

      """, to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)")
    return interpreter
  }

  @Test(arguments: [
    ("group = math", 2), ("group != math", 1), ("x_length > 9", 2), ("x_length >= 9", 3), ("x_length < 10", 1),
    ("prompt ~ prime", 1), ("query_id = q2", 1), ("x_length = 100.0", 1),
  ])
  func selectsByHand(condition: String, count: Int) throws {
    #expect(try session().output("filter \(condition)") == "\(condition): \(count) of 3 queries\n")
  }

  /// See `SmallTraceFile`.
  @Test(arguments: [
    ("small.quality = 1", "small.quality = 1", 1), ("small.quality < middle.quality", nil, 1),
    // q3 has no outcome of large, and no confidence of middle.
    ("large.quality != 1", nil, 3), ("large.cost = 4", nil, 3), ("mid.confidence > 0.8", "middle.confidence > 0.8", 1),
    ("middle.confidence != 0.9", nil, 3), ("small.answer = A", nil, 2),
    ("small.answer = mid.answer", "small.answer = middle.answer", 2),
    ("small.answer != middle.answer", nil, 2),
    ("large.answer ~ '/^yours$/'", "large.answer ~ /^yours$/", 1),
    ("prompt ~ '/^how (many|much)/'", "prompt ~ /^how (many|much)/", 2),
    ("prompt !~ how", nil, 2), ("group !~ math", nil, 2), ("prompt_length >= 16", nil, 2), ("best_quality = 1", nil, 2),
    ("solved_by = 2", nil, 2), ("solved_by < 2", nil, 2), ("solved_by = 0", nil, 1),
  ])
  func byOutcomesAndText(condition: String, shown: String?, count: Int) throws {
    let file = try SmallTraceFile()
    #expect(try file.interpreter.output("filter \(condition)") == "\(shown ?? condition): \(count) of 4 queries\n")
  }

  /// x_length is 10, 9 and 100.
  @Test(arguments: [
    ("x_length ~ '/^10$/'", "x_length ~ /^10$/", 1), ("x_length ~ 10", nil, 2), ("x_length !~ .0", nil, 3),
    ("x_length ~ 9", nil, 1), ("x_length !~ 0", nil, 1),
  ])
  func numbersAreMatchedAsTheyAreWritten(condition: String, shown: String?, count: Int) throws {
    #expect(try session().output("filter \(condition)") == "\(shown ?? condition): \(count) of 3 queries\n")
  }

  /// The marks are texts, since one is none of numbers: 1, 1.0, 10 and x beside the quality 1, 1, 0 and 1, and the cost 9.
  @Test(arguments: [
    ("mark = m.quality", 2), ("mark != m.quality", 2), ("mark > m.cost", 2), ("m.cost > m.answer", 1),
    ("mark < m.cost", 2),
  ])
  func textsThatAreNumbersAreComparedAsNumbers(condition: String, count: Int) throws {
    let path = try folder.write(
      "query_id,model,quality,cost,mark,answer\nq1,m,1,9,1,10\nq2,m,1,9,1.0,9\nq3,m,0,9,10,2\nq4,m,1,9,x,x\n",
      to: "l.csv")
    #expect(
      try Interpreter().output("load \(path)\nfilter \(condition)").hasSuffix("\(condition): \(count) of 4 queries\n"))
  }

  /// How many models solve a query depends on the pool.
  @Test func followsThePool() throws {
    // Of all three models large alone solves q4; of the two cheaper ones middle alone solves q2.
    let file = try SmallTraceFile()
    #expect(try file.interpreter.output("filter solved_by = 1\nshow").contains("\nq4 "))
    let pair = try SmallTraceFile()
    #expect(try pair.interpreter.output("pool small,middle\nfilter solved_by = 1\nshow").contains("\nq2 "))
  }

  @Test func filtersAddUpAndClear() throws {
    let interpreter = try session()
    try interpreter.output("filter group = math\nfilter x_length < 50")
    #expect(try interpreter.output("filter").contains("group = math and x_length < 50: 1 of 3"))
    #expect(try interpreter.output("filter off") == "no filter: 3 of 3 queries\n")
  }

  /// Ids are texts: 007, 7.0 and 0x7 are others than 7.
  @Test func idsAreComparedAsTexts() throws {
    let rows = ["7", "007", "7.0", "0x7"].map { "\($0),m,1,0.1,\($0 == "7" ? "9" : "010")" }.joined(separator: "\n")
    let path = try folder.write("query_id,model,quality,cost,zip\n" + rows + "\n", to: "t.csv")
    let interpreter = Interpreter()
    func count(_ filter: String) throws -> Int? {
      let text = try interpreter.output("set format json\nload \(path)\nfilter \(filter)")
      return text.ranges(of: "\"queries\":").last.flatMap { Int(text[$0.upperBound...].prefix { $0.isNumber }) }
    }
    #expect(try count("query_id = 7") == 1)
    #expect(try count("query_id != 7") == 3)
    #expect(try count("query_id = 007") == 1)
    #expect(throws: Diagnostic.self) { try count("zip = 10") }
    #expect(try count("zip = 010") == 3)
    #expect(try count("zip > 9") == 3)
    // In natural order 0x7, 007, 7 and 7.0 all stand before 8, and none behind 10.
    #expect(try count("query_id < 8") == 4)
    #expect(throws: Diagnostic.self) { try count("query_id > 10") }
  }

  /// Beyond what a double tells apart.
  @Test func longIdsAreInOrder() throws {
    let path = try folder.write(
      "query_id,model,quality,cost\n12345678901234567890,m,1,1\n12345678901234567891,m,1,1\n9,m,1,1\n", to: "t.csv")
    let filter = "filter query_id > 12345678901234567890"
    #expect(try Interpreter().output("load \(path)\n\(filter)").hasSuffix(": 1 of 3 queries\n"))
  }
}
