import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct ResultsSQLTablesTests {
  private let file: ThreeQueryFile
  private var interpreter: Interpreter { file.interpreter }
  private var folder: TemporaryFolder { file.folder }

  init() throws { file = try ThreeQueryFile() }

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
}
