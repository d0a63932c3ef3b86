import Input
import TestSupport
import Testing
import Traces

@Suite struct TraceSetTests {
  /// Of four outcomes one has no score, one of the others no cost.
  @Test func scoresWithoutACostAreCounted() {
    let traces = TraceSet(
      source: "t", queryIDs: StringColumn(["q", "r"]), models: ["a", "b"], quality: [1, .nan, 0, 1],
      cost: [1, .nan, .nan, 2])
    #expect(traces.uncostedCount == 1 && traces.missingCount == 1)
  }

  @Test func valuesOfColumnsAreTexts() {
    let numbers = Column(name: "n", values: .numbers([1, 0.5, .nan]))
    #expect((0..<3).map { numbers.text(at: $0) } == ["1", "0.5", nil])
    let labels = Column(name: "l", values: .categories(codes: [1, -1, 0], labels: ["a", "b"]))
    #expect((0..<3).map { labels.text(at: $0) } == ["b", nil, "a"])
    let texts = Column(name: "t", values: .text(TextColumn(["x", nil, ""])))
    #expect((0..<3).map { texts.text(at: $0) } == ["x", nil, ""])
  }

  @Test func unitsHaveNames() {
    #expect(CostUnit.allCases.map(\.label) == ["USD", "seconds", "tokens", "units"])
  }

  @Test func columnsAreFoundByName() {
    let traces = TraceSet(
      source: "s", queryIDs: ["q"], models: ["a", "b"], quality: [1, 0], cost: [1, 2],
      queryColumns: [Column(name: "x", values: .numbers([7]))],
      outcomeColumns: [Column(name: "x", values: .numbers([8, 9]))])
    #expect(traces.queryColumn("x")?.text(at: 0) == "7" && traces.outcomeColumn("x")?.text(at: 1) == "9")
    #expect(traces.queryColumn("y") == nil && traces.queryCount == 1 && traces.modelCount == 2)
  }

  /// A text of a column, too, is lost with its file, and its loss is told once.
  @Test func changedFilesAreNamedOnce() throws {
    let folder = ScratchFolder()
    let long = String(repeating: "word ", count: 30)
    let text = "query_id,model,quality,cost,note\nq1,m,1,1,\(long)one\nq2,m,1,1,\(long)two\n"
    let path = folder.write(text)
    let traces = try TraceLoader.load(paths: [path])
    let column = try #require(traces.queryColumn("note") ?? traces.outcomeColumn("note"))
    #expect(column.text(at: 1) == long + "two" && traces.takeChangedPath() == nil)
    _ = folder.write(text + "\n")
    #expect(column.text(at: 1) == nil && traces.takeChangedPath() == path && traces.takeChangedPath() == nil)
  }
}
