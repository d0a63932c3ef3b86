import Foundation
import Input
import TestSupport
import Testing
import Traces

/// Files that once loaded with other numbers than they hold, and without a word; the right values are worked out by hand.
@Suite struct SilentMisreadingsTests {
  private let folder = ScratchFolder()
  private let header = "query_id,model,quality,cost\n"

  private func load(
    _ text: String, _ name: String = "t.csv", _ change: (inout LoadOptions) -> Void = { _ in }
  ) throws -> TraceSet {
    var options = LoadOptions()
    change(&options)
    return try TraceLoader.load(paths: [folder.write(text, to: name)], options: options)
  }

  private func complaint(
    _ text: String, _ name: String = "t.csv", _ change: (inout LoadOptions) -> Void = { _ in }
  ) -> String {
    do {
      _ = try load(text, name, change)
      return "nothing"
    } catch {
      return "\(error)"
    }
  }

  /// Costs and scores are numbers however they are written.
  @Test(arguments: [
    ("cost < 0.001", "q1 q3"), ("cost < 0.5", "q1 q2 q3 q4"), ("cost = 0.1", "q4"), ("cost > 5", "q5"),
    ("quality >= 0.50", "q1 q3 q5"),
  ]) func costsAreComparedAsNumbers(_ condition: String, _ expected: String) throws {
    let rows = "q1,a,1,.000120\nq2,a,0,.002000\nq3,a,0.5,.000350\nq4,a,0.25,0.10\nq5,a,1.00,1e1\n"
    let kept = try load(header + rows) { $0.condition = RowCondition(condition) }.queryIDs
    #expect(kept.joined(separator: " ") == expected)
  }

  /// A score that is missing by a word is neither high nor low.
  @Test(arguments: [("quality < 0.5", "q3"), ("quality >= 0.5", "q1"), ("quality != 1", "q2 q3")])
  func missingWordsAreNotCompared(_ condition: String, _ expected: String) throws {
    let kept = try load(header + "q1,a,1,1\nq2,a,NA,1\nq3,a,0,1\n") { $0.condition = RowCondition(condition) }.queryIDs
    #expect(kept.joined(separator: " ") == expected)
  }

  @Test(arguments: ["cost < 0.1", "cost < 0,1"]) func decimalCommas(_ condition: String) throws {
    let rows = "query_id;model;quality;cost\nq1;a;1;0,05\nq1;b;0;0,5\nq2;a;1;0,07\nq2;b;0,5;1,5\n"
    let traces = try load(rows) { $0.condition = RowCondition(condition) }
    #expect(traces.models == ["a"] && traces.cost == [0.05, 0.07])
  }

  @Test func whatFollowsAListIsNoTrailer() {
    let one = #"[{"query_id":"q1","model":"a","quality":1,"cost":1}]"#
    for rest in [one, "\n" + one, " trailing"] {
      #expect(complaint(one + rest, "t.json").contains("expected nothing after the list"))
    }
  }

  /// The first record has no cost, the others do.
  @Test(arguments: ["t.json", "t.jsonl"]) func costsThatComeLater(_ name: String) throws {
    let records = [
      #"{"query_id":"q1","model":"a","quality":1}"#, #"{"query_id":"q2","model":"a","quality":1,"cost":3}"#,
    ]
    let isList = name == "t.json"
    let text = records.joined(separator: isList ? "," : "\n")
    let traces = try load(isList ? "[\(text)]" : text, name)
    #expect(traces.costSource == .recorded && traces.cost[0].isNaN && traces.cost[1] == 3)
  }

  /// A record with a score has not failed, whatever it says went wrong.
  @Test func scoredErrorsCount() throws {
    let text =
      #"[{"query_id":"q1","model":"a","quality":0,"cost":1,"error":"wrong format"},"#
      + #"{"query_id":"q2","model":"a","quality":1,"cost":1,"error":""}]"#
    let traces = try load(text, "t.json")
    #expect(traces.quality == [0, 1] && traces.failedCount == 0)
    #expect(traces.queryColumn("error") != nil || traces.outcomeColumn("error") != nil)
  }

