import Input
import TestSupport
import Testing
import Traces

@Suite struct KeyedFormatsTests {
  private let files = ScratchTraces()

  @Test func scoresKeyedByModelBesideTheirCosts() throws {
    let traces = try files.load(
      """
      {"id": "a", "scores": {"m.1": 0.5, "m.2": true}, "costs": {"m.2": 3, "m.1": 2}}
      {"id": "b", "costs": {"m.1": 4}, "scores": {"m.1": null}}
      """)
    #expect(traces.models == ["m.1", "m.2"] && Array(traces.queryIDs) == ["a", "b"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [0.5, 1, -1, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [2, 3, 4, -1])
  }

  @Test func objectsKeyedByModelHoldScoresCostsAndAnswers() throws {
    let traces = try files.load(
      """
      {"prompt": "p", "arms": {"a": {"reward": 0.25, "spend": 2, "response": "x", "completion_tokens": 7},
       "b": {"reward": 1, "spend": 3, "response": "y", "completion_tokens": 8}}}
      """)
    // Without a name, the place in the file names the query.
    #expect(Array(traces.queryIDs) == ["0"] && traces.models == ["a", "b"])
    #expect(traces.quality == [0.25, 1] && traces.cost == [2, 3] && traces.prompts?[0] == "p")
    #expect(traces.answers?[1] == "y" && traces.outcomeColumn("tokens_out")?.text(at: 1) == "8")
  }

  /// The first arm lacks a cost, or a score; costs stand inside of arms, or beside them.
  @Test(arguments: [
    (
      #"{"a": {"reward": 1}, "b": {"reward": 0, "cost": 2}}"#,
      #"{"a": {"reward": 0, "cost": 1}, "b": {"reward": 1, "cost": 4}}"#
    ),
    (
      #"{"a": {"reward": 1}, "b": {"reward": 0, "usd": 2}}"#,
      #"{"a": {"reward": 0, "usd": 1}, "b": {"reward": 1, "usd": 4}}"#
    ),
    (
      #"{"a": {"reward": 1}, "b": {"reward": 0, "usage": {"cost": 2}}}"#,
      #"{"a": {"reward": 0, "usage": {"cost": 1}}, "b": {"reward": 1, "usage": {"cost": 4}}}"#
    ),
    (
      #"{"a": {"acc": 1}, "b": {"acc": 0}}, "costs": {"b": 2}"#,
      #"{"a": {"acc": 0}, "b": {"acc": 1}}, "costs": {"a": 1, "b": 4}"#
    ),
    (
      #"{"a": {"acc": 1}, "b": {"acc": 0}}, "usage": {"b": {"total_cost": 2}}"#,
      #"{"a": {"acc": 0}, "b": {"acc": 1}}, "usage": {"a": {"total_cost": 1}, "b": {"total_cost": 4}}"#
    ),
  ]) func costsOfSomeModels(first: String, second: String) throws {
    let traces = try files.load(#"{"id": "x", "arms": \#(first)}"# + "\n" + #"{"id": "y", "arms": \#(second)}"#)
    #expect(traces.models == ["a", "b"] && traces.quality == [1, 0, 0, 1] && traces.costSource == .recorded)
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [-1, 2, 1, 4])
  }

  /// The first call failed; the second row shows what it would hold. By hand: 100 + 20 tokens.
  @Test func anArmWithoutAScoreHasNoOutcome() throws {
    let traces = try files.load(
      """
      {"id": "x", "arms": {"a": {"error": "timeout"}, "b": {"reward": 0, "usage": {"prompt_tokens": 100, "completion_tokens": 20}}}}
      {"id": "y", "arms": {"a": {"reward": 1}, "b": {"reward": 1}}}
      """)
    #expect(traces.models == ["a", "b"] && traces.quality[0].isNaN && Array(traces.quality[1...]) == [0, 1, 1])
    #expect(traces.cost[1] == 120 && traces.costUnit == .tokens)
  }

