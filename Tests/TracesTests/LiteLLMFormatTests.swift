import Input
import TestSupport
import Testing
import Traces

@Suite struct LiteLLMFormatTests {
  private let folder = ScratchFolder()

  private let csv = """
    request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,endTime,model,session_id,status
    r1,acompletion,0.002,100,20,2026-01-31T23:59:59.5Z,2026-02-01T00:00:01Z,gpt-5,s1,success
    r2,acompletion,0.0001,90,10,2026-03-01 10:00:00+02:00,2026-03-01 08:00:03.25+00:00,small,s1,success
    r3,acompletion,0,0,0,2026-03-01T10:00:00Z,2026-03-01T10:00:00Z,small,s2,failure

    """

  @Test func readsCallsWithoutScores() throws {
    let traces = try TraceLoader.load(paths: [folder.write(csv)])
    #expect(Array(traces.queryIDs) == ["r1", "r2", "r3"] && traces.models == ["gpt-5", "small"])
    #expect(traces.quality.allSatisfy(\.isNaN) && traces.failedCount == 1)
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [0.002, -1, -1, 0.0001, -1, -1])
    #expect(traces.costUnit == .usd)
    let latency = try #require(traces.outcomeColumn("latency"))
    #expect((latency.text(at: 0), latency.text(at: 3)) == ("1.5", "3.25"))
  }

  @Test func scoresAreJoinedByRequest() throws {
    let traces = try TraceLoader.load(
      paths: [folder.write(csv)], options: LoadOptions(map: ["query_id": "session_id"]))
    #expect(Array(traces.queryIDs) == ["s1", "s2"])
    let scores = folder.write("request_id,grade\nr2,0.25\nr1,1\nr9,1\n", to: "scores.csv")
    let (scored, count) = try traces.joiningScores(path: scores, on: "request_id", map: ["quality": "grade"])
    #expect(count == 2)
    #expect(scored.quality.map { $0.isNaN ? -1 : $0 } == [1, 0.25, -1, -1])
    // The queries are requests: the same file finds them by their name.
    let plain = try TraceLoader.load(paths: [folder.write(csv)])
    let (named, _) = try plain.joiningScores(path: scores, on: "request_id", map: ["quality": "grade"])
    #expect(named.quality.map { $0.isNaN ? -1 : $0 } == [1, -1, -1, 0.25, -1, -1])
  }

  @Test func oneRowScoresOneOutcome() throws {
    let traces = try TraceLoader.load(
      paths: [folder.write(csv)], options: LoadOptions(map: ["query_id": "session_id"]))
    let vague = folder.write("session_id,quality\ns1,1\n", to: "vague.csv")
    #expect(
      throws: InputError.incompatible(
        path: vague, reason: "line 2 could score 2 outcomes; add a column model to tell which")
    ) { try traces.joiningScores(path: vague, on: "session_id", map: [:]) }
    let exact = folder.write("session_id,model,quality\ns1,small,0.5\n", to: "exact.csv")
    let (scored, _) = try traces.joiningScores(path: exact, on: "session_id", map: [:])
    #expect(scored.quality[1] == 0.5)
    let strange = folder.write("request_id,quality\nx,1\n", to: "strange.csv")
    #expect(throws: InputError.noCommonQuery(path: strange)) {
      try traces.joiningScores(path: strange, on: "request_id", map: [:])
    }
    let twice = folder.write("request_id,quality\nr1,1\nr1,0\n", to: "twice.csv")
    #expect(throws: InputError.duplicate(path: twice, line: 3, query: "r1", model: "gpt-5")) {
      try traces.joiningScores(path: twice, on: "request_id", map: [:])
    }
  }
}
