import CSQLite
import Testing
import Traces

@Suite struct BoundedSQLFunctionsTests {
  private final class Database {
    private let functions = BoundedSQLFunctions()
    private var handle: OpaquePointer?

    init() {
      sqlite3_open(":memory:", &handle)
      sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 16 << 20)
      functions.register(with: handle!)
    }

    deinit { sqlite3_close(handle) }

    /// The only value of a statement as text, or the error.
    func answer(_ sql: String) -> String {
      var statement: OpaquePointer?
      defer { sqlite3_finalize(statement) }
      guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK,
        sqlite3_step(statement) == SQLITE_ROW
      else { return "error: " + String(cString: sqlite3_errmsg(handle)) }
      return sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "NULL"
    }
  }

  private static func many(_ letter: String, _ count: Int) -> String {
    "replace(hex(zeroblob(\(count / 2))), '0', '\(letter)')"
  }

  /// Beyond the bound each would take minutes, or hours.
  @Test(arguments: [
    (
      "instr(\(many("a", 8_000_000)), \(many("a", 4_000_000)) || 'b')",
      "instr() of texts of 8,000,000 and 4,000,001 bytes would take too long"
    ),
    (
      "replace(\(many("a", 8_000_000)), \(many("a", 4_000_000)) || 'b', '')",
      "replace() of texts of 8,000,000 and 4,000,001 bytes would take too long"
    ),
    ("trim(\(many("a", 8_000_000)), \(many("b", 1_000_000)))", "trim() of texts of 8,000,000 and 1,000,000 bytes"),
    ("ltrim(\(many("a", 8_000_000)), \(many("b", 1_000_000)))", "ltrim() of texts of 8,000,000 and 1,000,000 bytes"),
    ("rtrim(\(many("a", 8_000_000)), \(many("b", 1_000_000)))", "rtrim() of texts of 8,000,000 and 1,000,000 bytes"),
    ("\(many("a", 16_000_000)) LIKE '%' || \(many("a", 40_000)) || 'b'", "like() of texts of 16,000,000 and 40,002"),
    ("\(many("a", 16_000_000)) LIKE '%' || \(many("a", 40_000)) || 'b' ESCAPE '!'", "like() of texts of 16,000,000"),
    ("\(many("a", 16_000_000)) GLOB '*' || \(many("a", 40_000)) || 'b'", "glob() of texts of 16,000,000 and 40,002"),
    (
      "json_patch('{' || \(many("a", 1_000_000)) || '}', '{' || \(many("a", 1_000_000)) || '}')",
      "json_patch() of texts of"
    ),
    ("printf('%.*c', 1000000000, 'x')", "string or blob too big"),
    ("printf('%1000000000d', 1)", "string or blob too big"),
    ("format('%*d', -2000000000, 1)", "string or blob too big"),
    ("printf('%.16000000f', 0.1) || 'x' || printf('%.16000000f', 0.1)", "string or blob too big"),
    ("printf('%s%s', \(many("a", 9_000_000)), \(many("a", 9_000_000)))", "string or blob too big"),
    // 64 MB: 1e308 has 309 digits, 1000 after the point.
    (
      "printf(replace(\(many("a", 50_000)), 'a', '%.1000f')\(String(repeating: ", 1e308", count: 60)))",
      "string or blob too big"
    ),
    ("max(\(Array(repeating: "1", count: 65).joined(separator: ",")))", "too many arguments on function max"),
  ])
  func whatWouldTakeLongIsRefused(_ expression: String, _ says: String) {
    let answer = Database().answer("SELECT \(expression)")
    #expect(answer.hasPrefix("error: " + says), "\(answer)")
  }

  /// As SQLite 3.40 itself answers.
  @Test(arguments: [
    ("instr('abcabc', 'ca')", "3"), ("instr(NULL, 'a')", "NULL"), ("instr(12345, 34)", "3"),
    ("instr(x'0102', x'02')", "2"),
    ("replace('abcabc', 'ca', '-')", "ab-bc"), ("replace('abc', '', 'x')", "abc"), ("trim('xyaxy', 'yx')", "a"),
    ("ltrim('xyaxy', 'yx')", "axy"), ("rtrim('xyaxy', 'yx')", "xya"), ("trim('  a ')", "a"),
    ("'Größe' LIKE '%ö_e'", "1"), ("'ABC' LIKE 'a_c'", "1"), ("'10%' LIKE '10!%' ESCAPE '!'", "1"),
    ("NULL LIKE 'a'", "NULL"),
    ("'a' LIKE 'a' ESCAPE 'ab'", "error: ESCAPE expression must be a single character"),
    ("'abc' GLOB '[a-c]?c'", "1"), ("'ABC' GLOB 'a*'", "0"),
    ("json_array(json_patch('{\"a\":1}', '{\"b\":2}'))", "[{\"a\":1,\"b\":2}]"),
    ("json_patch('{', '{}')", "error: malformed JSON"),
    ("printf('%0*d|%-5s|%.2f|%%|%,d', 6, 42, 'ab', 1.25, 1234567)", "000042|ab   |1.25|%|1,234,567"),
    ("printf('%.3c|', 'a')", "aaa|"), ("printf('')", "NULL"), ("printf(NULL)", "NULL"), ("format('%s')", ""),
    ("length(printf('%.*c', 15000000, 'a'))", "15000000"),
    ("instr('a')", "error: wrong number of arguments to function instr()"),
    ("\(many("a", 16_000_000)) LIKE '%aab'", "0"), ("instr(\(many("a", 16_000_000)), 'aab')", "0"),
  ])
  func whatEndsSoonIsAnswered(_ expression: String, _ value: String) {
    #expect(Database().answer("SELECT \(expression)") == value)
  }

  @Test func callsOfSeveralNumbersOfArguments() {
    #expect(
      Database().answer(
        "WITH t(a) AS (VALUES (1), (2), (3)) SELECT group_concat(printf('%d', a) || printf('%d%s', a, 'x'), '') FROM t")
        == "11x22x33x")
  }
}
