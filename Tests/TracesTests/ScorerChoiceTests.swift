import Input
import TestSupport
import Testing
import Traces

/// The choice as logs show it that have several scorers; formats with one scorer have nothing to choose.
@Suite struct ScorerChoiceTests {
  private let files = ScratchTraces()

  /// The first sample has no score, the second decides; the answer is that of the scorer that counts.
  @Test func theFirstRecordWithAScoreDecides() throws {
    let traces = try files.load(
      """
      {"eval": {"model": "m", "task": "t"}, "samples": [{"id": 1, "scores": {"a": {"value": null}}},
       {"id": 2, "scores": {"b": {"value": "C", "answer": "of b"}, "a": {"value": "I", "answer": "of a"}}},
       {"id": 3, "scores": {"a": {"value": "C", "answer": "of a"}, "b": {"value": "I", "answer": "of b"}}}]}
      """, to: "a.json")
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [-1, 1, 0])
    #expect(traces.answers?[1] == "of b" && traces.answers?[2] == "of b")
    #expect(traces.guesses == ["the score is that of b; --map quality=scores.a.value takes that of a"])
  }

  @Test func whatIsMappedIsNoGuess() throws {
    let sample = #"{"id": 1, "scores": {"a": {"value": 0}, "b": {"value": 1}}}"#
    let text = #"{"eval": {"model": "m", "task": "t"}, "samples": [\#(sample)]}"#
    let traces = try files.load(text, to: "a.json", LoadOptions(map: ["quality": "scores.b.value"]))
    #expect(traces.quality == [1] && traces.guesses.isEmpty)
  }
}
