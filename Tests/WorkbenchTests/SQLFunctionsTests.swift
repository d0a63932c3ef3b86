import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct SQLFunctionsTests {
  private let interpreter = Interpreter()

  init() throws { try interpreter.output("set format csv") }

  private func value(_ expression: String, of values: String) throws -> String {
    let text = try interpreter.output(
      "sql WITH t(x, y) AS (VALUES \(values)) SELECT \(expression) AS v FROM t")
    return String(text.split(separator: "\n", omittingEmptySubsequences: false)[1])
  }

  /// By hand, but the correlation and the deviation: numpy's corrcoef and std(ddof=1).
  @Test(arguments: [
    ("median(x)", "4.0"), ("quantile(x, 0.25)", "2.5"), ("quantile(x, 2)", ""),
    ("round(stddev(x), 12)", "2.516611478424"), ("round(corr(x, y), 12)", "-0.802955068547"), ("count(x)", "3"),
    ("auroc(x, y)", ""), ("auroc(y, x)", ""), ("auroc(x, y = 5)", "0.0"), ("auroc(abs(x - 4), y = 5)", "0.5"),
    ("auroc(x, y > 9)", ""),
  ])
  func aggregates(expression: String, value: String) throws {
    #expect(try self.value(expression, of: "(1, 5), (NULL, 7), (4, 5), (6, 1)") == value)
  }

  @Test(arguments: ["median(x)", "quantile(x, 0.5)", "stddev(x)", "corr(x, y)", "auroc(x, y)"])
  func ofNothing(expression: String) throws {
    #expect(try value(expression, of: "(NULL, NULL)") == "")
  }

  @Test func constantsHaveNoCorrelation() throws {
    let values = Array(repeating: "(0.1, 0.7)", count: 30).joined(separator: ", ")
    #expect(try value("corr(x, y)", of: values) == "")
  }

  @Test func groupsAreApart() throws {
    let text = try interpreter.output(
      "sql WITH t(g, x) AS (VALUES ('a', 1), ('b', 5), ('a', 3)) SELECT g, median(x) AS m FROM t GROUP BY g")
    #expect(text == "g,m\na,2.0\nb,5.0\n")
  }

  @Test func randomnessIsSeeded() throws {
    let question = "sql SELECT random() AS a, random() AS b"
    let first = try interpreter.output(question)
    #expect(try interpreter.output(question) == first)
    let numbers = first.split(separator: "\n")[1].split(separator: ",")
    #expect(numbers[0] != numbers[1])
    #expect(try interpreter.output("set seed 1\n" + question) != first)
  }
}
