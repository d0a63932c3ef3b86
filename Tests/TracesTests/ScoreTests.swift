import Input
import Testing
import Traces

@Suite struct ScoreTests {
  private let files = ScratchTraces()

  @Test(arguments: [
    ("0.25", 0.25), ("\"1\"", 1), ("true", 1), ("false", 0), ("\"C\"", 1), ("\"P\"", 0.5), ("\"I\"", 0), ("\"N\"", 0),
    ("\"Passed\"", 1), ("\"partial\"", 0.5), ("\"INCORRECT\"", 0), ("\"no\"", 0), ("\"yes\"", 1),
  ])
  func gradesAreNumbers(_ score: String, _ value: Double) throws {
    let traces = try files.load(#"{"sample_id": "a", "model_id": "m", "evaluation": {"score": \#(score)}}"#)
    #expect(traces.quality == [value])
  }

  @Test(arguments: ["maybe", "correctly", "D", "cc"]) func otherWordsAreNone(_ score: String) {
    let error = files.error { () throws(InputError) in
      try files.load(#"{"sample_id": "a", "model_id": "m", "evaluation": {"score": "\#(score)"}}"#)
    }
    #expect(error == "a.jsonl:1: quality is \(score), expected a number from 0 to 1")
  }
}
