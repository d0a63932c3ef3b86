import CommandLanguage
import Dispatch
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Traces
import Workbench

@Suite struct SQLCommandTests {
  private let folder: TemporaryFolder
  private let interpreter = Interpreter()

  /// Three queries and two models; one outcome, one prompt and one group are missing.
  init() throws {
    folder = try TemporaryFolder()
    let path = try folder.write(
      """
      query_id,model,quality,cost,group,prompt,confidence,split
      q1,small,1,0.5,math,"What, ""then""?",0.9,train
      q1,large,1,2,math,"What, ""then""?",,train
      q2,small,0,0.25,,,0.1,test
      q2,large,0.5,3,,,0.7,test
      q3,small,1,0.75,law,Why?,0.3,test

      """, to: "t.csv")
    try interpreter.output("load \(path)")
  }

  @Test func answersInEveryFormat() throws {
    let question = "sql SELECT model, count(*) AS n, avg(quality) AS quality FROM outcomes GROUP BY model"
    #expect(
      try interpreter.output(question) == """
        model  n   quality
        -----  -  --------
        large  2      0.75
        small  3  0.666667

        """)
    #expect(
      try interpreter.output("set format csv\n" + question)
        == "model,n,quality\nlarge,2,0.75\nsmall,3,0.6666666666666666\n")
    #expect(
      try interpreter.output("set format markdown\n" + question) == """
        | model | n | quality |
        | --- | --: | --: |
        | large | 2 | 0.75 |
        | small | 3 | 0.666667 |

        """)
    #expect(
      try interpreter.output("set format json\nsql SELECT model, 1 AS n, NULL AS none FROM models").split(
        separator: "\n"
      )
      .last == """
        {"command":"sql","columns":["model","n","none"],"rows":[{"model":"small","n":1,"none":null},\
        {"model":"large","n":1,"none":null}],"row_count":2}
        """)
  }

  /// Missing outcomes have no row, other missing values are NULL, texts are whole.
  @Test func tablesHoldTheTraces() throws {
    try interpreter.output("set format csv\nsplit --by split")
    #expect(
      try interpreter.output("sql SELECT * FROM queries") == """
        query_id,part,prompt,group,split
        q1,train,"What, ""then""?",math,train
        q2,test,,,test
        q3,,Why?,law,test

        """)
    #expect(
      try interpreter.output("sql SELECT query_id, model, quality, cost, answer, confidence FROM outcomes") == """
        query_id,model,quality,cost,answer,confidence
        q1,small,1.0,0.5,,0.9
        q1,large,1.0,2.0,,
        q2,small,0.0,0.25,,0.1
        q2,large,0.5,3.0,,0.7
        q3,small,1.0,0.75,,0.3

        """)
    // small: q1 and q3 are won (cheapest of the best), q2 is lost to large.
    #expect(
      try interpreter.output("sql SELECT model, position, cost, coverage, on_hull, wins * 3 AS won FROM models") == """
        model,position,cost,coverage,on_hull,won
        small,1,0.5,1.0,1,2.0
        large,2,2.5,0.6666666666666666,1,1.0

        """)
  }

  @Test func windowFunctions() throws {
    let text = try interpreter.output(
      "set format csv\nsql SELECT query_id, sum(cost) OVER (ORDER BY query_id) AS spent FROM outcomes WHERE model = 'small'"
    )
    #expect(text == "query_id,spent\nq1,0.5\nq2,0.75\nq3,1.5\n")
  }

  @Test func goesOnToTheSemicolon() throws {
    let text = try interpreter.output("sql\nSELECT 'a;b' -- # no; comment\n AS x; \necho done\nsql SELECT 2 AS y")
    #expect(text == "x\n---\na;b\ndone\ny\n-\n2\n")
    #expect(!interpreter.isComplete("sql SELECT 1"))
    #expect(interpreter.isComplete("sql SELECT 1;"))
    #expect(!interpreter.isComplete("sql SELECT 1\n"))
    #expect(interpreter.isComplete("sql SELECT 1\n", isTyped: true))
    #expect(interpreter.isComplete("sql --as x --file a.sql"))
    #expect(!interpreter.isComplete("sql --as x"))
  }

  @Test func readsAFile() throws {
    let path = try folder.write("SELECT count(*) AS n\nFROM queries;\n", to: "count.sql")
    #expect(try interpreter.output("sql --file \(path)\necho done") == "n\n-\n3\ndone\n")
    let bad = try folder.write("SELECT count(*)\nFROM  quries\n", to: "bad.sql")
    do {
      try interpreter.output("sql --file \(bad);")
      Issue.record("no error")
    } catch {
      #expect(error.text.hasPrefix("\(bad):2:7: error: unknown table 'quries'\n"))
    }
  }

  @Test func variablesAreParameters() throws {
    try interpreter.output("let name \"O'Neil\"\nlet least 30%\nlet count 2")
    let text = try interpreter.output(
      "set format csv\nsql SELECT $name AS a, :least AS b, @count + 1 AS c, '$name' AS d")
    #expect(text == "a,b,c,d\nO'Neil,0.3,3,$name\n")
    do {
      try interpreter.output("sql SELECT 1 + $most")
      Issue.record("no error")
    } catch {
      #expect(error.message == "unknown variable 'most'" && error.location == SourceLocation(line: 1, column: 16))
    }
  }

  @Test func resultsAreTables() throws {
    try interpreter.output(
      "set format csv\nsql --as costly SELECT query_id, max(cost) AS dearest FROM outcomes GROUP BY query_id")
    #expect(try interpreter.output("sql SELECT sum(dearest) AS s FROM costly WHERE dearest > 1") == "s\n5.0\n")
    #expect(try interpreter.output("sql SELECT s + 1 AS t FROM _") == "t\n6.0\n")
    let file = folder.path + "/out.csv"
    try interpreter.output("write costly \(file)")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "query_id,dearest\nq1,2.0\nq2,3.0\nq3,0.75\n")
  }

  /// A table does not push the latest run or sweep out of sight.
  @Test func runsStayInSight() throws {
    try interpreter.output("load sim:routerbench --queries 200\nfit quality noisy --ante 0.6 --post 0.3")
    try interpreter.output("run routing --budget 0.0005\nsweep mix --budgets 2\nsql SELECT 1")
    #expect(try interpreter.output("explain sim.00001").contains("routing"))
    #expect(try interpreter.output("plot frontier").contains("mix"))
    #expect(try interpreter.output("compare").contains("mix"))
    #expect(
      try interpreter.output("set format csv\nsql SELECT result, kind FROM results")
        == "result,kind\n_run,run\n_sweep,sweep\n_,table\n")
  }

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

  @Test(.timeLimit(.minutes(1))) func isCancelled() throws {
    let io = RecordingFrontEnd()
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.1) { io.cancellation.cancel() }
    let endless = "sql WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    do {
      try interpreter.execute(Source(endless), io: io)
      Issue.record("no error")
    } catch {
      #expect(error.exitCode == 130)
    }
    #expect(try interpreter.output("sql SELECT count(*) AS n FROM queries") == "n\n-\n3\n")
  }

  @Test func needsTracesOrText() {
    #expect(throws: Diagnostic.self) { try Interpreter().output("sql SELECT * FROM queries") }
    #expect(throws: Diagnostic.self) { try interpreter.output("sql") }
    #expect(throws: Diagnostic.self) { try interpreter.output("sql --file x.sql SELECT 1") }
    #expect(throws: Never.self) { try Interpreter().output("sql SELECT 1") }
  }
}
