import Testing
import Traces

@Suite struct NestedRunsTests {
  /// Columns of 40 queries with an outcome where `ran` says so.
  private static func nested(_ ran: [(Int) -> Bool]) -> NestedRuns {
    NestedRuns(ran.map { ran in (0..<40).map { ran($0) ? 1 : .nan } })
  }

  /// a ran on all, b on 20, and c on 12 of these: by chance c would have run on 12 (40 - 20)/40 = 6 without b.
  @Test func aCascade() {
    let nested = Self.nested([{ _ in true }, { $0 < 20 }, { $0 < 12 }])
    #expect(nested.above == [[], [], [1]] && nested.below == [[], [2], []] && nested.order == [0, 1, 2])
  }

  /// c ran without b on 3 queries, half of the 6 that chance would make, or on 4.
  @Test(arguments: [(9..<21, [[], [], [1]]), (12..<24, [[], [], []])])
  func exceptions(_ range: Range<Int>, _ above: [[Int]]) {
    // 9..<21 is outside of 0..<20 on one query, 12..<24 on four.
    #expect(Self.nested([{ _ in true }, { $0 < 20 }, { range.contains($0) }]).above == above)
  }

  /// Both ran on the same 20: the first counts as the one above. Of 9 without it chance would make 4.5: too few to tell.
  @Test func equalsAndFew() {
    #expect(Self.nested([{ $0 < 20 }, { $0 < 20 }]).above == [[], [0]])
    #expect(Self.nested([{ $0 < 20 }, { $0 < 9 }]).above == [[], []])
    #expect(Self.nested([{ $0 < 9 }, { $0 < 20 }]).order == [1, 0])
  }

  @Test func oddColumns() {
    #expect(NestedRuns([]).above.isEmpty)
    #expect(NestedRuns([[.nan, .nan], [1, 0]]).above == [[], []])
  }
}
