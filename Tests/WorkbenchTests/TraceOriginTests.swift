import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct TraceOriginTests {
  /// What was loaded, joined, scored and repriced is made again in this order by a state.
  @Test func everyStepIsMadeAgain() throws {
    let folder = try TemporaryFolder()
    let traces = try folder.write(
      "request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,endTime,model,status\n"
        + "r1,acompletion,2,10,2,2026-01-01T00:00:00Z,2026-01-01T00:00:01Z,a,success\n"
        + "r2,acompletion,3,10,2,2026-01-01T00:00:00Z,2026-01-01T00:00:01Z,a,success\n", to: "spend.csv")
    let scores = try folder.write("query_id,grade\nr1,0.25\nr2,1\n", to: "scores.csv")
    let groups = try folder.write("query_id,group\nr1,x\nr2,y\n", to: "groups.csv")
    let interpreter = Interpreter()
    try interpreter.output(
      "load \(traces)\njoin \(scores) --on query_id --map quality=grade\njoin \(groups)\nreprice a=2x\nset format csv")
    let question =
      "sql SELECT o.query_id, q.\"group\", quality, cost FROM outcomes o JOIN queries q USING (query_id) ORDER BY 1"
    let expected = "query_id,group,quality,cost\nr1,x,0.25,4.0\nr2,y,1.0,6.0\n"
    #expect(try interpreter.output(question) == expected)
    try interpreter.output("state save \(folder.path)/s.json")
    let other = Interpreter()
    try other.output("state load \(folder.path)/s.json")
    #expect(try other.output(question) == expected)
  }
}
