import Mathematics
import Testing

@Suite struct PartitioningIndexTests {
  /// Every place among equal and different elements, the ends included, found one by one.
  @Test func itIsThePlaceOfALinearSearch() {
    for values in [[], [1], [1, 1, 1], [0, 2, 2, 3, 5, 8, 8]] as [[Int]] {
      for bound in -1...9 {
        #expect(values.partitioningIndex { $0 >= bound } == values.firstIndex { $0 >= bound } ?? values.count)
      }
    }
  }
}
