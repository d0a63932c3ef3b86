import Foundation
import Input
import TestSupport
import Testing
import Traces

/// Made-up files in the layouts of other tools; the values were put together by hand.
@Suite struct RecordLayoutTests {
  private let folder = ScratchFolder()

  private func load(_ text: String, to name: String = "a.jsonl", _ options: LoadOptions = LoadOptions())
    throws(InputError)
    -> TraceSet
  {
    try TraceLoader.load(paths: [folder.write(text, to: name)], options: options)
  }

  private func error(_ body: () throws(InputError) -> TraceSet) -> String? {
    do throws(InputError) {
      _ = try body()
      return nil
    } catch { return "\(error)".replacing(folder.path + "/", with: "") }
  }

  private let inspect = """
    {"version": 2, "samples": [
      {"id": 7, "epoch": 1, "input": "q", "scores": {"one": {"value": "P", "answer": "x"}, "two": {"value": "C"}},
       "model_usage": {"grader": {"input_tokens": 1000, "output_tokens": 9},
                       "org/m": {"input_tokens": 10, "output_tokens": 5, "input_tokens_cache_read": 100,
                                 "total_cost": 0.5}}},
      {"id": 7, "epoch": 2, "input": "q", "scores": {"one": {"value": "C"}},
       "model_usage": {"org/m": {"input_tokens": 20, "output_tokens": 5, "total_cost": 0.1}}},
      {"id": "08", "epoch": 1, "error": {"message": "time out"}}],
     "eval": {"task": "t", "model": "org/m"}}
    """

  @Test func epochsAreAveragedAndGradersAreNotCounted() throws {
    let traces = try load(inspect, to: "a.json")
    #expect(Array(traces.queryIDs) == ["7", "08"] && traces.models == ["org/m"])
    #expect(traces.quality[0] == 0.75 && traces.quality[1].isNaN)
    #expect(abs(traces.cost[0] - 0.3) < 1e-15 && traces.cost[1].isNaN)
    #expect((traces.repeatCount, traces.failedCount) == (1, 1))
    #expect((traces.costUnit, traces.costSource) == (.usd, .recorded))
    #expect(traces.outcomeColumn("tokens_in")?.text(at: 0) == "15")
    let tokens = try load(inspect, to: "a.json", LoadOptions(cost: .tokens))
    // (10 + 5 + 100 + 20 + 5) / 2
    #expect(tokens.cost[0] == 70)
  }

  @Test func mapNamesAnotherScorer() throws {
    let traces = try load(inspect, to: "a.json", LoadOptions(map: ["quality": "scores.two.value"]))
    #expect(traces.quality[0] == 1)
  }

  @Test func tasksTellQueriesApart() throws {
    let first = folder.write(inspect, to: "1.json")
    let second = folder.write(inspect.replacing("\"t\"", with: "\"u\""), to: "2.json")
    let traces = try TraceLoader.load(paths: [first, second])
    #expect(Array(traces.queryIDs) == ["t/7", "t/08", "u/7", "u/08"])
  }

  @Test func promptfooFailuresHaveNoOutcomeAndFailedChecksDo() throws {
    let traces = try load(
      """
      {"evalId": "e", "results": {"version": 3, "results": [
        {"testIdx": 0, "provider": {"id": "p", "label": ""}, "score": 0, "cost": 0.1, "error": "Expected x",
         "response": {"output": "y"}},
        {"testIdx": 1, "provider": {"id": "p", "label": ""}, "score": 0, "cost": 0, "error": "API error: 500"},
        {"testIdx": 0, "provider": {"id": "p", "label": "mine"}, "success": true, "cost": 0.2,
         "response": {"output": {"a": 1}}}]}}
      """, to: "a.json")
    #expect(traces.models == ["p", "mine"] && Array(traces.queryIDs) == ["0", "1"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [0, 1, -1, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [0.1, 0.2, -1, -1])
    #expect(traces.answers?[1] == #"{"a": 1}"#)
  }

  @Test func scoresKeyedByModelBesideTheirCosts() throws {
    let traces = try load(
      """
      {"id": "a", "scores": {"m.1": 0.5, "m.2": true}, "costs": {"m.2": 3, "m.1": 2}}
      {"id": "b", "costs": {"m.1": 4}, "scores": {"m.1": null}}
      """)
    #expect(traces.models == ["m.1", "m.2"] && Array(traces.queryIDs) == ["a", "b"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [0.5, 1, -1, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [2, 3, 4, -1])
  }

