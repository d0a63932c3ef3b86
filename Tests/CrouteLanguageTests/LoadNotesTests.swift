import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct LoadNotesTests {
  private func notes(_ text: String, _ name: String, _ options: String = "") throws -> [String] {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: name)
    let output = try Interpreter().output("load \(path) \(options)").replacing("\n      ", with: " ")
    return output.split(separator: "\n").filter { $0.hasPrefix("note: ") }.map { String($0.dropFirst(6)) }
  }

  @Test func nothingIsSaidOfWhatIsAsItShouldBe() throws {
    #expect(try notes("query_id,model,quality,cost\nq,a,1,1\n", "t.csv").isEmpty)
  }

  /// Of 4 outcomes one is missing, one is above 1, one comes twice.
  @Test func whatWasChangedIsCounted() throws {
    let text = "query_id,model,quality,cost,run\nq,a,1.5,1,1\nq,a,0,1,2\nq,b,1,1,1\nr,a,0,1,1\n"
    #expect(
      try notes(text, "t.csv", "--clip") == [
        "1 of 4 outcomes is missing", "1 outcome repeats a query and model: the mean is used",
        "1 number was moved to the nearest end of the range",
      ])
    #expect(
      try notes("id,a,b\nq,1,0\nr,1,\n", "w.csv") == [
        "read as wide: a row per query, the columns a, b hold scores of models",
        "no cost is recorded: every answer costs 1 unit", "1 of 4 outcomes is missing",
      ])
  }

  @Test func wordsForMissingNumbersAreCounted() throws {
    #expect(
      try notes("query_id,model,quality,cost\nq,a,NA,1\nq,b,1,None\n", "t.csv") == [
        "1 of 2 outcomes is missing", "1 outcome with a score and no cost counts as missing in strategies",
        "2 words such as NA were read as a missing number",
      ])
  }

  /// A cost under another name is not read, and not said to be none.
  @Test(arguments: [
    ("cost_usd", "--map cost=cost_usd takes that number"), ("Cost ($)", "--map 'cost=Cost ($)' takes that number"),
    ("cost_cents", "--cost relative --map cost=cost_cents takes that number of cents"),
    ("cost_micros", "--cost relative --map cost=cost_micros takes that number of micros"),
    ("price_eur", "--cost relative --map cost=price_eur takes that number of EUR"),
    ("agent_cost,judge_cost", "--map cost=agent_cost takes that number"),
    ("agent_cost,api_cost", "--map cost=NAME takes one of agent_cost, api_cost"),
  ]) func costsUnderOtherNames(columns: String, rest: String) throws {
    let values = columns.replacing(/[^,]+/, with: "0.5")
    func notes(_ columns: String, _ values: String) throws -> [String] {
      try self.notes("query_id,model,quality,\(columns)\nq,a,1,\(values)\nq,b,0,\(values)\n", "t.csv")
    }
    let words = "no number called cost is recorded"
    #expect(try notes(columns, values) == ["\(words): every answer costs 1 unit; \(rest)"])
    #expect(
      try notes(columns + ",tokens_in,tokens_out", values + ",1,2")
        == ["\(words): costs are tokens, input and output together; \(rest)"])
  }

  /// Of three answers one has no cost; of two numbers of tokens one is recorded.
  @Test func scoresWithoutACost() throws {
    #expect(
      try notes("query_id,model,quality,cost\nq,a,1,\nq,b,1,1\nr,a,1,1\nr,b,0,1\n", "t.csv")
        == ["1 outcome with a score and no cost counts as missing in strategies"])
    #expect(
      try notes("query_id,model,quality,tokens_out\nq,a,1,5\nq,b,0,3\n", "t.csv")
        == ["no price is recorded: costs are tokens of the output alone"])
  }

  /// Tokens under the names that APIs give them.
  @Test func tokensUnderOtherNames() throws {
    #expect(
      try notes(
        "query_id,model,quality,prompt_tokens,completion_tokens\nq,a,1,100,20\nq,b,0,100,30\n", "t.csv") == [
          "no cost is recorded: every answer costs 1 unit; --map tokens_in=prompt_tokens,tokens_out=completion_tokens counts tokens"
        ])
  }

  /// Tokens inside of an object, as APIs answer.
  @Test func tokensInsideOfObjects() throws {
    let row = #"{"query_id":"q","model":"a","quality":1,"usage":{"prompt_tokens":100,"completion_tokens":20}}"#
    #expect(
      try notes(row + "\n", "t.jsonl") == [
        "no cost is recorded: every answer costs 1 unit; --map tokens_in=usage.prompt_tokens,tokens_out=usage.completion_tokens counts tokens"
      ])
  }

  /// A row per query has tokens that nothing counts.
  @Test func tokensOfEachModel() throws {
    let rest =
      " to count tokens: costs from tokens need a row per query and model (help formats), a known ratio of costs is set by "
      + "`reprice MODEL=10x`"
    func costs(_ header: String, _ row: String) throws -> String? {
      try notes("id,\(header)\nq,\(row)\nr,\(row)\n", "w.csv").first { $0.hasPrefix("no cost is recorded") }
    }
    let words = "no cost is recorded: every answer costs 1 unit"
    #expect(try costs("a,b,a_tokens,b.total_tokens", "1,0,20,30") == "\(words); a_tokens, b.total_tokens seem" + rest)
    #expect(try costs("a,b,a_tokens", "1,0,20") == "\(words); a_tokens seems" + rest)
    #expect(
      try costs("a,b,c,d,a_tokens,b_tokens,c_tokens,d_tokens", "1,0,1,1,20,30,20,30")
        == "\(words); a_tokens, b_tokens, c_tokens, ... seem" + rest)
    #expect(try costs("a,b,prompt_tokens", "1,0,20") == words)
    #expect(try costs("a,b,a_tokens,a_cost,b_cost", "1,0,20,3,4") == nil)
  }

  @Test func modelsThatLookTheSame() throws {
    #expect(
      try notes("query_id,model,quality,cost\nq,a,1,1\nq,\"a \",1,1\nq,b,1,1\n", "t.csv") == [
        "'a' and 'a ' differ in blanks alone: they are different models"
      ])
  }
}
