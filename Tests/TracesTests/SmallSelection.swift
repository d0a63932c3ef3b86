import Input
import Traces

/// Four queries; by ascending cost model a: 1 0 0 0 at 1, b: 1 1 0 0 at 2, c: 0 1 - 0.5 at 4 (one outcome missing).
enum SmallSelection {
  /// The models stand as c, a, b in the traces; a last query that is not looked at solves everything.
  static var outcomes: OutcomeSelection {
    let none = Double.nan
    let traces = TraceSet(
      source: "test", queryIDs: StringColumn(["1", "2", "3", "4", "5"]), models: ["c", "a", "b"],
      quality: [0, 1, 1, 1, 0, 1, none, 0, 0, 0.5, 0, 0, 1, 1, 1],
      cost: [4, 1, 2, 4, 1, 2, none, 1, 2, 4, 1, 2, 0, 0, 0])
    return OutcomeSelection(traces, models: [0, 1, 2], queries: [0, 1, 2, 3])
  }
}
