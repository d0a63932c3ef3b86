import Testing
import Traces

@Suite struct RecordRowTests {
  private let files = ScratchTraces()

  /// What says that a call failed: anything but nothing, false, zero and no text, and only where there is no answer.
  @Test(arguments: [
    ("null", 0), ("false", 0), ("0", 0), ("\"\"", 0), ("true", 1), ("1", 1), ("\"time out\"", 1), ("{}", 1), ("[]", 1),
  ])
  func errorsAreFailures(_ error: String, _ count: Int) throws {
    let traces = try files.load(
      #"{"sample_id": "a", "model_id": "m", "evaluation": {"score": 1}, "error": \#(error)}"#)
    #expect(traces.failedCount == count && traces.quality[0].isNaN == (count == 1))
    let answered = try files.load(
      #"{"sample_id": "a", "model_id": "m", "evaluation": {"score": 1}, "error": \#(error), "output": {"raw": ["x"]}}"#)
    #expect(answered.failedCount == 0 && answered.quality == [1])
  }

  /// Numbers of several members are added up, of scores the first counts; members called as the model go before others.
  @Test func membersUnderAStar() throws {
    func load(_ usage: String) throws -> (quality: [Double], cost: [Double]) {
      let traces = try files.load(
        """
        {"eval": {"model": "m", "task": "t"}, "samples": [{"id": 1, "model_usage": \(usage),
          "scores": {"x": {"value": 0.25}, "y": {"value": 1}}}]}
        """, to: "a.json")
      return (traces.quality, traces.cost)
    }
    #expect(try load(#"{"a": {"total_cost": 1}, "b": {"total_cost": 2}}"#) == ([0.25], [3]))
    #expect(try load(#"{"a": {"total_cost": 1}, "m": {"total_cost": 2}}"#) == ([0.25], [2]))
  }
}
