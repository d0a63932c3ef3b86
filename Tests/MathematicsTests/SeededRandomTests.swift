import Mathematics
import Testing

@Suite struct SeededRandomTests {
  /// SplitMix64 from state 1234567, as published with the algorithm.
  @Test func splitMixIsThePublishedSequence() {
    var generator = SplitMix64(state: 1_234_567)
    #expect(
      (0..<3).map { _ in generator.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func valuesAreLookedUpNotDrawn() {
    let key = RandomKey(seed: 7, purpose: "test")
    let first = key.mixing("a").uniform
    _ = key.mixing("b").uniform
    #expect(key.mixing("a").uniform == first)
    #expect(key.mixing("b").uniform != first)
    #expect(RandomKey(seed: 8, purpose: "test").mixing("a").uniform != first)
    #expect(RandomKey(seed: 7, purpose: "other").mixing("a").uniform != first)
  }

  @Test func uniformAndNormalHaveTheirMoments() {
    let key = RandomKey(seed: 1, purpose: "moments")
    let n = 40_000
    let uniform = (0..<n).map { key.mixing($0).uniform }
    let normal = (0..<n).map { key.mixing($0).normal }
    // Four standard errors: sqrt(1/12/n), 1/sqrt(n), and 1/sqrt(2n) for a standard deviation.
    #expect(abs(uniform.mean - 0.5) < 4 * (1 / 12.0 / Double(n)).squareRoot())
    #expect(abs(normal.mean) < 4 / Double(n).squareRoot())
    #expect(abs(normal.standardDeviation - 1) < 4 / (2 * Double(n)).squareRoot())
    #expect(uniform.allSatisfy { $0 > 0 && $0 < 1 })
  }

  @Test func boundedIntegersAreEven() {
    var generator = RandomKey(seed: 2, purpose: "bounded").generator
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[generator.next(below: 6)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 370 })  // 4 standard deviations of 91
  }
}
