import Input
import Testing

@Suite struct CSVDialectTests {
  private func dialect(_ text: String) -> (separator: String, hasDecimalComma: Bool) {
    var text = text
    let dialect = text.withUTF8 { CSVDialect(of: $0) }
    return (String(UnicodeScalar(dialect.separator)), dialect.hasDecimalComma)
  }

  @Test(arguments: [
    ("a,b\n1,2\n", ","), ("a;b\n1;2\n", ";"), ("a\tb\r\n1\t2\r\n", "\t"), ("a|b\n1|2", "|"), ("a\n1\n", ","), ("", ","),
    // Commas inside quotes and decimal commas are no separators.
    ("a;b\n\"x,y\";0,5\n\n\"z\";1,5\n", ";"),
    // Semicolons inside texts are none either.
    ("a,b\nx;y,1\nz,2\n", ","),
    // Both fit: not certain.
    ("a;b,c\n1;2,3\n", ","),
    // The header alone tells.
    ("a;b\n1;2;3\n", ";"),
  ]) func separators(text: String, separator: String) {
    #expect(dialect(text).separator == separator)
  }

  /// The line by which a table tells Excel its separator is none of its rows.
  @Test(arguments: [
    ("sep=;\na;b\n", ";", 6), ("sep=,\r\na,b\r\n", ",", 7),
    ("sep=\t\na\tb\n", "\t", 6), ("sep=|\na|b,c\n1|2,5\n", "|", 6),
    ("sep=\n1\n", ",", 0), ("sep=a;b\n1;2\n", ";", 0),
  ]) func separatorLines(text: String, separator: String, start: Int) {
    var text = text
    let dialect = text.withUTF8 { CSVDialect(of: $0) }
    #expect(String(UnicodeScalar(dialect.separator)) == separator && dialect.headerStart == start)
  }

  @Test(arguments: [
    ("a;b\n0,5;x\n", true), ("a;b\n1,25;x\n", true), ("a;b\n0,500;x\n", true), ("a;b\n-1,5e-3;x\n", true),
    ("a;b\n;,5\n", true), ("a;b\n1234,500;x\n", true),
    // 1,234 may be a thousand and more.
    ("a;b\n1,234;x\n", false), ("a;b\n1;2\n", false),
    // Points between thousands go with a decimal comma; one number has to give proof of them.
    ("a;b\n1.234,56;x\n", true), ("a;b\n1.234.567;0,5\n", true), ("a;b\n1.234.567;1\n", true),
    ("a;b\n0,5;1.234\n", false), ("a;b\n1.234;1\n", false), ("a;b\n1.234,56;0.5\n", false),
    // Where points occur, commas are something else.
    ("a;b\n0,5;0.5\n", false), ("a;b\n0,5;see 1.2\n", true), ("a;b\n0,5,1;x\n", false),
    // In a percentage, in quotes, and far behind whole numbers.
    ("a;b\n85,5%;x\n", true), ("a;b\n\"0,5\";\"x\"\n", true), ("a,b\n\"0,5\",1\n", true), ("a,b\n\"0,5\",0.5\n", false),
    ("a,b\n\"1,234\",1\n", false), ("a;b\n" + String(repeating: "1;0\n", count: 150) + "0,5;1\n", true),
    // Texts with commas are none.
    ("a;b\n0.25;yes\n0.5;3,4\n0.5;no\n", false), ("a,b\n1,yes\n1,\"3,4\"\n1,no\n", false),
  ]) func decimalCommas(text: String, isCertain: Bool) {
    #expect(dialect(text).hasDecimalComma == isCertain)
  }

  /// The beginning may end within a number: 1,23 of 1,234 proves nothing, the 0,5 before it does.
  @Test(arguments: [("1", false), ("0,5", true)]) func cutNumbers(first: String, isCertain: Bool) {
    let row = "\(first);" + String(repeating: "x", count: (1 << 16) - 12 - first.utf8.count) + ";1,23"
    #expect("a;b;c\n".utf8.count + row.utf8.count == 1 << 16)
    #expect(dialect("a;b;c\n" + row + "4\n").hasDecimalComma == isCertain)
  }

  /// Blanks before numbers do not hide that they have a decimal comma.
  @Test func blanksBeforeNumbers() {
    var text = "a; b\nx; 0,5\ny; 12,25 \n"
    let dialect = text.withUTF8 { CSVDialect(of: $0) }
    #expect(dialect.separator == UInt8(ascii: ";") && dialect.hasDecimalComma)
  }
}
