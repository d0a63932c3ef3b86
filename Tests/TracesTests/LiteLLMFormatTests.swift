import Input
import TestSupport
import Testing
import Traces

@Suite struct LiteLLMFormatTests {
  private let folder = ScratchFolder()

  /// Three calls, the last of which failed.
  static let csv = """
    request_id,call_type,spend,prompt_tokens,completion_tokens,startTime,endTime,model,session_id,status
    r1,acompletion,0.002,100,20,2026-01-31T23:59:59.5Z,2026-02-01T00:00:01Z,gpt-5,s1,success
    r2,acompletion,0.0001,90,10,2026-03-01 10:00:00+02:00,2026-03-01 08:00:03.25+00:00,small,s1,success
    r3,acompletion,0,0,0,2026-03-01T10:00:00Z,2026-03-01T10:00:00Z,small,s2,failure

    """

  @Test func readsCallsWithoutScores() throws {
    let traces = try TraceLoader.load(paths: [folder.write(Self.csv)])
    #expect(Array(traces.queryIDs) == ["r1", "r2", "r3"] && traces.models == ["gpt-5", "small"])
    #expect(traces.quality.allSatisfy(\.isNaN) && traces.failedCount == 1)
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [0.002, -1, -1, 0.0001, -1, -1])
    #expect(traces.costUnit == .usd)
    let latency = try #require(traces.outcomeColumn("latency"))
    #expect((latency.text(at: 0), latency.text(at: 3)) == ("1.5", "3.25"))
  }

  @Test func rowsAreKeptAndScoresScaled() throws {
    let graded = Self.csv.split(separator: "\n").enumerated().map { "\($1),\($0 == 0 ? "stars" : "4")\n" }.joined()
    var options = LoadOptions(map: ["quality": "stars"])
    options.scale = 0...5
    options.condition = RowCondition("session_id = s1 and spend > 0.001")
    let traces = try TraceLoader.load(paths: [folder.write(graded)], options: options)
    #expect(Array(traces.queryIDs) == ["r1"] && traces.quality == [0.8])
  }

  /// A call that was refused names no model; a list of calls is read like lines of them.
  @Test func callsWithoutAModelAreLeftOut() throws {
    let rows = Self.csv + "r4,acompletion,0,0,0,,,,s3,failure\n"
    let traces = try TraceLoader.load(paths: [folder.write(rows)])
    #expect(traces.models == ["gpt-5", "small"] && traces.queryCount == 3)
    #expect(traces.guesses == ["1 call names no model and is left out"])
    let list =
      #"[{"request_id": "r1", "model": "m", "spend": 0.5, "prompt_tokens": 3}, "#
      + #"{"request_id": "r2", "model": "", "spend": 0, "prompt_tokens": 0}]"#
    let listed = try TraceLoader.load(paths: [folder.write(list, to: "l.json")])
    #expect(Array(listed.queryIDs) == ["r1"] && listed.cost == [0.5] && listed.guesses.count == 1)
  }
}
