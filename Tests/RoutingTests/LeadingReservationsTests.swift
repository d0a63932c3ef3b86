import Mathematics
import Routing
import Testing
import Traces

@Suite struct LeadingReservationsTests {
  /// The same estimates without the promise that answers inform of nothing else.
  private struct Unpromised: QualityEstimates {
    let estimates: any QualityEstimates

    func start(_ row: Int, _ belief: inout Belief) { estimates.start(row, &belief) }
    func observe(_ model: Int, row: Int, _ belief: inout Belief) { estimates.observe(model, row: row, &belief) }
  }

  /// Of 60 models, with equal estimates among them, many run before the best in hand is enough, and runs are cut off.
  @Test("Remembered leaders decide as weighing all models anew does", arguments: [0, 0.002, 0.01, 0.05, 0.3])
  func decisionsAreTheSame(lambda: Double) throws {
    let key = RandomKey(seed: 3, purpose: "leaders")
    let (rowCount, modelCount) = (40, 60)
    func table(_ name: String, _ number: (RandomKey) -> Double) -> [Double] {
      (0..<(rowCount + 2) * modelCount).map { number(key.mixing(name).mixing($0)) }
    }
    let data = try SmallTraces.tuning(
      qualities: (0..<rowCount).map { row in (0..<modelCount).map { key.mixing(row).mixing($0).uniform } },
      costs: (0..<rowCount).map { _ in (0..<modelCount).map { Double(1 + $0 % 7) } })
    let quality = PairedQualityEstimates(
      PairedTable(
        exAnte: table("before") { ($0.uniform * 20).rounded() / 20 }, postHoc: table("after") { $0.uniform - 0.2 },
        modelCount: modelCount),
      sigma: (0..<modelCount).map { 0.1 + 0.05 * Double($0 % 3) })
    let costs = table("cost") { 1 + ($0.uniform * 6).rounded() }
    let cost = PairedCostEstimates(PairedTable(exAnte: costs, postHoc: costs, modelCount: modelCount))
    let policy = IndexPolicy(lambda: lambda)
    let capped = CappedPolicy(policy, cap: 40)
    var counts: [Double] = []
    for rule in TieRule.allCases {
      func outcomes(_ quality: any QualityEstimates, _ policy: some Policy) -> Outcomes {
        let fitted = FittedTraces(data: data, estimates: Estimates(quality: quality, cost: cost))
        return policy.evaluate(data.tune[...], of: fitted, rule: rule, task: .unobserved)
      }
      let (found, expected) = (outcomes(quality, policy), outcomes(Unpromised(estimates: quality), policy))
      #expect(found.cost == expected.cost && found.quality == expected.quality && found.ran == expected.ran)
      #expect(outcomes(quality, capped).cost == outcomes(Unpromised(estimates: quality), capped).cost)
      counts.append(found.ran.reduce(0, +))
    }
    #expect(lambda > 0.005 || counts[0] > 20 * Double(rowCount))
  }
}
