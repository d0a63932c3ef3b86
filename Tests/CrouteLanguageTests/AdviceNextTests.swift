import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct AdviceNextTests {
  /// What is missing is asked for, and what is there is not; 3 of 60 queries are solved by none.
  @Test(arguments: [
    (
      [],
      [
        "- a confidence, log-probabilities or the text of each answer (load FILE with a",
        "- the prompts (join FILE)",
      ]
    ),
    (["prompt"], ["- a confidence, log-probabilities or the text of each answer (load FILE with a"]),
    (["prompt", "answer"], ["- a confidence or log-probabilities of each answer (load FILE with a column"]),
    (["prompt", "confidence"], []),
  ]) func whatIsMissing(_ columns: [String], _ expected: [String]) throws {
    var csv = (["query_id,model,quality,cost"] + columns).joined(separator: ",") + "\n"
    for query in 0..<60 {
      for (model, cost) in [("a", 1), ("b", 5)] {
        let values = columns.map { $0 == "confidence" ? "0.\(query % 10)" : "\($0) \(query % 7)" }
        csv += (["q\(query),\(model),\(query < 3 ? 0 : 1),\(cost)"] + values).joined(separator: ",") + "\n"
      }
    }
    let folder = try TemporaryFolder()
    let text = try Interpreter().output(
      "load \(folder.write(csv, to: "t.csv"))\nadvise --folds 3 --repeats 1 --within 0%")
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("- ") }.map(String.init)
    #expect(lines.last == "- another model: 5% of the queries are solved by none of these", "\(text)")
    #expect(lines.count == expected.count + 1, "\(text)")
    for (line, beginning) in zip(lines, expected) { #expect(line.hasPrefix(beginning), "\(line)") }
  }

  @Test func moreQueries() throws {
    let few = try ThreeModels.advised(20, faults: 0, "advise --folds 4 --repeats 1").text
    #expect(few.contains("- more queries: fewer than 30 decide nothing"), "\(few)")
  }

  /// `cheap` is right on group even and `dear` on group odd, half of the queries each: there is nothing to save, and for what
  /// `dear` costs both together are always right.
  @Test func aLargerBudget() throws {
    var csv = "query_id,model,quality,cost,group\n"
    for query in 0..<80 {
      let (isOdd, group) = (query % 2, query % 2 == 0 ? "even" : "odd")
      csv += "q\(query),cheap,\(1 - isOdd),1,\(group)\nq\(query),dear,\(isOdd),5,\(group)\n"
    }
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    func flat(_ commands: String) throws -> String {
      try interpreter.output(commands).split { $0.isWhitespace }.joined(separator: " ")
    }
    let text = try flat("load \(folder.write(csv, to: "t.csv"))\nadvise --folds 5 --repeats 1")
    #expect(
      text.contains(
        "- a larger budget: on 50% of the queries another model is better than cheap; advise --budget 5 tells whether that can "
          + "be used"), "\(text)")
    let larger = try flat("advise --folds 5 --repeats 1 --budget 5")
    #expect(
      larger.contains("gives quality 1.000 for 3 USD per query") && !larger.contains("a larger budget"), "\(larger)")
  }
}
