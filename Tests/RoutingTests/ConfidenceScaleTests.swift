import Glibc
import Routing
import Testing
import Traces

@Suite struct ConfidenceScaleTests {
  @Test func theRangeChooses() {
    #expect(ConfidenceScale(of: [-3, -0.1, 0, .nan]) == .logProbability)
    #expect(ConfidenceScale(of: [0, 0.4, 1]) == .chance)
    #expect(ConfidenceScale(of: [-0.5, 0.5]) == .asRecorded && ConfidenceScale(of: [0.5, 7]) == .asRecorded)
    #expect(ConfidenceScale(of: []) == .asRecorded)
  }

  @Test func whatAScaleAdmits() {
    let values = [-5, 0, 0.5, 1, 1.5, .nan]
    #expect(values.map(ConfidenceScale.chance.admits) == [false, true, true, true, false, true])
    #expect(values.map(ConfidenceScale.logProbability.admits) == [true, true, false, false, false, true])
    #expect(values.allSatisfy(ConfidenceScale.asRecorded.admits))
  }

  @Test func valuesSpread() {
    #expect(abs(ConfidenceScale.logProbability(-1) - log(1.000001)) < 1e-12)
    #expect(abs(ConfidenceScale.logProbability(0) - log(1e-6)) < 1e-12)
    #expect(ConfidenceScale.logProbability(0.3) == ConfidenceScale.logProbability(0))
    #expect(abs(ConfidenceScale.chance(0.8) - log(4)) < 1e-12)
    #expect(abs(ConfidenceScale.chance(1) - log((1 - 1e-6) / 1e-6)) < 1e-9)
    #expect(ConfidenceScale.asRecorded(7) == 7)
    for scale in ConfidenceScale.allCases { #expect(scale(.nan).isNaN) }
  }

  /// Train parts hold chances only, another part a number above 1.
  @Test func allPartsChoose() throws {
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q"], models: ["m"], quality: [1, 0], cost: [1, 1],
      queryColumns: [Column(name: "split", values: .categories(codes: [0, 1], labels: ["train", "test"]))],
      outcomeColumns: [Column(name: "confidence", values: .numbers([0.5, 7]))])
    let data = try Dataset(traces: traces, models: [0], queries: [0, 1], split: .column("split"))
    #expect(ConfidenceScale(of: data) == .asRecorded)
  }
}
