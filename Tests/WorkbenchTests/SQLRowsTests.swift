import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct SQLRowsTests {
  private let interpreter = Interpreter()

  private static let many = """
    sql --head 3 WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) SELECT i FROM n
    """

  @Test func longResultsAreCutAndCounted() throws {
    #expect(
      try interpreter.output(Self.many) == """
        i
        -
        1
        2
        3
        ... 59,997 more rows
        note: the first 50,000 rows are kept; --format csv prints all of them

        """)
    let lines = try interpreter.output("set format csv\n" + Self.many).split(separator: "\n")
    #expect(lines.first == "i" && lines.dropFirst().elementsEqual((1...60_000).map { Substring("\($0)") }))
    #expect(try interpreter.output("sql SELECT count(*) AS n, max(i) AS last FROM _") == "n,last\n50000,50000\n")
    let json = try interpreter.output("set format json\n" + Self.many).split(separator: "\n").last ?? ""
    #expect(json.contains("{\"i\":50000}],\"row_count\":60000,\"notes\""))
  }
}
