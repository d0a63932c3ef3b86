import Input
import TestSupport
import Testing
import Traces

/// What names in a file are taken for, seen from the options that are proposed.
@Suite struct LikelyNamesTests {
  private let folder = ScratchFolder()

  private func options(_ text: String, _ name: String = "t.jsonl") throws -> LoadOptions? {
    let path = folder.write(text, to: name)
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) })
    return LoadAdvice(on: error, paths: [path], format: nil, options: LoadOptions()).options
  }

  @Test(arguments: [
    // An object that describes the model, not one that names the query.
    (
      #"{"id": 1, "llm": {"name": "gpt", "maker": "x"}, "score": 1, "cost": 2}"#,
      ["query_id": "id", "model": "llm.name", "quality": "score"]
    ),
    (
      #"{"testIdx": 3, "provider": {"id": "gpt"}, "passed": true}"#,
      ["query_id": "testIdx", "model": "provider.id", "quality": "passed"]
    ),
    (
      #"{"questionId": 3, "modelName": "gpt", "grade": {"value": 0.5}, "cost": {"total": 3}}"#,
      ["query_id": "questionId", "model": "modelName", "quality": "grade.value", "cost": "cost.total"]
    ),
    // A member for each model.
    (
      #"{"id": 1, "responses": {"gpt": {"grade": 1, "usd": 2}, "opus": {"grade": 0, "usd": 3}}}"#,
      ["query_id": "id", "quality": "responses.*.grade", "cost": "responses.*.usd"]
    ),
    (
      #"{"id": 1, "runs": [{"model": "gpt", "grade": 1, "usd": 2}, {"model": "opus", "grade": 0, "usd": 3}]}"#,
      ["query_id": "id", "model": "runs[*].model", "quality": "runs[*].grade", "cost": "runs[*].usd"]
    ),
    // Of several scores one of which higher is better.
    (
      #"{"id": 1, "runs": [{"model": "gpt", "scores": {"logprobs": -1, "wer": 1, "rougeL": 0.5}}]}"#,
      ["query_id": "id", "model": "runs[*].model", "quality": "runs[*].scores.rougeL"]
    ),
    (
      #"{"id": 1, "model": "gpt", "scores": {"toxicity": 1, "correctness": 0.5}}"#,
      ["query_id": "id", "quality": "scores.correctness"]
    ),
    // A count of tokens names no query.
    (
      #"{"attributes": {"llm": {"model_name": "gpt", "token_count": {"prompt": 7}}, "task_id": 1}, "score": 1}"#,
      ["query_id": "attributes.task_id", "model": "attributes.llm.model_name", "quality": "score"]
    ),
    (#"{"id": 1, "grades": {"gpt": 1, "opus": 0.5}}"#, ["query_id": "id", "quality": "grades.*"]),
  ]) func pathsInRecords(text: String, map: [String: String]) throws {
    #expect(try options(text)?.map == map)
    #expect(try options("[\(text)]", "t.json")?.map == map)
  }

  /// A filter of lm-evaluation-harness behind its metric; a name with a dot.
  @Test func marksInNames() throws {
    #expect(
      try options("id,model,\"acc,none\"\nq,m,1\n", "t.csv")?.map == ["query_id": "id", "quality": "acc,none"])
    let dotted = try #require(try options(#"[{"id": 1, "m.x": {"score": 1}, "model": "a"}]"#, "t.json"))
    #expect(dotted.map == ["query_id": "id", "quality": #"m\.x.score"#] && dotted.constants.isEmpty)
  }

  /// Costs under their usual names, with a unit, and under the only name that is like one; parts, rates and one of several are
  /// none.
  @Test(arguments: [
    ("cost_usd", "cost_usd"), ("Cost ($)", "Cost ($)"), ("Cost (USD)", "Cost (USD)"), ("totalCost", "totalCost"),
    ("api_cost", "api_cost"), ("cost_per_query", "cost_per_query"), ("api_cost,cost_usd", "cost_usd"),
    ("input_cost", nil), ("cost_per_1k_tokens", nil), ("agent_cost,api_cost", nil),
    ("agent_cost,judge_cost", "agent_cost"), ("judge_cost", nil), ("cost_eur", "cost_eur"),
    ("api_cost,cost_eur", "api_cost"), ("cost_micros", nil), ("costume", nil),
  ]) func costs(columns: String, cost: String?) throws {
    let values = columns.split(separator: ",").map { _ in "1" }.joined(separator: ",")
    #expect(try options("id,model,correct,\(columns)\nq,m,1,\(values)\n", "t.csv")?.map["cost"] == cost)
  }

  /// A model that cannot be named is not replaced by the name of the file.
  @Test func noModelIsInvented() throws {
    #expect(try options(#"{"id": 1, "model": {"family": {"size": "x"}}, "score": 1}"#) == nil)
  }

  /// What would merge models or queries is not proposed: two rows of one id without a model, tasks of many rows.
  @Test(arguments: [
    "id,correct,cost\nq,1,1\nq,0,1\n", "task,model,correct,cost\nmath,a,1,1\nmath,a,0,1\n",
  ]) func nothingIsMergedByGuess(text: String) throws {
    #expect(try options(text, "t.csv") == nil)
  }

  /// The models of `responses` are those of its keys.
  @Test func theProposedPathsAreRight() throws {
    let text = #"{"id": 1, "responses": {"gpt": {"grade": 1, "usd": 2}, "opus": {"grade": 0, "usd": 3}}}"#
    let found = try #require(try options(text))
    let traces = try TraceLoader.load(paths: [folder.path + "/t.jsonl"], options: found)
    #expect(traces.models == ["gpt", "opus"] && traces.quality == [1, 0] && traces.cost == [2, 3])
    #expect(Array(traces.queryIDs) == ["1"])
  }

  /// Asked for tokens, what APIs call them is proposed, and with it the file loads: 100 + 20 tokens.
  @Test func tokens() throws {
    let path = folder.write("query_id,model,quality,usage_id,input_tokens,output_tokens\nq,a,1,7,100,20\n", to: "t.csv")
    let given = LoadOptions(cost: .tokens)
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path], options: given) })
    let options = try #require(LoadAdvice(on: error, paths: [path], format: nil, options: given).options)
    #expect(options.map == ["tokens_in": "input_tokens", "tokens_out": "output_tokens"])
    #expect(try TraceLoader.load(paths: [path], options: options).cost == [120])
  }
}
