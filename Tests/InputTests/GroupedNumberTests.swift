import Input
import TestSupport
import Testing

/// Numbers with points between thousands, as tables hold them.
@Suite struct GroupedNumberTests {
  private func numbers(_ fields: [String]) throws(InputError) -> [Double] {
    let text = "id;n\n" + fields.map { "x;\($0)\n" }.joined()
    let table = try TableReader(window: ByteWindow(bytes: text.utf8, path: "p"))
    var numbers: [Double] = []
    while try table.next() { numbers.append(try table.number(1, in: .finite)) }
    return numbers
  }

  @Test func areReadWhereOneGivesProof() throws {
    #expect(
      try numbers(["1.234,56", "0,5", "1.234", "-12.345.678", "+1.000,25", "7"])
        == [1234.56, 0.5, 1234, -12_345_678, 1000.25, 7])
    // Without a point in the first 64 KB, one that is proof by itself is understood later.
    #expect(try numbers(Array(repeating: "0,5", count: 12_000) + ["1.234,5"]).last == 1234.5)
  }

  /// Whatever is not certain is refused with its row: nobody knows if 1.234 is a thousand or one.
  @Test(arguments: [
    ("0,5", 1, "1.234", 2, "0,5"), ("0.5", 1, "1.234,56", 3, "1.234,56"), ("1.234,56", 1, "0.5", 2, "1.234,56"),
    ("0,5", 200, "1.234", 2, "0,5"), ("0,5", 12_000, "1.234", 12_002, "1.234"),
    ("0,5", 12_000, "0.5", 12_002, "0.5"),
  ]) func areRefusedElse(first: String, count: Int, last: String, line: Int, found: String) {
    let fields = Array(repeating: first, count: count) + [last]
    let error = thrown { () throws(InputError) in try numbers(fields) }
    guard case .malformed("p", line, 3, found, let expected)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(expected.contains("write all with a point"))
  }

  /// Without a comma anywhere a point is a point.
  @Test func pointsAlone() throws { #expect(try numbers(["1.234", "0.5"]) == [1.234, 0.5]) }
}
