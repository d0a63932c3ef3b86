import Mathematics
import Routing
import Testing

@Suite struct IndexTabulatorTests {
  static let key = RandomKey(seed: 11, purpose: "index tables")

  /// Beliefs of which the policy is a matter of lines: runs that reveal the truth, show a signal, or step an estimate.
  static func belief(_ kind: Int, _ index: Int) -> Belief {
    let answered = Array(0..<index % 3)
    if kind == 0 { return RandomSteps.belief(index, answered: answered).belief }
    let key = Self.key.mixing(kind).mixing(index)
    let count = 3 + index % 3
    var belief = Belief(
      quality: (0..<count).map { key.mixing("chance").mixing($0).uniform },
      cost: (0..<count).map { 0.01 + key.mixing("cost").mixing($0).uniform },
      sigma: [Double](repeating: 0, count: count), answered: answered)
    if index % 4 == 0 { belief.quality[count - 1] = 1 }
    if kind == 1 {
      belief.prospect = .truth(nil)
    } else {
      belief.prospect = .signal(
        SignalModel(
          (0..<count).map { model in
            let signals = (0..<3).map { 0.02 + 0.96 * key.mixing(model).mixing($0).uniform }.sorted(by: >)
            return (rate: signals.mean, signals: signals)
          }))
    }
    return belief
  }

  @Test("A table says at every price what the policy decides, and leaves little open", arguments: 0..<3)
  func tablesSayWhatTheIndexDecides(kind: Int) {
    var (count, open) = (0, 0.0)
    for index in 0..<60 {
      let depth = index % 5 == 4 ? 2 : nil
      let result = TabulatedPolicyTests.check(
        Self.belief(kind, index), { IndexPolicy(lambda: $0, maxDepth: depth) }, "\(kind) \(index)")
      count += result.count
      open = max(open, result.open)
    }
    #expect(count > 1500)
    #expect(open < 0.5)
  }

  /// By hand: the truth of model 0 is 1 with probability 0.5 at a cost of 0.2, so z = 1 - 0.4 lambda; 0.4 are in hand.
  @Test func aKnownTable() {
    var belief = Belief(quality: [0.5, 0.4], cost: [0.2, 1], sigma: [0, 0], answered: [1])
    belief.prospect = .truth(nil)
    var (table, scratch) = (PriceTable(), IndexPolicy(lambda: 0).makeScratch(modelCount: 2))
    IndexPolicy(lambda: 0).tabulate(belief, scratch: &scratch, table: &table)
    #expect(table.verdicts == [.undetermined, .run(0), .undetermined, .stop])
    #expect(abs(table.edges[1] - 1.5) < 4e-6 && abs(table.edges[2] - 1.5) < 4e-6 && table.edges[1] < table.edges[2])
    IndexPolicy(lambda: 0, maxDepth: 1).tabulate(belief, scratch: &scratch, table: &table)
    #expect(table.verdicts == [.stop])
  }

  @Test("What costs nothing, and what is normal, is left to the policy")
  func leftOpen() {
    var belief = Belief(quality: [0.5, 0.4], cost: [0, 1], sigma: [0.1, 0.1])
    var (table, scratch) = (PriceTable(), IndexPolicy(lambda: 0).makeScratch(modelCount: 2))
    belief.prospect = .truth(nil)
    IndexPolicy(lambda: 0).tabulate(belief, scratch: &scratch, table: &table)
    #expect(table.verdicts == [.undetermined])
    belief.cost[0] = 0.5
    belief.prospect = .normal
    IndexPolicy(lambda: 0).tabulate(belief, scratch: &scratch, table: &table)
    #expect(table.verdicts == [.undetermined])
  }
}