  /// Names of costs and tokens in members of an object keyed by query; the first lacks them.
  @Test(arguments: [
    (#""usd": 3"#, 3.0, CostUnit.usd), (#""cost": {"usd": 3}"#, 3, .usd),
    (#""tokens_in": 10, "tokens_out": 5"#, 15, .tokens),
  ]) func costsOfQueries(members: String, cost: Double, unit: CostUnit) throws {
    let traces = try files.load(#"{"q1": {"resolved": true}, "q2": {"resolved": false, \#(members)}}"#, to: "m.json")
    #expect(traces.quality == [1, 0] && traces.cost[0].isNaN && traces.cost[1] == cost && traces.costUnit == unit)
  }

  /// Members that name their model and their query are rows, as pandas writes them by index.
  @Test(arguments: [(#""a""#, #""b""#), (#"{"name": "a"}"#, #"{"name": "b"}"#)])
  func membersMayNameModelAndQuery(first: String, second: String) throws {
    let models = try files.load(
      #"{"q1": {"llm": \#(first), "correct": true, "cost": 1}, "q2": {"llm": \#(second), "correct": false, "cost": 2}}"#,
      to: "m.json")
    #expect(models.models == ["a", "b"] && Array(models.queryIDs) == ["q1", "q2"])
    #expect(models.quality[0] == 1 && models.quality[3] == 0 && models.missingCount == 2)
    let rows = try files.load(
      #"{"0": {"id": "q1", "model": "a", "score": 1, "cost": 1}, "1": {"id": "q1", "model": "b", "score": 0, "cost": 2}}"#,
      to: "m.json")
    #expect(
      rows.models == ["a", "b"] && Array(rows.queryIDs) == ["q1"] && rows.quality == [1, 0] && rows.cost == [1, 2])
  }

  /// Half of the answers were right: such an object holds no single query.
  @Test(arguments: [
    #"{"gpt-4": {"accuracy": 0.5}, "claude": {"accuracy": 1}}"#,
    // Scores beside the number of queries; metrics; two names in one, as pandas writes them.
    #"{"gpt-4": {"score": 0.82, "cost": 3.2, "n": 100}, "llama": {"score": 0.5, "cost": 0.2, "n": 100}}"#,
    #"{"exact_match": {"score": 1, "cost": 1}, "f1": {"score": 0, "cost": 1}}"#,
    #"{"('q1', 'gpt-4')": {"score": 1, "cost": 0.5}, "('q1', 'llama')": {"score": 0, "cost": 0.1}}"#,
  ]) func summariesAreNoQueries(text: String) {
    let error = files.error { () throws(InputError) in try files.load(text, to: "m.json") }
    #expect(error?.contains("in no known format") == true)
  }

  /// The model is the name of the file, or three folders up where files are called instance_results.
  @Test func objectsKeyedByQueryAreOneModelEach() throws {
    let text = #"{"q1": {"resolved": true, "cost": 0.5}, "q2": {"resolved": false, "cost": 1}}"#
    let alone = try files.load(text, to: "gpt.json")
    #expect(alone.models == ["gpt"] && Array(alone.queryIDs) == ["q1", "q2"])
    #expect(alone.quality == [1, 0] && alone.cost == [0.5, 1] && alone.queryColumn("group")?.text(at: 0) == "gpt")
    let results = files.folder.path + "/opus/instance_results"
    shell("mkdir -p '\(results)'")
    let nested = try files.load(text, to: "opus/instance_results/bench.json")
    #expect(nested.models == ["opus"] && nested.queryColumn("group")?.text(at: 1) == "bench")
  }

  /// What scored an answer is no model: the row names one, or the keys are names of scores. What is proposed loads the row's
  /// model with its cost.
  @Test(arguments: [
    (#""llm": "m", "scores": {"Factuality": 1, "regex": 0.5}"#, ["model": "llm", "quality": "scores.Factuality"]),
    (
      #""metadata": {"llm": "m"}, "scores": {"zest": 1, "regex": 0.5}"#,
      ["model": "metadata.llm", "quality": "scores.zest"]
    ),
    (
      #""model_id": "m", "evals": {"judge": {"score": 1}, "regex": {"score": 0}}"#,
      ["model": "model_id", "quality": "evals.judge.score"]
    ),
    (#""model": "m", "scores": {"zest": 1, "regex": 0.5}"#, ["quality": "scores.zest"]),
    (#""scores": {"Factuality": 1, "Levenshtein": 0.5}"#, ["quality": "scores.Factuality"]),
  ]) func scorersAreNoModels(members: String, map: [String: String]) throws {
    let path = files.folder.write(#"{"id": "q", "cost": 0.25, \#(members)}"#, to: "m.jsonl")
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) })
    let options = try #require(LoadAdvice(on: error, paths: [path], format: nil, options: LoadOptions()).options)
    #expect(options.map == map.merging(["query_id": "id"]) { $1 } && options.repeats == nil)
    let traces = try TraceLoader.load(paths: [path], options: options)
    #expect(traces.models == ["m"] && traces.quality == [1] && traces.cost == [0.25])
  }

  /// A model that is one of the keys is one of several.
  @Test func theBestModelIsOneOfThem() throws {
    let traces = try files.load(#"{"id": "q", "preferred_model": "a", "scores": {"a": 1, "b": 0}}"#)
    #expect(traces.models == ["a", "b"] && traces.quality == [1, 0])
  }

  /// Files that are called as their models hold the same queries, whose groups are those that they have; files of one model
  /// hold those of several tasks.
  @Test(arguments: [([:], ["a", "b"], 2), (["a.json": "x", "b.json": "y"], ["x", "y"], 2), (["*": "x"], ["x"], 4)])
  func filesCalledAsModels(given: [String: String], models: [String], queryCount: Int) throws {
    let paths = ["a.json", "b.json"].map { name in
      let text = #"{"q1": {"resolved": true, "cost": 1, "group": "bio"}, "q2": {"resolved": false, "cost": 2}}"#
      return files.folder.write(text, to: name)
    }
    var options = LoadOptions()
    for (path, name) in zip(paths, ["a.json", "b.json"]) { options.models[path] = given[name] ?? given["*"] }
    let traces = try TraceLoader.load(paths: paths, options: options)
    #expect(traces.models == models && traces.queryCount == queryCount && traces.missingCount == 0)
    #expect(traces.quality == [1, 1, 0, 0] || queryCount == 4)
    #expect(traces.queryColumn("group")?.text(at: 0) == "bio")
  }

  /// Of several scores one counts throughout, and it is said which.
  @Test func theScoreThatCountsIsSaid() throws {
    let arms = #"{"id": "q", "arms": {"a": {"score": 0.25, "reward": 0.75}, "b": {"score": 1, "reward": 0}}}"#
    let rows = try files.load(arms)
    #expect(rows.quality == [0.75, 0])
    #expect(rows.guesses == ["the score is reward; --map quality=arms.*.score takes another"])
    #expect(try files.load(arms, LoadOptions(map: ["quality": "arms.*.score"])).quality == [0.25, 1])
    let tables = try files.load(#"{"id": "q", "rewards": {"a": 1, "b": 0}, "scores": {"a": 0.5, "b": 0.25}}"#)
    #expect(tables.quality == [1, 0])
    #expect(tables.guesses == ["the score is rewards; --map quality=scores.* takes another"])
  }

  /// A query that lacks the score has no outcome, not another score.
  @Test func scoresAreNotMixed() throws {
    let traces = try files.load(
      #"{"q1": {"accuracy": 0.5, "resolved": true, "cost": 1}, "q2": {"resolved": false, "accuracy": 1, "price": 9}}"#,
      to: "m.json")
    #expect(traces.quality == [1, 0] && traces.cost[0] == 1 && traces.cost[1].isNaN)
    #expect(traces.guesses == ["the score is resolved; --map quality=accuracy takes another"])
  }
}
