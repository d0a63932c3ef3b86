import Mathematics
import Routing
import Testing

@Suite struct ReferenceSampleTests {
  private func value(_ faults: ReferenceFaults, _ normals: NormalTable?, _ belief: Belief, _ models: [Int]) -> Double {
    var options = SearchOptions()
    options.reference = faults
    options.normals = normals
    return ExpectedMaximum(belief, options: options)(of: ModelSet(models))
  }

  @Test("Columns belong to what has run, ascending, then to what is new, ascending")
  func columns() {
    var normals = NormalTable()
    normals.set([1, 10, 100, -1, 0, 50], size: 3)
    let belief = Belief.estimates([0, 0.5, 0, 0.25], [0, 1, 2, 0.5], answered: [3, 1])
    // Columns: 1, 3, then 2. Rows: max(0.5 + 1, 0.25 + 10/2, 0 + 2 * 100) and max(0.5 - 1, 0.25, 2 * 50).
    #expect(value(.sampleBySize, normals, belief, [1, 2, 3]) == 150)
  }

  @Test("The fault scales by the variance, the right form by the deviation")
  func scale() {
    var normals = NormalTable()
    normals.set([3, 0, -3, 0], size: 2)
    let belief = Belief.estimates([0, 0], [0.5, 0.5])
    #expect(value(.sampleBySize, normals, belief, [0, 1]) == 0.75)
    #expect(value([.sampleBySize, .varianceForDeviation], normals, belief, [0, 1]) == 0.375)
    #expect(value(.varianceForDeviation, normals, belief, [1]) == 0)
  }

  @Test("Without a table a sample of our own serves, near the exact value")
  func ownSample() {
    let belief = Belief.estimates([0.5, 0.4, 0.7], [0.4, 0.3, 0.2])
    let exact = ExpectedMaximum(belief)(of: ModelSet([0, 1, 2]))
    #expect(abs(value(.sampleBySize, nil, belief, [0, 1, 2]) - exact) < 1e-2)
    #expect(
      abs(value(.sampleBySize, NormalTable(), belief, [0, 1]) - ExpectedMaximum(belief)(of: ModelSet([0, 1]))) < 1e-2)
  }

  @Test("Models that have run keep a variance of 1e-6 by their fault")
  func answeredVariance() {
    let belief = Belief.estimates([0.5, 0.5], [0, 0.001], answered: [0])
    var options = SearchOptions()
    let right = CascadeRoutingPolicy(lambdas: [0], options: options).watched(belief)
    options.reference = .answeredVariance
    let faulty = CascadeRoutingPolicy(lambdas: [0], options: options).watched(belief)
    // E[max] of a constant and N(0, s^2) exceeds it by s / sqrt(2 pi); of two such variables by s / sqrt(pi).
    #expect(abs((right.best?.quality ?? 0) - 0.5 - 0.001 * 0.398_942_28) < 1e-9)
    #expect(abs((faulty.best?.quality ?? 0) - 0.5 - 0.001 * 0.564_189_58) < 1e-9)
  }
}
