import Display
import SessionFiles
import Testing

@Suite struct UnifiedDiffTests {
  private func difference(_ expected: [String], _ found: [String], line: Int) -> UnifiedDiff {
    UnifiedDiff(
      OutputAlignment(expected.map { LinePattern($0) }, found), expected: expected, found: found, line: line)
  }

  /// As `diff -u` prints it, worked out with GNU diff.
  @Test func hunksAsDiffPrintsThem() {
    let old = (1...20).map { "line \($0)" }
    var new = old
    new[4] = "changed"
    new.remove(at: 17)
    new.insert("added", at: 10)
    let difference = difference(old, new, line: 101)
    #expect(difference.firstLine == 105)
    #expect(
      difference.text() == """
        @@ -102,12 +102,13 @@
         line 2
         line 3
         line 4
        -line 5
        +changed
         line 6
         line 7
         line 8
         line 9
         line 10
        +added
         line 11
         line 12
         line 13
        @@ -115,6 +116,5 @@
         line 15
         line 16
         line 17
        -line 18
         line 19
         line 20

        """)
  }

  @Test func emptySides() {
    #expect(
      difference([], ["a"], line: 5).text() == "@@ -4,0 +5 @@\n+a\n" && difference([], ["a"], line: 5).firstLine == 5)
    #expect(difference(["a"], [], line: 5).text() == "@@ -5 +4,0 @@\n-a\n")
    #expect(difference(["a", "b"], ["a", "c"], line: 1).firstLine == 2)
    #expect(difference(["a"], ["a"], line: 1).text() == "")
  }

  @Test func anyLinesAreOneLine() {
    let difference = difference(["a", "...", "z"], ["a", "b", "c", "y"], line: 10)
    #expect(difference.firstLine == 12 && difference.text() == "@@ -10,3 +10,3 @@\n a\n ...\n-z\n+y\n")
  }
}
