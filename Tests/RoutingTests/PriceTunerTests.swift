import Mathematics
import Routing
import Testing
import Traces

@Suite struct PriceTunerTests {
  private let names = [
    "routing": "router", "threshold": "baseline_cascade", "cascade": "cascade",
    "cascade-routing": "cascade_router",
  ]

  private func areas(_ key: String, reference: ReferenceFaults = []) throws -> [String: (ours: Double, theirs: Double)]
  {
    let record = try RecordedBench(key)
    let fitted = try record.fittedTraces(sigma: reference.contains(.fitsOnTest) ? record.sigmas : nil)
    let strategies = try names.keys.sorted().map { name in
      var specification = try StrategySpecification(name)
      specification.reference = reference
      return (name: name, strategy: try Strategies.kind(name).make(specification, fitted.data.models))
    }
    let frontiers = try Sweep.frontiers(
      of: strategies, on: fitted, budgets: .list(record.budgets), task: .unobserved)
    return Dictionary(uniqueKeysWithValues: frontiers.curves.map { ($0.name, ($0.area, record.auc[names[$0.name]!]!)) })
  }

  /// A redraw of the noise moves such an area by 0.2.
  @Test(arguments: ["m3_low", "m3_high", "m5_low"])
  func reachesTheRecordedAreas(key: String) throws {
    for (name, area) in try areas(key) {
      let margin = name == "cascade-routing" ? 0.2 : 0.4
      #expect(area.ours >= area.theirs - margin, "\(name) \(area)")
    }
  }

  /// The index policy on fused estimates against the authors' cascade routing, on the same tables and budgets.
  @Test func fusedIndexBeatsTheRecordedCascadeRouting() throws {
    var gains: [Double] = []
    for key in ["m3_low", "m3_high", "m5_low"] {
      let record = try RecordedBench(key)
      let area = try Sweep.frontiers(
        of: [("index", IndexStrategy())], on: try record.fittedTraces(fuses: true), budgets: .list(record.budgets),
        task: .unobserved
      ).curves[0].area
      gains.append(area - record.auc["cascade_router"]!)
      #expect(gains.last! >= 0, "\(key) \(area)")
    }
    #expect(gains.mean >= 0.4, "\(gains)")
  }

  /// With the authors' faults repeated (but not their search's 200 draws) the cascades are within 0.1 of theirs.
  @Test(arguments: ["m3_low", "m3_high", "m5_low"])
  func repeatsTheRecordedCascades(key: String) throws {
    let area = try #require(try areas(key, reference: .all)["cascade"])
    #expect(abs(area.ours - area.theirs) <= 0.1)
  }
}
