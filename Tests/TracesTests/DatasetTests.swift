import Testing
import Traces

@Suite struct DatasetTests {
  /// Models b at 4, a at 1, c at 1 in the train part; query 4 has no outcome of a.
  private let traces = TraceSet(
    source: "by hand", queryIDs: ["p", "q", "r", "s", "t"], models: ["b", "a", "c"],
    quality: [1, 0, 0.5, 0, 1, 1, 1, 1, 0, 0.25, .nan, 1, 0, 0, 1],
    cost: [3, 1, 1, 5, 1, 1, 2, 9, 9, 1, 1, 1, 2, 2, 9],
    queryColumns: [
      Column(name: "split", values: .categories(codes: [0, 0, 1, 2, 2], labels: ["train", "tune", "test"]))
    ])

  @Test func modelsAreInTheOrderOfTheirTrainCosts() throws {
    let data = try Dataset(traces: traces, models: [0, 2, 1], queries: [0, 1, 2, 3, 4], split: .column("split"))
    // a and c cost the same in the train part: the first in the traces comes first.
    #expect(data.models == ["a", "c", "b"] && data.modelIndices == [1, 2, 0])
    #expect(data.queryIndices == [0, 1, 2, 4] && data.incompleteCount == 1 && data.queryID(3) == "t")
    #expect(data.train == [0, 1] && data.tune == [2] && data.test == [3])
    #expect(data.quality == [0, 0.5, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0])
    #expect(data.cost == [1, 1, 3, 1, 1, 5, 9, 9, 2, 2, 9, 2])
    #expect(data.means(of: data.quality, over: [0, 1]) == [0.5, 0.75, 0.5])
  }

  @Test func partsMayBeReplaced() throws {
    let data = try Dataset(traces: traces, models: [0, 1], queries: [0, 1, 2, 4], split: .column("split"))
    #expect(data.tuningRows == [2] && data.tuning(on: []).tuningRows == [0, 1])
    // The order of the models stays, though b is the cheaper of the two in row 2.
    let other = data.training(on: [2])
    #expect(other.train == [2] && other.models == data.models)
  }

  @Test func nothingToWorkWithIsAnError() {
    func error(_ models: [Int], _ queries: [Int]) -> TraceError? {
      do throws(TraceError) {
        _ = try Dataset(traces: traces, models: models, queries: queries, split: .column("split"))
        return nil
      } catch { return error }
    }
    #expect(error([], [0, 4]) == .emptyPool)
    #expect(error([0], [2, 4]) == .emptyPart(part: .train))
    #expect(error([1], [0, 3]) == .emptyPart(part: .test))
  }
}
