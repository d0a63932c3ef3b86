import Input
import TestSupport
import Testing
import Traces

@Suite struct InspectFormatTests {
  private let files = ScratchTraces()

  @Test func epochsAreAveragedAndGradersAreNotCounted() throws {
    let traces = try files.load(ScratchTraces.inspect, to: "a.json")
    #expect(Array(traces.queryIDs) == ["7", "08"] && traces.models == ["org/m"])
    #expect(traces.quality[0] == 0.75 && traces.quality[1].isNaN)
    #expect(abs(traces.cost[0] - 0.3) < 1e-15 && traces.cost[1].isNaN)
    #expect((traces.repeatCount, traces.failedCount) == (1, 1))
    #expect((traces.costUnit, traces.costSource) == (.usd, .recorded))
    #expect(traces.outcomeColumn("tokens_in")?.text(at: 0) == "15")
    let tokens = try files.load(ScratchTraces.inspect, to: "a.json", LoadOptions(cost: .tokens))
    // (10 + 5 + 100 + 20 + 5) / 2
    #expect(tokens.cost[0] == 70)
  }

  /// N is no answer and counts as wrong; answers are looked for with the scorer, then with the model.
  @Test func gradesAndAnswers() throws {
    let traces = try files.load(
      """
      {"eval": {"model": "m", "task": "t"}, "samples": [
        {"id": 1, "input": "q1", "scores": {"s": {"value": "N"}}, "output": {"completion": "one"}, "total_time": 2.5},
        {"id": 2, "input": "q2", "scores": {"s": {"value": 0.25, "answer": "two"}}, "output": {"completion": "other"},
         "total_time": 3}]}
      """, to: "a.json")
    #expect(traces.quality == [0, 0.25] && traces.answers?[0] == "one" && traces.answers?[1] == "two")
    #expect(traces.cost == [2.5, 3] && traces.costUnit == .latency && traces.prompts?[1] == "q2")
  }

  /// `Score.unscored()` has the value NaN; elsewhere it is refused.
  @Test func unscoredSamplesHaveNoScore() throws {
    let text = #"""
      {"eval": {"model": "m", "task": "t"}, "samples": [{"id": 1, "scores": {"s": {"value": NaN}}, "total_time": 2},
       {"id": 2, "scores": {"s": {"value": 1, "metadata": {"p": NaN}}}, "total_time": 3}]}
      """#
    let traces = try files.load(text, to: "a.json")
    #expect(traces.quality[0].isNaN && traces.quality[1] == 1 && traces.cost == [2, 3])
    let other = files.error { () throws(InputError) in
      try files.load(#"{"query_id": 1, "model": "m", "quality": NaN, "cost": 1, "p": NaN}"#)
    }
    #expect(other?.hasPrefix("a.jsonl:1: quality is NaN") == true, "\(other ?? "")")
  }

  /// Scores that are objects or lists: one part counts throughout, whatever its place, and it is said which.
  @Test(arguments: [
    (
      #"{"j": {"value": {"b": 1, "a": 0.25}}}"#, #"{"j": {"value": {"a": 1, "b": 0.5}}}"#, [1, 0.5],
      "the score is b of scores.j.value; --map quality=scores.j.value.a takes a"
    ),
    (
      #"{"j": {"value": [0, 1]}}"#, #"{"j": {"value": [0.5, 0]}}"#, [0, 0.5],
      "the score is element 0 of scores.j.value; --map quality=scores.j.value[1] takes element 1"
    ),
    (
      #"{"j.1": {"value": {"a": "C"}}, "k": {"value": "I"}}"#, #"{"k": {"value": "C"}, "j.1": {"value": {"a": "I"}}}"#,
      [1, 0], "the score is that of j.1; --map quality=scores.k.value takes that of k"
    ),
  ]) func partsOfScores(first: String, second: String, right: [Double], said: String) throws {
    let traces = try files.load(
      """
      {"eval": {"model": "m", "task": "t"}, "samples": [{"id": 0, "error": "x"},
       {"id": 1, "scores": \(first)}, {"id": 2, "scores": \(second)}]}
      """, to: "a.json")
    #expect(Array(traces.quality.dropFirst()) == right && traces.quality[0].isNaN)
    #expect(traces.guesses == [said])
  }

  /// The path that is proposed for the other part is right.
  @Test func theOtherPart() throws {
    let sample = #"{"id": 1, "scores": {"j.1": {"value": [0, 0.75]}}}"#
    let text = #"{"eval": {"model": "m", "task": "t"}, "samples": [\#(sample)]}"#
    let traces = try files.load(text, to: "a.json", LoadOptions(map: ["quality": #"scores.j\.1.value[1]"#]))
    #expect(traces.quality == [0.75] && traces.guesses.isEmpty)
  }
}
