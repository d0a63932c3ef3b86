import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Dispatch
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Traces

@Suite struct SQLCommandTests {
  private let file: ThreeQueryFile
  private var interpreter: Interpreter { file.interpreter }
  private var folder: TemporaryFolder { file.folder }

  init() throws { file = try ThreeQueryFile() }

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

  /// Behind the `;` that ends the text a `>` is the shell's; within the text, and in quotes, it is SQL's.
  @Test(arguments: [
    ("sql SELECT 2 > 1 AS a; > FILE", "a\n-\n1\n"), ("sql SELECT '; > b' AS a;> FILE", "a\n-----\n; > b\n"),
    ("sql SELECT 3 AS a; | tr 3 4 > FILE", "a\n-\n4\n"),
  ])
  func outputGoesToTheShell(line: String, output: String) throws {
    let path = folder.path + "/out"
    let command = line.replacing("FILE", with: path)
    #expect(interpreter.isComplete(command, isTyped: true))
    try interpreter.execute(Source(command, isInteractive: true), io: RecordingFrontEnd())
    #expect(try String(contentsOfFile: path, encoding: .utf8) == output)
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

  /// The time limit is for a query that goes on for ever; it counts what other tests take.
  @Test(.timeLimit(.minutes(30))) func isCancelled() throws {
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
