import Input
import TestSupport
import Testing
import Traces

@Suite struct OutcomeJoinTests {
  private let folder = ScratchFolder()
  private let csv = LiteLLMFormatTests.csv

  @Test func scoresAreJoinedByRequest() throws {
    let traces = try TraceLoader.load(
      paths: [folder.write(csv)], options: LoadOptions(map: ["query_id": "session_id"]))
    #expect(Array(traces.queryIDs) == ["s1", "s2"])
    let scores = folder.write("request_id,grade\nr2,0.25\nr1,1\nr9,1\n", to: "scores.csv")
    let (scored, count, _) = try traces.joiningScores(path: scores, on: "request_id", map: ["quality": "grade"])
    #expect(count == 2)
    #expect(scored.quality.map { $0.isNaN ? -1 : $0 } == [1, 0.25, -1, -1])
    // The queries are requests: the same file finds them by their name.
    let plain = try TraceLoader.load(paths: [folder.write(csv)])
    let (named, _, _) = try plain.joiningScores(path: scores, on: "request_id", map: ["quality": "grade"])
    #expect(named.quality.map { $0.isNaN ? -1 : $0 } == [1, -1, -1, 0.25, -1, -1])
  }

  /// Grades from 0 to 10, of which 12 is beyond; a word is a grade, too.
  @Test func scoresHaveAScale() throws {
    let traces = try TraceLoader.load(paths: [folder.write(csv)])
    let scores = folder.write("request_id,grade\nr1,2.5\nr2,12\n", to: "scores.csv")
    let map = ["quality": "grade"]
    #expect(throws: InputError.self) {
      try traces.joiningScores(path: scores, on: "request_id", map: map, scale: 0...10)
    }
    let (scored, _, _) = try traces.joiningScores(path: scores, on: "request_id", map: map, scale: 0...10, clip: true)
    #expect(scored.quality.map { $0.isNaN ? -1 : $0 } == [0.25, -1, -1, 1, -1, -1] && scored.clippedCount == 1)
    let words = folder.write("request_id,grade\nr1,pass\nr2,fail\n", to: "words.csv")
    let (worded, _, _) = try traces.joiningScores(path: words, on: "request_id", map: map)
    #expect(worded.quality.map { $0.isNaN ? -1 : $0 } == [1, -1, -1, 0, -1, -1])
  }

  @Test func oneRowScoresOneOutcome() throws {
    let traces = try TraceLoader.load(
      paths: [folder.write(csv)], options: LoadOptions(map: ["query_id": "session_id"]))
    let vague = folder.write("session_id,quality\ns1,1\n", to: "vague.csv")
    #expect(
      throws: InputError.incompatible(
        path: vague, reason: "line 2 could score 2 outcomes; add a column `model` to tell which")
    ) { try traces.joiningScores(path: vague, on: "session_id", map: [:]) }
    let exact = folder.write("session_id,model,quality\ns1,small,0.5\n", to: "exact.csv")
    let (scored, _, _) = try traces.joiningScores(path: exact, on: "session_id", map: [:])
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

  @Test func scoresOutOfRangeAreRefusedOrClipped() throws {
    let traces = try TraceLoader.load(paths: [folder.write(csv)])
    let path = folder.write("query_id,quality\nr1,1.5\n", to: "s.csv")
    #expect(
      throws: InputError.invalidNumber(
        path: path, line: 2, column: "quality", found: "1.5", allowed: "a number from 0 to 1")
    ) { try traces.joiningScores(path: path, map: [:]) }
    #expect(try traces.joiningScores(path: path, map: [:], clip: true).traces.quality[0] == 1)
    let empty = folder.write("query_id,quality\n", to: "e.csv")
    #expect(throws: InputError.empty(path: empty)) { try traces.joiningScores(path: empty, map: [:]) }
  }
}
