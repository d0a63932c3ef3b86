import Testing
import Workbench

/// Every byte that is left out has a blank in its place (é has two bytes).
@Suite struct SQLBlanksTests {
  @Test(arguments: [
    ("a 'b' c", "'", "a     c"),
    ("'it''s' x", "'", "        x"),
    ("\"it's\" 'b'", "'", "\"it's\"    "),
    ("\"a\" [b] `c` 'd' e", "'\"`[", "                e"),
    ("a -- b'c\n'd' e", "'", "a            e"),
    ("a /* 'b */ c", "'", "a          c"),
    ("a 'é' b", "'", "a      b"),
    ("a 'b", "'", "a   "),
    ("a - b / c", "'\"", "a - b / c"),
    ("/*/ a */ b", "", "         b"),
    ("a 'b'", "", "a 'b'"),
  ])
  func leavesOut(sql: String, quotes: String, left: String) {
    #expect(sql.blanked(quotes: quotes) == left)
    #expect(left.utf8.count == sql.utf8.count)
  }
}
