import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct AdviceTablesTests {
  /// Half of the queries are hard, which a column tells: the cheap model solves the others, the dear one all of them. By hand,
  /// choosing costs (1 + 5) / 2 for all of the quality, 60% of the dear model's cost; on the easy ones 20%.
  @Test func sharesAndGroups() throws {
    let rows = (0..<120).map { query -> String in
      let isHard = query % 2 == 1
      // A number of each query's own, so that estimates are no few values.
      let further = "\(Double(query % 2) + Double(query) / 100_000),\(isHard ? "hard" : "easy")"
      return "q\(query),a,\(isHard ? 0 : 1),1,\(further)\nq\(query),b,1,5,\(further)\n"
    }
    let folder = try TemporaryFolder()
    let path = try folder.write("query_id,model,quality,cost,x_hard,group\n" + rows.joined(), to: "t.csv")
    let text = try Interpreter().output("load \(path)\nadvise --repeats 1")
    func row(_ name: String) -> [Substring]? {
      text.split(separator: "\n").map { $0.split(separator: " ") }.last { $0.first == name[...] }
    }
    #expect(row("routing") == ["routing", "logistic", "1.0000", "3", "60.0%", "12", "of", "12"])
    #expect(row("single:b") == ["single:b", "1.0000", "5", "100.0%", "0", "of", "12"])
    // Single models that were never chosen and that nothing is compared with are not shown.
    #expect(row("single:a") == nil)
    #expect(row("a") == ["a", "0.5000", "1", "50.0%", "50.0%"] && row("b") == ["b", "1.0000", "5", "50.0%", "50.0%"])
    #expect(row("easy") == ["easy", "60", "1.0000", "1.0000", "20.0%"])
    #expect(row("hard") == ["hard", "60", "1.0000", "1.0000", "100.0%"])
  }
}
