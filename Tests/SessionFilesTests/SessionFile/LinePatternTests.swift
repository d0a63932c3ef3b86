import SessionFiles
import Testing

@Suite struct LinePatternTests {
  private func matches(_ pattern: String, _ line: String, tol: Double? = nil, isExact: Bool = false) -> Bool {
    let pattern = LinePattern(pattern, tolerance: tol, isExact: isExact)
    return pattern.matches(LinePattern.Line(line, for: [pattern]))
  }

  @Test func withoutWildcardsEveryCharacterCounts() {
    #expect(matches("a  b", "a  b") && !matches("a  b", "a b") && !matches("a", "A") && matches("", ""))
    #expect(!matches("1.0", "1") && !matches("a.c", "abc") && !matches("[.]", "a"))
  }

  @Test func anyTextWithinALine() {
    #expect(matches("took [..] s", "took 0.25 s") && matches("took [..] s", "took  s"))
    #expect(!matches("took [..] s", "took 0.25 ms."))
    #expect(matches("[..]", "") && matches("[..]", "x") && matches("[..]b[..]", "abc") && !matches("[..]b[..]", "ac"))
    // The shortest text that fits first is too short here.
    #expect(matches("a[..]bc", "abbc") && matches("[..]ab[..]b", "aabab") && !matches("[..]ab[..]b", "aaba"))
    #expect(matches("a[..][..]b", "ab"))
    #expect(!matches("a [..]", "a [..] b", isExact: true) && matches("a [..]", "a [..]", isExact: true))
  }

  @Test func anyLines() {
    #expect(LinePattern("...").isAnyLines && !LinePattern("... ").isAnyLines && !LinePattern("....").isAnyLines)
    #expect(!LinePattern("...", isExact: true).isAnyLines && matches("...", "...", isExact: true))
  }

  /// |a - b| <= tol * max(1, |b|), b the number in the block.
  @Test func numbersWithinATolerance() {
    #expect(matches("auc 85.26", "auc 85.27", tol: 1e-3))  // 0.01 <= 0.0853
    #expect(!matches("auc 85.26", "auc 85.35", tol: 1e-3))  // 0.09 > 0.0853
    #expect(matches("0.5", "0.5009", tol: 1e-3) && !matches("0.5", "0.5011", tol: 1e-3))  // beside 1, absolute
    #expect(matches("-2", "-2.019", tol: 0.01) && !matches("-2", "-2.021", tol: 0.01) && !matches("2", "-2", tol: 0.01))
    #expect(matches("1,000", "1000.9", tol: 1e-3) && !matches("1,000", "1002", tol: 1e-3))
    #expect(
      matches("4.5e-05", "4.6e-05", tol: 1e-6) && matches(".5", "0.50", tol: 0) && matches("12%", "12.1%", tol: 0.01))
    #expect(matches("[1, 2]", "[1.001, 2.001]", tol: 1e-2) && matches("x=3", "x=3.0", tol: 0))
    #expect(!matches("a 1", "b 1", tol: 1) && !matches("1 2", "1", tol: 1) && !matches("1", "1 2", tol: 1))
  }

  /// Columns follow the width of their numbers, also at the beginning of a line.
  @Test func blanksBetweenColumns() {
    #expect(matches("model  9.999", "model  10.001", tol: 0.01) && matches("model   9.99", "model  10.01", tol: 0.01))
    #expect(matches(" 9.99  a", "10.01  a", tol: 0.01) && matches("10.01  a", " 9.99  a", tol: 0.01))
    #expect(!matches("a b", "ab", tol: 1) && !matches("a  b", "a b"))
  }

  /// Digits within a word belong to a name.
  @Test func namesAreNoNumbers() {
    for (pattern, line) in [
      ("gpt-4", "gpt-5"), ("sim.00001", "sim.00002"), ("v2", "v3"), ("3x", "4x"), ("a_1", "a_2"), ("1.5.2", "1.5.3"),
    ] {
      #expect(!matches(pattern, line, tol: 10), "\(pattern)")
    }
  }

  @Test func wildcardsBesideNumbers() {
    #expect(matches("[..]: 0.5 of [..]", "share: 0.501 of 3", tol: 0.01))
    #expect(!matches("[..]: 0.5 of [..]", "share: 0.6 of 3", tol: 0.01))
    #expect(matches("a[..]b", "a1b", tol: 0.01))
    #expect(!matches("0.5 [..]", "0.501 x", tol: 0.01, isExact: true))
  }

  /// Unicode takes these for equal, their bytes are not.
  @Test(arguments: [("\u{E9}", "e\u{301}"), ("`", "\u{1FEF}"), (";", "\u{37E}"), ("K", "\u{212A}")])
  func otherBytesDiffer(_ a: String, _ b: String) {
    #expect(a == b && !matches(a, b) && !matches(a + "[..]", b + "x") && !matches(a + " 1", b + " 1", tol: 1))
    #expect(matches(b, b) && matches("[..]" + b, "x" + b) && matches(b + " 1", b + " 1.5", tol: 1))
  }
}
