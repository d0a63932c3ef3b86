import CommandLanguage
import CrouteTestSupport
import SessionTestSupport
import Testing
import Workbench

@Suite struct QueryValueTests {
  private let file: SmallTraceFile

  init() throws { file = try SmallTraceFile() }

  /// How many queries pass a filter.
  private func count(_ filter: String) throws -> String {
    let text = try file.interpreter.output(
      "set format csv\nfilter off\nfilter \(filter)\nsql SELECT group_concat(query_id, '') AS ids FROM queries")
    return text.split(separator: "\n").last.map(String.init) ?? ""
  }

  /// By hand from the table of outcomes: small 1 0 0 0, middle 1 1 0 0, large 0 1 - 0.5.
  @Test(arguments: [
    ("query_id = q2", "q2"), ("group = math", "q1q3"), ("prompt_length <= 11", "q2q4"), ("best_quality = 1", "q1q2"),
    ("best_quality < 0.5", "q3"), ("solved_by = 2", "q1q2"), ("solved_by = 0", "q3"), ("large.quality = 0.5", "q4"),
    ("mid.confidence > 0.5", "q1q2"), ("small.cost = 1", "q1q2q3q4"), ("middle.answer = A", "q1q2"),
  ])
  func namesAreLookedUp(_ filter: String, _ ids: String) throws { #expect(try count(filter) == ids) }

  /// The pool says whose quality is the best, and how many solve a query.
  @Test func thePoolCounts() throws {
    try file.interpreter.output("pool small,middle")
    #expect(try count("solved_by = 2") == "q1")
    #expect(try count("solved_by = 1") == "q2")
  }

  @Test(arguments: [
    ("nobody = 1", "unknown column 'nobody'"), ("l.quality = 1", "could be any of these models: small, middle, large"),
    ("huge.quality = 1", "unknown model 'huge'"), ("small.nothing = 1", "unknown column 'small.nothing'"),
  ])
  func mistakesAreNamed(_ filter: String, _ words: String) throws {
    let error = #expect(throws: Diagnostic.self) { try file.interpreter.output("filter \(filter)") }
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }
}
