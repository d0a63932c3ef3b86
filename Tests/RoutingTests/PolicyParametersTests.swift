import Input
import Routing
import Testing
import Traces

@Suite struct PolicyParametersTests {
  @Test func filesHoldWhatIsThere() throws {
    let parameters = PolicyParameters(lambdas: [1.5, 0.5], thresholds: [0.25], models: [1, 0])
    let json = JSONValue.object(parameters.members(models: ["a", "b"]))
    #expect(json == ["lambdas": [1.5, 0.5], "thresholds": [0.25], "runs": ["b", "a"]])
    #expect(try PolicyParameters(JSONNode(json), models: ["a", "b"]) == parameters)
    #expect(PolicyParameters().members(models: ["a"]).isEmpty)
  }

  /// A pair that never stops after its first model has no finite threshold, nor has one without a second model.
  @Test func missingThresholdsAreInfinite() throws {
    let pair = try JSONParser.parse(#"{"thresholds": [null], "runs": ["a", "b"]}"#)
    #expect(try PolicyParameters(JSONNode(pair), models: ["a", "b"]).thresholds == [.infinity])
    let single = try JSONParser.parse(#"{"thresholds": [null], "runs": ["b"]}"#)
    #expect(try PolicyParameters(JSONNode(single), models: ["a", "b"]).thresholds == [-.infinity])
  }

  @Test func mistakesAreNamedByTheirPlace() throws {
    let strange = try JSONParser.parse(#"{"runs": ["a", "c"]}"#)
    let error = #expect(throws: JSONShapeError.self) { try PolicyParameters(JSONNode(strange), models: ["a", "b"]) }
    #expect(error?.path == "runs[1]")
  }
}
