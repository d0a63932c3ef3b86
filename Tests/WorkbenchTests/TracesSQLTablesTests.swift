import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Dispatch
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Traces
import Workbench

@Suite struct TracesSQLTablesTests {
  private let file: ThreeQueryFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try ThreeQueryFile() }

  /// Missing outcomes have no row, other missing values are NULL, texts are whole.
  @Test func tablesHoldTheTraces() throws {
    try interpreter.output("set format csv\nsplit --by split")
    #expect(
      try interpreter.output("sql SELECT * FROM queries") == """
        query_id,part,prompt,group,split
        q1,train,"What, ""then""?",math,train
        q2,test,,,test
        q3,test,Why?,law,test

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
}
