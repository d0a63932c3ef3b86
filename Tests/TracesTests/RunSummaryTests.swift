import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct RunSummaryTests {
  private func summary(_ rows: String, models: [Int], queries: [Int]) throws -> RunSummary? {
    let folder = ScratchFolder()
    let traces = try TraceLoader.load(paths: [folder.write("query_id,model,quality,cost,run\n" + rows)])
    return RunSummary(traces, on: OutcomeSelection(traces, models: models, queries: queries))
  }

  /// Query p: a has 1, 0 and b 0, 1. Without the first run b is ahead (0, 1), and its first run is 0; without the second a is
  /// ahead, and its second run is 0: 0 at cost (2 + 1) / 2. Query q: a has 1, 1 and b 0, 0: always a, 1 at cost 1. Query r
  /// has one run of b, and is left out. Squares: 4 x 1/4 on p, 0 on q; freedom 4: the root of 1/4.
  @Test func byHand() throws {
    let rows =
      "p,a,1,1,1\np,b,0,2,1\np,a,0,1,2\np,b,1,2,2\nq,a,1,1,1\nq,a,1,1,2\nq,b,0,2,1\nq,b,0,2,2\nr,a,0,1,1\n"
      + "r,a,1,1,2\nr,b,1,2,1\n"
    let all = try #require(try summary(rows, models: [0, 1], queries: [0, 1]))
    #expect(all.deviation == 0.5 && all.runCount == 8 && all.outcomeCount == 4 && all.greatestCount == 2)
    #expect(all.oracle == (0.5, 1.25, 1))
    let withSingle = try #require(try summary(rows, models: [0, 1], queries: [0, 1, 2]))
    #expect(withSingle.oracle == (0.5, 1.25, 2.0 / 3) && withSingle.runCount == 11)
    // Of one model there is nothing to choose: 1/2 on p and r, 1 on q.
    let one = try #require(try summary(rows, models: [0], queries: [0, 1, 2]))
    #expect(abs(one.oracle.quality - 2.0 / 3) < 1e-12 && one.oracle.cost == 1)
  }

  /// The model that is ahead without a run is the cheapest of those that are; runs beyond those of all models only choose.
  @Test func tiesAndFurtherRuns() throws {
    // Without its first run a has 1, 0 and b 1: b, whose first run is 0. Without the second a has 0, 0 and b 0: a, cheaper,
    // whose second run is 1. There is no third round, since b has two runs.
    let found = try #require(
      try summary("p,a,0,1,1\np,a,1,1,2\np,a,0,1,3\np,b,0,2,1\np,b,1,2,2\n", models: [0, 1], queries: [0]))
    #expect(found.oracle == (0.5, 1.5, 1))
  }

  /// Without the first run a is ahead (1.0 against .8 in sum), without the third b; without the second and the fourth both have
  /// .9 and .6, added in another order, and b is cheaper: costs 2, 1, 1, 1.
  @Test func sumsInAnotherOrderTie() throws {
    let runs = zip([0.1, 0.2, 0.3, 0.5], [0.3, 0.2, 0.1, 0.5]).enumerated()
    let rows = runs.map { "p,a,\($1.0),2,\($0)\np,b,\($1.1),1,\($0)\n" }.joined()
    let found = try #require(try summary(rows, models: [0, 1], queries: [0]))
    #expect(abs(found.oracle.quality - 0.225) < 1e-12 && found.oracle.cost == 1.25)
  }

  @Test func withoutRepeatsThereIsNone() throws {
    #expect(try summary("p,a,1,1,1\np,b,0,2,1\n", models: [0, 1], queries: [0]) == nil)
  }

  /// Three models of three runs each; on half of the queries each solves it with probability .5, on the others with .3, .5
  /// and .7. python3, summing over all 2^9 outcomes: the best mean is .759657 on average, the choice by other runs .512420;
  /// the best model in truth has .6.
  @Test func luckIsNotCounted() throws {
    let key = RandomKey(seed: 0, purpose: "runs")
    var rows = ""
    for query in 0..<4000 {
      let chances: [Double] = query % 2 == 0 ? [0.5, 0.5, 0.5] : [0.3, 0.5, 0.7]
      for (model, chance) in chances.enumerated() {
        for run in 0..<3 {
          let isSolved = key.mixing(query).mixing(model).mixing(run).uniform < chance
          rows += "q\(query),m\(model),\(isSolved ? 1 : 0),\(model + 1),\(run)\n"
        }
      }
    }
    let folder = ScratchFolder()
    let traces = try TraceLoader.load(paths: [folder.write("query_id,model,quality,cost,run\n" + rows)])
    let selection = OutcomeSelection(traces, models: [0, 1, 2], queries: Array(0..<4000))
    let summary = try #require(RunSummary(traces, on: selection))
    let best = (0..<4000).map { query in (0..<3).map { selection.quality[$0][query] }.max() ?? 0 }.reduce(0, +) / 4000
    // Standard errors are below .006.
    #expect(abs(best - 0.759657) < 0.02, "\(best)")
    #expect(abs(summary.oracle.quality - 0.512420) < 0.02, "\(summary.oracle.quality)")
    // Of .25 and (.21 + .25 + .21) / 3 the mean.
    #expect(abs(summary.deviation * summary.deviation - 0.23667) < 0.005)
  }
}
