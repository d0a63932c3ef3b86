import Mathematics
import Routing
import Testing

@Suite struct ExpectedMaximumTests {
  static let key = RandomKey(seed: 5, purpose: "expected maximum tests")

  @Test("Certain estimates: the greatest of them, in every mode")
  func certain() {
    let means = [0.2, 0.7, 0.4]
    let zero = Covariance(matrix: [Double](repeating: 0, count: 9), modelCount: 3)
    for belief in [Belief.estimates(means, [0, 0, 0]), .estimates(means, [0, 0, 0], covariance: zero)] {
      #expect(ExpectedMaximum(belief)(of: ModelSet([0, 1, 2])) == 0.7)
      #expect(ExpectedMaximum(belief)(of: ModelSet([0, 2])) == 0.4)
    }
    var options = SearchOptions()
    options.noExpect = true
    #expect(ExpectedMaximum(.estimates(means, [1, 1, 1]), options: options)(of: ModelSet([0, 1])) == 0.7)
  }

  @Test("A single model keeps its estimate exactly; the empty set is worth minus infinity")
  func single() {
    let covariance = Covariance(matrix: [0.25, 0.1, 0.1, 0.16], modelCount: 2)
    for belief in [
      Belief.estimates([0.3, 0.6], [0.5, 0.4]), .estimates([0.3, 0.6], [0.5, 0.4], covariance: covariance),
    ] {
      let value = ExpectedMaximum(belief)
      #expect(value(of: ModelSet([0])) == 0.3 && value(of: ModelSet([1])) == 0.6)
      #expect(value(of: ModelSet()) == -.infinity)
    }
  }

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