  @Test func filtersScoreTheSameAnswers() throws {
    _ = folder.write(#"{"config": {"model": "hf", "model_args": "pretrained=org/m,dtype=auto"}}"#, to: "results_1.json")
    let traces = try load(
      """
      {"doc_id": 0, "doc": {}, "filter": "strict", "metrics": ["em"], "em": 0.0}
      {"doc_id": 0, "doc": {}, "filter": "flexible", "metrics": ["em"], "em": 1.0}
      {"doc_id": 1, "doc": {}, "filter": "strict", "metrics": ["em"], "em": 1.0}
      """, to: "samples_gsm8k_2026-01-01T00-00-00.1.jsonl")
    #expect(traces.models == ["org/m"] && traces.quality == [0, 1] && traces.leftOutCount == 1)
    #expect(traces.queryColumn("group")?.text(at: 0) == "gsm8k" || traces.queryColumn("group")?.text(at: 1) == "gsm8k")
  }

  @Test func whatIsWrongIsSaid() {
    #expect(
      error { () throws(InputError) in
        try load(#"{"sample_id": "a", "model_id": "m", "evaluation": {"score": 7}}"#)
      } == "a.jsonl:1: quality is 7, expected a number from 0 to 1")
    #expect(
      error { () throws(InputError) in
        try load(#"{"sample_id": null, "model_id": "m", "evaluation": {"score": 1}}"#)
      } == "a.jsonl:1:1: found a record without query_id, expected a value at sample_id")
    #expect(
      error { () throws(InputError) in try load(inspect.replacing("org/m\"}}", with: "org/m\"}"), to: "a.json") }?
        .contains("found the end of the file") == true)
    #expect(
      error { () throws(InputError) in try load(inspect, to: "a.json", LoadOptions(cost: .latency)) }
        == "a.json: no latency is recorded")
  }

  @Test func archivesOfBrokenOffRunsAndCutArchives() throws {
    let start = #"{"version": 2, "eval": {"model": "org/m", "task": "t"}}"#
    func sample(_ id: Int) -> Data {
      Data(#"{"id": \#(id), "epoch": 1, "input": "q\#(id) \u00e4", "scores": {"s": {"value": {"x": 1}}}}"#.utf8)
    }
    let whole = try ZipMaker.archive([
      ("samples/10_epoch_1.json", sample(10)), ("samples/9_epoch_1.json", sample(9)),
      ("_journal/start.json", Data(start.utf8)),
    ])
    let path = folder.write(bytes: Array(whole), to: "a.eval")
    let traces = try TraceLoader.load(paths: [path])
    #expect(Array(traces.queryIDs) == ["9", "10"] && traces.models == ["org/m"] && traces.quality == [1, 1])
    #expect(traces.prompts?[1] == "q10 ä")
    let cut = folder.write(bytes: Array(whole.dropLast(40)), to: "cut.eval")
    #expect(
      error { () throws(InputError) in try TraceLoader.load(paths: [cut]) }?
        .hasPrefix("cannot read cut.eval: a zip archive that is cut short or damaged") == true)
    let other = folder.write(bytes: Array(try ZipMaker.archive([("a", Data("b".utf8))])), to: "other.zip")
    #expect(
      error { () throws(InputError) in try TraceLoader.load(paths: [other]) }?.hasPrefix("other.zip") == true)
  }

  @Test func filesNameTheirModels() throws {
    let text = "query_id,quality,cost\na,1,2\nb,0,3\n"
    let paths = try TracePaths([
      "gpt-5=" + folder.write(text, to: "run1.csv"), "opus=" + folder.write(text, to: "run2.csv"),
    ])
    let traces = try TraceLoader.load(paths: paths.paths, options: LoadOptions(models: paths.models))
    #expect(traces.models == ["gpt-5", "opus"] && traces.quality == [1, 1, 0, 0])
    let found = try TracePaths([folder.path])
    #expect(try TraceLoader.load(paths: found.paths).models == ["run1", "run2"])
    let globbed = try TracePaths([folder.path + "/run[2-9].csv"])
    #expect(globbed.paths == [folder.path + "/run2.csv"])
    #expect(
      throws: InputError.missingColumn(path: paths.paths[0], column: "model", found: ["query_id", "quality", "cost"])
    ) {
      try TraceLoader.load(paths: [paths.paths[0]])
    }
  }

  @Test func tokensAreCostsWherePricesAreMissing() throws {
    let traces = try load("query_id,model,quality,tokens_in,tokens_out\na,m,1,10,5\nb,m,0,20,5\n", to: "a.csv")
    #expect(traces.cost == [15, 25] && traces.costUnit == .tokens && traces.costSource == .tokens)
    let seconds = try load("query_id,model,quality,latency_ms\na,m,1,1500\n", to: "a.csv")
    #expect(seconds.cost == [1.5] && seconds.costUnit == .latency)
    let nothing = try load("query_id,model,quality\na,m,1\n", to: "a.csv")
    #expect(nothing.cost == [1] && nothing.costUnit == .relative && nothing.costSource == .equal)
  }
}
