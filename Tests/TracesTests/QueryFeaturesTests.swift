import Mathematics
import Testing
import Traces

@Suite struct QueryFeaturesTests {
  /// Three train queries, one of tune and one of test; two groups in the train part.
  private func data(prompts: [String?]?, features: Bool = true) throws -> Dataset {
    let columns = [
      Column(name: "split", values: .categories(codes: [0, 0, 0, 1, 2], labels: ["train", "tune", "test"])),
      Column(name: "group", values: .categories(codes: [0, 1, -1, 2, 1], labels: ["a", "b", "c"])),
      Column(name: "x_size", values: .numbers([1, 2, .nan, 4, 5])),
      Column(name: "x_kind", values: .categories(codes: [0, 0, 0, 0, 0], labels: ["k"])),
    ]
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q", "r", "s", "t"], models: ["m"], quality: [1, 0, 1, 0, 1],
      cost: [1, 1, 1, 1, 1], prompts: prompts.map { TextColumn($0) }, queryColumns: features ? columns : [columns[0]])
    return try Dataset(traces: traces, models: [0], queries: Array(0..<5), split: .column("split"))
  }

  @Test func byHand() throws {
    let options = "Was?\nA) eins\nB) zwei\nC) drei\nD) vier"
    let features = try QueryFeatures(try data(prompts: ["Größe", options, "", nil, "abc"])).features
    #expect(features.map(\.name) == ["length", "options", "group=a", "group=b", "x_size"])
    #expect(features.map(\.family) == [.length, .options, .group, .group, .user])
    #expect(features[0].values.map { ($0 * 1000).rounded() }.prefix(3) == [5, 36, 0])
    #expect(features[0].values[3].isNaN && features[1].values[3].isNaN)
    #expect(features[1].values.prefix(3) == [0, 0.25, 0] && features[1].values[4] == 0)
    #expect(features[2].values == [1, 0, 0, 0, 0] && features[3].values == [0, 1, 0, 0, 1])
    #expect(features[4].values[0] == 1 && features[4].values[2].isNaN && features[4].values[4] == 5)
  }

  @Test func onlyWhatThereIs() throws {
    #expect(try QueryFeatures(try data(prompts: nil, features: false)).features.isEmpty)
    let plain = try QueryFeatures(try data(prompts: ["a", "b", "c", "d", "e"], features: false)).features
    #expect(plain.map(\.name) == ["length"])
    let chosen = try QueryFeatures(try data(prompts: ["a", "b", "c", "d", "e"]), families: [.user]).features
    #expect(chosen.map(\.name) == ["x_size"])
  }

  @Test func cancelledWorkEnds() throws {
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: Cancelled.self) {
      try QueryFeatures(try data(prompts: ["a", "b", "c", "d", "e"]), task: TaskContext(flag: flag))
    }
  }
}
