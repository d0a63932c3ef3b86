import Testing
import Traces

/// What the first rows hold together, seen from a file whose first row lacks what the second one has.
@Suite struct RecordUnionTests {
  private let files = ScratchTraces()

  @Test(arguments: [("", "\n", ""), ("[", ",", "]")])
  func laterRowsFillWhatTheFirstLacks(start: String, separator: String, end: String) throws {
    let rows = [
      #"{"id": "x", "arms": {"a": {"score": 1, "cost": null}}}"#,
      #"{"id": "y", "arms": {"a": {"score": 0, "cost": 3}, "b": {"score": 1, "cost": 4}}}"#,
    ]
    let traces = try files.load(start + rows.joined(separator: separator) + end)
    #expect(traces.models == ["a", "b"] && traces.costSource == .recorded)
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [-1, -1, 3, 4])
  }
}
