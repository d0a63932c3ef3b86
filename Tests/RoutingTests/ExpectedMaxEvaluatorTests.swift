import Mathematics
import Routing
import Testing

@Suite struct ExpectedMaxEvaluatorTests {
  static let key = RandomKey(seed: 5, purpose: "expected maximum tests")

  @Test("Computed values are monotone and submodular", arguments: RandomProblem.Kind.allCases)
  func submodular(kind: RandomProblem.Kind) {
    for item in 0..<60 {
      let problem = RandomProblem(
        kind, modelCount: 6, answeredCount: item % 3, key: Self.key.mixing("\(kind)").mixing(item))
      let value = ExpectedMaximum(problem.belief)
      let answered = problem.belief.answeredSet
      let values = (0..<64).map { mask -> Double? in
        let set = ModelSet((0..<6).filter { mask >> $0 & 1 == 1 })
        return set.isSuperset(of: answered) && !set.isEmpty ? value(of: set) : nil
      }
      for mask in 0..<64 {
        guard let base = values[mask] else { continue }
        // Single models keep their estimates, which the grid meets to 2e-7 only.
        let tolerance = mask.nonzeroBitCount == 1 && problem.belief.covariance == nil ? 5e-7 : 1e-12
        for i in 0..<6 where mask >> i & 1 == 0 {
          guard let withI = values[mask | 1 << i] else { continue }
          #expect(withI >= base - tolerance)
          for j in 0..<6 where j != i && mask >> j & 1 == 0 {
            guard let withJ = values[mask | 1 << j], let both = values[mask | 1 << i | 1 << j] else { continue }
            #expect(both - withJ <= withI - base + tolerance)
          }
        }
      }
    }
  }
}
