import Routing
import Testing

@Suite struct ModelSetTests {
  static let samples: [Set<Int>] = [
    [], [0], [63], [64], [1, 2, 3], [0, 63, 64, 127, 128, 255], Set(0..<256), [200, 5], [255, 256], [256], [320, 3],
    [1_000, 256, 0],
    Set(0..<700),
  ]

  @Test("It agrees with a set of numbers", arguments: samples)
  func agrees(numbers: Set<Int>) {
    let set = ModelSet(numbers)
    #expect(set.models == numbers.sorted() && set.count == numbers.count && set.isEmpty == numbers.isEmpty)
    #expect((0..<1_100).allSatisfy { set.contains($0) == numbers.contains($0) })
    #expect(set.adding(70).models == numbers.union([70]).sorted())
    for other in Self.samples {
      let otherSet = ModelSet(other)
      #expect(set.union(otherSet).models == numbers.union(other).sorted())
      #expect(set.subtracting(otherSet).models == numbers.subtracting(other).sorted())
      #expect(set.isSuperset(of: otherSet) == numbers.isSuperset(of: other))
      #expect(set.isDisjoint(with: otherSet) == numbers.isDisjoint(with: other))
      #expect((set == otherSet) == (numbers == other))
      // As binary numbers: the highest model in which they differ decides.
      let highest = numbers.symmetricDifference(other).max()
      #expect((set < otherSet) == (highest.map(other.contains) ?? false))
    }
  }
}
