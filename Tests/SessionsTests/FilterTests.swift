import Sessions
import TestSupport
import Testing

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

  @Test func filtersAddUpAndClear() throws {
    let interpreter = try session()
    try interpreter.output("filter group = math\nfilter x_length < 50")
    #expect(try interpreter.output("filter").contains("group = math and x_length < 50: 1 of 3"))
    #expect(try interpreter.output("filter off") == "no filter: 3 of 3 queries\n")
  }
}
