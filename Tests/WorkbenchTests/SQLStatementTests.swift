import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import SessionTestSupport
import Testing
import Workbench

@Suite struct SQLStatementTests {
  private let file: ThreeQueryFile
  private var interpreter: Interpreter { file.interpreter }

  init() throws { file = try ThreeQueryFile() }

  /// A large whole number is shown in full, others to six digits.
  @Test(arguments: [
    ("8383936.0", "8383936.0"), ("-1e6", "-1000000.0"), ("8383936.5", "8.38394e+06"), ("1e15", "1e+15"),
    ("123456.0", "123456"), ("0.1234567", "0.123457"),
  ]) func largeNumbersInText(value: String, shown: String) throws {
    let text = try interpreter.output("sql SELECT \(value) AS a")
    #expect(text.split(separator: "\n").last?.trimmingPrefix(while: \.isWhitespace) == shown[...])
  }

  @Test func variablesAreParameters() throws {
    try interpreter.output("let name \"O'Neil\"\nlet least 30%\nlet count 2")
    let text = try interpreter.output(
      "set format csv\nsql SELECT $name AS a, :least AS b, @count + 1 AS c, '$name' AS d")
    #expect(text == "a,b,c,d\nO'Neil,0.3,3,$name\n")
    do {
      try interpreter.output("sql SELECT 1 + $most")
      Issue.record("no error")
    } catch {
      #expect(error.message == "unknown variable 'most'" && error.location == SourceLocation(line: 1, column: 16))
    }
  }
}
