import Input
import TestSupport
import Testing
import Traces

@Suite struct CostSourceTests {
  private let files = ScratchTraces()

  @Test func tokensAreCostsWherePricesAreMissing() throws {
    let traces = try files.load("query_id,model,quality,tokens_in,tokens_out\na,m,1,10,5\nb,m,0,20,5\n", to: "a.csv")
    #expect(traces.cost == [15, 25] && traces.costUnit == .tokens && traces.costSource == .tokens)
    let seconds = try files.load("query_id,model,quality,latency_ms\na,m,1,1500\n", to: "a.csv")
    #expect(seconds.cost == [1.5] && seconds.costUnit == .latency)
    let nothing = try files.load("query_id,model,quality\na,m,1\n", to: "a.csv")
    #expect(nothing.cost == [1] && nothing.costUnit == .relative && nothing.costSource == .equal)
  }

  /// By hand: 10 + 5; of the second answer a part is known, of the third nothing.
  @Test func aPartOfTheTokensIsNoCost() throws {
    let text = "query_id,model,quality,tokens_in,tokens_out\na,m,1,10,5\nb,m,0,20,\nc,m,0,,\n"
    let traces = try files.load(text, to: "a.csv")
    #expect(traces.cost[0] == 15 && traces.cost[1].isNaN && traces.cost[2].isNaN && traces.uncostedCount == 2)
    let output = try files.load("query_id,model,quality,tokens_out\na,m,1,5\nb,m,0,\n", to: "a.csv")
    #expect(output.cost[0] == 5 && output.cost[1].isNaN && output.costSource == .tokens)
  }

  /// One file records seconds, the other milliseconds: the costs of both are seconds.
  @Test(arguments: [nil, CostUnit.latency]) func unitsOfTime(asked: CostUnit?) throws {
    let paths = [("latency_ms", 500.0), ("latency", 2)].enumerated().map { number, column in
      files.folder.write(
        "query_id,model,quality,\(column.0)\nq,\(number),1,\(column.1)\n", to: "\(number).csv")
    }
    let traces = try TraceLoader.load(paths: paths, options: LoadOptions(cost: asked))
    #expect(traces.cost == [0.5, 2] && traces.costUnit == .latency)
  }

  /// A column of costs without a cost is as none.
  @Test func aBlankColumnOfCostsIsNone() throws {
    let tokens = try files.load(
      "query_id,model,quality,cost,tokens_in,tokens_out\na,m,1,,10,5\nb,m,0,NA,20,5\n", to: "a.csv")
    #expect(tokens.cost == [15, 25] && tokens.costUnit == .tokens && tokens.costSource == .tokens)
    let nothing = try files.load("query_id,model,quality,cost\na,m,1,\n", to: "a.csv")
    #expect(nothing.cost == [1] && nothing.costSource == .equal)
  }

  /// By hand: 10 + 4 tokens, one call with a part of them, one with none.
  @Test func theUnitThatWasAskedForMustBeThere() throws {
    let text = "query_id,model,quality,tokens_in,tokens_out\na,m,1,10,4\nb,m,1,10,\nc,m,1,,\n"
    let tokens = try files.load(text, to: "a.csv", LoadOptions(cost: .tokens))
    #expect(tokens.cost[0] == 14 && tokens.costSource == .recorded)
    let records = #"{"sample_id": "a", "model_id": "m", "evaluation": {"score": 1}}"#
    let equal = try files.load(records, to: "a.jsonl", LoadOptions(cost: .relative))
    #expect(equal.cost == [1] && equal.costUnit == .relative && equal.costSource == .equal)
    #expect(
      files.error { () throws(InputError) in try files.load(records, to: "a.jsonl", LoadOptions(cost: .usd)) }
        == "a.jsonl: no usd is recorded")
  }
}
