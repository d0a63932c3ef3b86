import Input
import Testing
import Traces

@Suite struct RowSampleTests {
  /// A thousand train and tune queries each in groups of 90%, 9% and 1%, in ascending order of their ids or reversed; one
  /// test query. Model c has outcomes on two of 200 queries only, if it has holes.
  private static func data(isReversed: Bool = false, hasHoles: Bool = false) throws -> Dataset {
    var places = Array(0..<2001)
    if isReversed { places.reverse() }
    func isMissing(_ place: Int) -> Bool { hasHoles && place < 2000 && place % 200 > 1 }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(places.map { "q\($0)" }), models: ["a", "b", "c"],
      quality: places.flatMap { [0, 1, isMissing($0) ? .nan : 1] },
      cost: places.flatMap { [1, 2, isMissing($0) ? .nan : 3] },
      queryColumns: [
        Column(
          name: "split",
          values: .categories(
            codes: places.map { $0 == 2000 ? 2 : Int32($0 % 2) }, labels: ["train", "tune", "test"])),
        Column(
          name: "group",
          values: .categories(
            codes: places.map { $0 / 2 % 100 < 90 ? 0 : $0 / 2 % 100 < 99 ? 1 : 2 }, labels: ["x", "y", "z"])),
      ])
    return try Dataset(traces: traces, models: [0, 1, 2], queries: Array(places.indices), split: .column("split"))
  }

  @Test func everyGroupKeepsItsShare() throws {
    let data = try Self.data()
    let sample = data.sampled(atMost: 200, seed: 1)
    for (rows, all) in [(sample.train, data.train), (sample.tune, data.tune)] {
      #expect(rows.count == 200 && Set(rows).isSubset(of: all) && rows == rows.sorted())
      let groups = rows.map { data.traces.queryColumn("group")!.text(at: $0)! }
      // 90%, 9% and 1% of 200.
      #expect(["x", "y", "z"].map { name in groups.count { $0 == name } } == [180, 18, 2])
    }
    #expect(sample.test == data.test && sample.models == data.models)
  }

  @Test func theSeedAndTheNamesDecide() throws {
    func names(_ data: Dataset, _ seed: UInt64) -> Set<String> {
      let sample = data.sampled(atMost: 100, seed: seed)
      return Set((sample.train + sample.tune).map { sample.queryID($0) })
    }
    let first = names(try Self.data(), 1)
    #expect(try names(Self.data(isReversed: true), 1) == first)
    // A tenth of each tenth in common by chance.
    #expect(try names(Self.data(), 2).intersection(first).count < 50)
  }

  @Test func fewRowsStayAsTheyAre() throws {
    let data = try Self.data()
    let sample = data.sampled(atMost: 1000, seed: 1)
    #expect(sample.train == data.train && sample.tune == data.tune)
  }

  @Test func rareModelsKeepTheirOutcomes() throws {
    let data = try Self.data(hasHoles: true)
    let sample = data.sampled(atMost: 100, seed: 1)
    // Twenty in two thousand, ten in each part.
    #expect(data.rows(of: 2, among: data.train).count == 10)
    #expect(sample.rows(of: 2, among: sample.train) == data.rows(of: 2, among: data.train))
    #expect(sample.train.count >= 100 && sample.train.count <= 110)
  }
}