  /// Three samples whose scorers come in other orders, or of which one is missing.
  @Test func oneScorerCountsThroughout() throws {
    let samples = [
      #"{"id":1,"scores":{"match":{"value":"I"},"judge":{"value":"C"}}}"#,
      #"{"id":2,"scores":{"judge":{"value":"C"},"match":{"value":"I"}}}"#,
      #"{"id":3,"scores":{"judge":{"value":"C"}}}"#,
    ]
    let text = #"{"eval":{"model":"o/m","task":"t"},"samples":[\#(samples.joined(separator: ","))]}"#
    let traces = try load(text, "log.json")
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [0, 0, -1])
  }

  /// What graders used is none of the model's, whatever it is called here.
  @Test func tokensOfGradersAreLeftOut() throws {
    let usage = #"{"o/m":{"input_tokens":100,"output_tokens":10},"o/grader":{"input_tokens":1500,"output_tokens":0}}"#
    let sample = #"{"id":1,"scores":{"match":{"value":"C"}},"model_usage":\#(usage)}"#
    let text = #"{"eval":{"model":"o/m","task":"t"},"samples":[\#(sample)]}"#
    #expect(try load(text, "log.json").cost == [110])
    #expect(try load(text, "log.json") { $0.constants["model"] = "mini" }.cost == [110])
  }

  /// Without prices of all models in money, costs of the others are no money.
  @Test func tokensAreNoDollars() throws {
    let rows = "query_id,model,quality,tokens_in,tokens_out\nq,a,1,10,2\nq,b,1,8,4\n"
    let list = PriceList([("a", PriceList.Prices(input: 2.5, output: 10))])
    let (traces, matches) = try load(rows).priced(by: list)
    #expect(matches.unmatched == ["b"])
    #expect(traces?.cost[0] == (2.5 * 10 + 10 * 2) / 1e6 && traces?.cost[1].isNaN == true)
    let money = try load("query_id,model,quality,cost,tokens_in,tokens_out\nq,a,1,1,10,2\nq,b,1,7,8,4\n")
    #expect(money.priced(by: list).traces?.cost[1] == 7)
  }

  /// Half the tokens, or a price for half of them, make no cost.
  @Test func halfACostIsNone() throws {
    let rows = "query_id,model,quality,tokens_in,tokens_out\nq,a,1,10,\nr,a,1,10,2\ns,a,1,10,0\n"
    let both = PriceList([("a", PriceList.Prices(input: 1e6, output: 1e6))])
    #expect(try load(rows).priced(by: both).traces?.cost.map { $0.isNaN ? -1 : $0 } == [-1, 12, 10])
    let list = try PriceList(
      path: folder.write(#"{"a": {"input_cost_per_token": 1}}"#, to: "prices.json"))
    #expect(try load(rows).priced(by: list).traces?.cost.map { $0.isNaN ? -1 : $0 } == [-1, -1, 10])
  }

  /// Files called the same in folders of other depths are told apart by all that lies between.
  @Test func filesOfOneName() throws {
    for place in ["gpt", "opus/x"] {
      shell("mkdir -p '\(folder.path)/\(place)'")
      _ = folder.write("query_id,quality,cost\nq,1,1\n", to: place + "/o.csv")
    }
    let paths = try TracePaths([folder.path]).paths
    #expect(try TraceLoader.load(paths: paths).models == ["gpt", "opus/x"])
  }

  @Test func whatIsNotReadIsKnown() throws {
    _ = folder.write(header + "q,a,1,1\n", to: "a.csv")
    _ = folder.write("id,llm,score,usd\n1,c,1,1\n", to: "c.csv")
    let paths = try TracePaths([folder.path])
    #expect(paths.paths.count == 1 && paths.skipped == [folder.path + "/c.csv"])
    #expect(throws: InputError.self) { try TracePaths(["x=\(folder.path)/a.csv", "y=\(folder.path)/a.csv"]) }
  }

  /// A word among scores is an error, not another column; runs are repeats in wide tables, too.
  @Test func wideTables() throws {
    let rows = "id,gpt,llama\nq1,1,0\nq2,0,timeout\nq3,1,1\nq4,1,1\n"
    #expect(complaint(rows).contains("found timeout, expected a number in column llama"))
    #expect(complaint(rows.replacing("timeout", with: "1.02")).contains("llama is 1.02"))
    let runs = try load("id,epoch,gpt,llama\nq1,1,1,0\nq1,2,0,0\nq2,1,1,1\n")
    #expect(Array(runs.queryIDs) == ["q1", "q2"] && runs.quality == [0.5, 0, 1, 1] && runs.repeatCount == 2)
  }

  @Test func whatIsNotThereIsSaid() {
    let list = #"[{"query_id":"q1","model":"a","quality":1,"cost":1,"split":"x"}]"#
    #expect(complaint(list, "t.json") { $0.condition = RowCondition("splitt != y") }.contains("no column 'splitt'"))
    #expect(complaint(list, "t.json") { $0.map["model"] = "nope" }.contains("no column 'nope'"))
    let text = #"{"rows":\#(list)}"#
    #expect(complaint(text, "t.json") { $0.condition = RowCondition("splitt != y") }.contains("no record has splitt"))
    #expect(
      complaint(text, "t.json") { $0.map["model"] = "nope" }.contains("expected a value at nope"))
    #expect(complaint(header + "q,a,1,1\n") { $0.constants["quality"] = "0.2" }.contains("--with quality=0.2"))
    #expect(complaint(header.dropLast() + ",latency\nq,a,1,1,-5\n").contains("latency is -5, expected a number from 0"))
    #expect(complaint(header + "q,a,1,true\n").contains("found true, expected a number in column cost"))
  }

  /// A name of one character, and standard input, are names as well.
  @Test func shortNames() {
    #expect(TraceFormats.neighbors(of: "-").isEmpty && TraceFormats.neighbors(of: "n").isEmpty)
  }

  /// HELM names the run of a scenario without arguments by the model right behind it.
  @Test func scenariosWithoutArguments() throws {
    for model in ["a", "b"] {
      shell("mkdir -p '\(folder.path)/\(model)'")
      _ = folder.write(
        #"{"name":"narrative_qa:model=o_\#(model)","adapter_spec":{"model":"o/\#(model)"}}"#,
        to: "\(model)/run_spec.json")
      _ = folder.write(
        #"[{"instance_id":"id0","train_trial_index":0,"stats":[{"name":{"name":"f1_score"},"mean":0.5}]}]"#,
        to: "\(model)/per_instance_stats.json")
    }
    let traces = try TraceLoader.load(paths: ["a", "b"].map { folder.path + "/" + $0 })
    #expect(traces.queryCount == 1 && traces.models == ["o/a", "o/b"])
  }
}
