import Input
import Mathematics
import TestSupport
import Testing
import Traces

@Suite("What a model did on a similar query stands in for an outcome that is missing") struct StandInsTests {
  /// 60 queries of two kinds in turn, on which three models are all right or all wrong, sure or not; costs are the length of the
  /// query times 1, 2 and 4. Of every query but each fifth one model is missing.
  private static func data() throws -> Dataset {
    let (count, width) = (60, 3)
    var (quality, cost, confidence) = ([Double](), [Double](), [Double]())
    for query in 0..<count {
      for model in 0..<width {
        let isMissing = query % 5 != 0 && query / 2 % width == model
        quality.append(isMissing ? .nan : query % 2 == 0 ? 1 : 0)
        cost.append(isMissing ? .nan : length(query) * Double(1 << model))
        confidence.append(isMissing ? .nan : (query % 2 == 0 ? 10 : 0) + Double(query) / 100)
      }
    }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<count).map { "q\($0)" }), models: ["a", "b", "c"],
      quality: quality, cost: cost, outcomeColumns: [Column(name: "confidence", values: .numbers(confidence))])
    return try Dataset(
      traces: traces, models: [0, 1, 2], queries: Array(0..<count), split: .hashed(train: 0.3, tune: 0.3, seed: 0))
  }

  private static func length(_ query: Int) -> Double { Double(1 + query % 7) }

  @Test func theOutcomeOfAQueryOfTheSameKindIsTaken() throws {
    let given = try Self.data()
    let data = try given.standingIn()
    let served = data.served
    #expect(served.isComplete && !served.isValued && served.hasAdjustedMeans && !data.isComplete)
    var donors: [Set<Int>] = [[], [], []]
    for row in 0..<given.count {
      for model in 0..<3 {
        let (place, other) = (row * 3 + model, data.standIn(of: model, on: row))
        #expect(served.quality[place] == (row % 2 == 0 ? 1 : 0), "\(row) \(model)")
        if given.isOffered(model, on: row) {
          #expect(other == row && served.cost[place] == given.cost[place])
        } else {
          #expect(given.isOffered(model, on: other) && other % 2 == row % 2)
          #expect([given.train, given.tune, given.test].allSatisfy { $0.contains(row) == $0.contains(other) })
          donors[model].insert(other)
          #expect(abs(served.cost[place] / (Self.length(row) * Double(1 << model)) - 1) < 0.1, "\(served.cost[place])")
        }
      }
    }
    #expect(donors.allSatisfy { $0.count > 4 }, "different queries stand in")
  }

  /// Recorded tables, rows of models and parts stay what they are, for fits; what stands in hangs on nothing but the ids.
  @Test func whatIsRecordedStays() throws {
    let given = try Self.data()
    let data = try given.standingIn()
    for same in [data, data.served.recorded, try data.valued().recorded] {
      #expect(isSame(same.quality, given.quality) && isSame(same.cost, given.cost) && !same.isComplete)
      #expect(same.rows(of: 1, among: given.train) == given.rows(of: 1, among: given.train))
    }
    #expect(try given.standingIn().standIns?.rows == data.standIns?.rows)
    #expect(data.served.recorded.served.quality == data.served.quality)
    #expect(isSame(given.served.quality, given.quality), "nothing stands in unless asked for")
  }

  @Test func completeTracesAndLogsNeedNone() throws {
    let given = try Self.data()
    let full = given.queryIndices.filter { $0 % 5 == 0 }
    let complete = try Dataset(
      traces: given.traces, models: [0, 1, 2], queries: full, split: .hashed(train: 0.3, tune: 0.3, seed: 0))
    #expect(try complete.isComplete && complete.standingIn().standIns == nil && complete.standingIn().served.isComplete)
    var traces = given.traces
    for place in traces.quality.indices where place % 3 != place / 3 % 3 { traces.quality[place] = .nan }
    let log = try Dataset(
      traces: traces, models: [0, 1, 2], queries: given.queryIndices, split: .hashed(train: 0.3, tune: 0.3, seed: 0))
    #expect(try log.isLog && log.standingIn().standIns == nil)
  }

  /// Ten are near: those equal to a value first, then the nearest on either side.
  @Test func nearPlaces() {
    let few = [0.0, 1, 1, 5]
    #expect(StandIns.near(1, in: few, count: 10) == 0..<4)
    let values = (0..<30).map(Double.init)
    #expect(StandIns.near(14.6, in: values, count: 10) == 10..<20)
    #expect(StandIns.near(-3, in: values, count: 10) == 0..<10 && StandIns.near(40, in: values, count: 10) == 20..<30)
    let equal = [0.0] + [Double](repeating: 1, count: 25) + [2]
    #expect(StandIns.near(1, in: equal, count: 10) == 1..<26)
  }
}
