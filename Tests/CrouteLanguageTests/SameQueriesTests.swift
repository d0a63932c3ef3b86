import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct SameQueriesTests {
  /// A run on 20 queries, and one on others of the same ids, whose prompts begin with these words.
  private func compared(_ words: [String?], queries: [Int] = [20, 20], kind: String = "run mix --budget 2") throws
    -> String
  {
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    for (name, (word, count)) in zip(["a", "b"], zip(words, queries)) {
      var lines = "query_id,model,quality,cost" + (word == nil ? "" : ",prompt") + "\n"
      for query in 0..<count {
        let prompt = word.map { ",\($0) \(query)" } ?? ""
        lines += "q\(query),small,\(query % 2),1\(prompt)\nq\(query),large,1,5\(prompt)\n"
      }
      try interpreter.output(
        "load \(folder.write(lines, to: "\(name).csv"))\nfit quality constant\n\(kind) --as \(name)")
    }
    return try interpreter.output("compare a b")
  }

  private static let note = "traces from different places"

  @Test func equalPromptsAreTheSameQueries() throws {
    let text = try compared(["Add", "Add"])
    #expect(text.contains("0.0000      [0.0000, 0.0000]") && !text.contains(Self.note), "\(text)")
  }

  @Test(arguments: ["run mix --budget 2", "sweep mix --budgets 1,5"]) func otherPromptsAreOtherQueries(kind: String) {
    let error = thrown { () throws(any Error) in try compared(["Add", "Subtract"], kind: kind) }
    #expect("\(error!)".contains("different queries of the same ids: q0 has two prompts"), "\(error!)")
  }

  @Test(arguments: [[nil, nil], ["Add", nil]]) func withoutPromptsIdsAreAllThereIs(words: [String?]) throws {
    #expect(try compared(words).contains(Self.note))
  }

  /// For runs there is no one command that makes them comparable.
  @Test(arguments: [("run mix --budget 2", "run them on the same traces"), ("sweep mix --budgets 1,5", "sweep all")])
  func otherIdsAreOtherQueries(kind: String, help: String) {
    let error =
      thrown { () throws(any Error) in try compared(["Add", "Add"], queries: [20, 21], kind: kind) } as? Diagnostic
    #expect(error?.message.contains("different test queries") == true)
    #expect(error?.text.contains(help) == true, "\(String(describing: error))")
  }
}
