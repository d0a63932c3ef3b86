import TestSupport
import Testing
import Traces

/// Rows that hold the outcomes of several models on a query, in several files; the tables were put together by hand.
@Suite struct OwnQueriesTests {
  private let folder = ScratchFolder()

  private func load(_ texts: [String]) throws -> TraceSet {
    try TraceLoader.load(paths: texts.enumerated().map { folder.write($1, to: "\($0).csv") })
  }

  /// The quality of a model on a query.
  private func quality(_ traces: TraceSet, _ query: String, _ model: String) -> Double? {
    guard let row = traces.queryIDs.firstIndex(of: query), let column = traces.models.firstIndex(of: model) else {
      return nil
    }
    return traces.quality[row * traces.modelCount + column]
  }

  private static let first = "query_id,a,b\nq0,1,0\nq1,0,1\n"
  private static let second = "query_id,c,d\nq1,0,0\nq0,1,0.5\n"
  private static let tidy = "query_id,model,quality\nq1,c,0\nq0,c,1\nq0,d,0.5\nq1,d,0\n"
  private static let bench = "sample_id,c,d,c|total_cost,d|total_cost\nq0,1,0.5,1,1\nq1,0,0,1,1\n"

  /// Files of other models of the same queries are one table, whatever their order.
  @Test(arguments: [
    [first, second], [second, first], [first, tidy], [tidy, first], [first, bench], [bench, first],
  ])
  func modelsOfSeveralFiles(texts: [String]) throws {
    let traces = try load(texts)
    #expect(Set(traces.queryIDs) == ["q0", "q1"] && traces.queryCount == 2 && traces.modelCount == 4)
    #expect(traces.missingCount == 0 && traces.renamedCount == 0)
    let expected = ["a": [1, 0], "b": [0, 1], "c": [1, 0], "d": [0.5, 0]]
    for (model, qualities) in expected {
      #expect([quality(traces, "q0", model), quality(traces, "q1", model)] == qualities, "\(model)")
    }
  }

  /// A query that comes twice in each file comes twice; with another outcome of the same model it is another one.
  @Test func queriesThatRepeat() throws {
    let repeated = try load(["id,a,b\nq,1,0\nq,0,1\n", "id,c,d\nq,0.25,0\nq,0.5,1\n"])
    #expect(Array(repeated.queryIDs) == ["q", "q#2"] && repeated.quality == [1, 0, 0.25, 0, 0, 1, 0.5, 1])
    #expect(repeated.renamedCount == 1)
    let other = try load(["id,a,b\nq,1,0\n", "id,b,c\nq,0.5,1\n"])
    #expect(Array(other.queryIDs) == ["q", "q#2"] && other.renamedCount == 1)
  }

  /// Columns and prompts go to their queries in whatever order these come, and it is said where they differ.
  @Test func columnsOfSeveralFiles() throws {
    let traces = try load([
      "id,prompt,a,b,topic\nq0,p0,1,0,x\nq1,,0,1,\nq2,p2,1,1,z\n",
      "id,prompt,c,d,topic,kind\nq2,other,0,1,z,k2\nq1,p1,0,1,y,k1\nq0,p0,1,1,w,k0\n",
    ])
    func texts(_ name: String) -> [String?] { (0..<3).map { traces.queryColumn(name)?.text(at: $0) } }
    #expect(texts("topic") == ["x", "y", "z"] && texts("kind") == ["k0", "k1", "k2"])
    #expect((0..<3).map { traces.prompts?[$0] } == ["p0", "p1", "p2"] && traces.otherPromptCount == 1)
    #expect(traces.guesses == ["topic has several values for one query: the first is used"])
  }
}
