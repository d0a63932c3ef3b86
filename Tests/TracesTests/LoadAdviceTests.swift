import Input
import TestSupport
import Testing
import Traces

/// The table of wrong files tries every kind of advice; here is what the options are.
@Suite struct LoadAdviceTests {
  private let folder = ScratchFolder()

  private func advice(_ text: String, options: LoadOptions = LoadOptions()) throws -> LoadAdvice {
    let path = folder.write(text)
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path], options: options) })
    return LoadAdvice(on: error, paths: [path], format: nil, options: options)
  }

  @Test func severalFaultsAreMendedTogether() throws {
    let options = try #require(try advice("id,llm,score,price\nq,a,80,1\nq,a,100,3\n").options)
    #expect(options.map == ["query_id": "id", "model": "llm", "quality": "score", "cost": "price"])
    #expect(options.scale == 0...100)
    #expect(options.repeats == .mean)
    let traces = try TraceLoader.load(paths: [folder.path + "/traces.csv"], options: options)
    #expect(traces.quality == [0.9])
    #expect(traces.cost == [2])
  }

  /// One of several objects that are alike is not taken for all: queries that hold models, models beside the name of their
  /// query, an answer beside a failed one.
  @Test(arguments: [
    #"{"x": {"a": {"score": 1}, "b": {"score": 0}}, "y": {"a": {"score": 0}, "b": {"score": 1}}}"#,
    #"[{"id": "x", "a": {"score": 1, "cost": 1}, "b": {"score": 0, "cost": 2}}]"#,
    #"[{"id": "x", "arms": {"a": {"error": "timeout"}, "b": {"grade": 1}}}]"#,
    #"{"x": {"model": "a", "grade": 1}, "y": {"model": "b", "grade": 0}}"#,
  ]) func nothingIsLeftOutByGuess(text: String) throws {
    #expect(try advice(text).options == nil)
  }

  /// Rows tell together what the first one lacks.
  @Test func laterRowsAreLookedAt() throws {
    let text = #"{"id": "x", "arms": {"a": {"error": "timeout"}, "b": {"grade": 1}}}"#
    let options = try #require(
      try advice(text + "\n" + text.replacing("error", with: "grade").replacing("\"timeout\"", with: "0")).options)
    #expect(options.map == ["query_id": "id", "quality": "arms.*.grade"] && options.constants.isEmpty)
  }

  /// The model that stands around the rows is not called as the file.
  @Test(arguments: [(#""model": "m""#, nil), (#""config": {"model": "m"}"#, "m")])
  func theModelAroundRows(header: String, model: String?) throws {
    let text = #"{\#(header), "results": [{"id": 1, "score": 1, "cost": 2}, {"id": 2, "score": 0, "cost": 3}]}"#
    let options = try #require(try advice(text).options)
    #expect(options.map == ["query_id": "id", "quality": "score"] && options.constants["model"] == model)
    let traces = try TraceLoader.load(paths: [folder.path + "/traces.csv"], options: options)
    #expect(traces.models == ["m"] && traces.quality == [1, 0] && traces.cost == [2, 3])
  }

  /// Question 0 of two datasets is two queries, of which --where takes one.
  @Test(arguments: ["index", "query_id"]) func queriesOfSeveralGroupsAreNotMixed(name: String) throws {
    let text = "dataset,\(name),llm,is_correct,cost\narc,0,a,1,1\narc,0,b,0,2\nmath,0,a,0,3\nmath,0,b,0,4\n"
    let found = try advice(text)
    let options = try #require(found.options)
    #expect(options.condition?.text == #"dataset = "arc""# && options.repeats == nil)
    #expect(found.seen?.contains("queries of several groups have the same names") == true)
    let traces = try TraceLoader.load(paths: [folder.path + "/traces.csv"], options: options)
    #expect(traces.models == ["a", "b"] && traces.quality == [1, 0] && traces.cost == [1, 2])
  }

  @Test func whatIsGivenIsKept() throws {
    let given = LoadOptions(map: ["quality": "mark"])
    let options = try #require(try advice("id,model,mark,cost\nq,a,1.02,1\n", options: given).options)
    #expect(options.map == ["quality": "mark", "query_id": "id"])
    #expect(options.clip && options.scale == nil)
  }

  /// Two lines of a header, and a name that comes twice.
  @Test(arguments: [(",a,b,a,b", true), ("q,1,0,1,2", false)]) func headersOfSeveralLines(line: String, isHeader: Bool)
    throws
  {
    let seen = try advice("query_id,quality,quality,cost,cost\n\(line)\nr,1,1,2,2\n").seen
    #expect((seen?.contains(#"table.columns = ["_".join(name) for name in table.columns]"#) == true) == isHeader)
  }

  /// A list of outcomes of queries of their own counts before what sums them up, with the query and the score of its rows.
  @Test(arguments: [#""id": "u", "accuracy": 0.5"#, #""model_name": "m", "performance": 0.5, "cost": 3"#])
  func whatSumsUpIsNoOutcome(header: String) throws {
    let rows = #"[{"task_id": "t", "is_resolved": true, "cost": 1}, {"task_id": "u", "is_resolved": false, "cost": 2}]"#
    let options = try #require(try advice("{\(header), \"results\": \(rows)}").options)
    #expect(options.map == ["query_id": "task_id", "quality": "is_resolved"])
    let traces = try TraceLoader.load(paths: [folder.path + "/traces.csv"], options: options)
    #expect(Array(traces.queryIDs) == ["t", "u"] && traces.quality == [1, 0] && traces.cost == [1, 2])
  }

  /// One scale is proposed for all files where it may be that of all.
  @Test(arguments: [(["0.85", "0.4"], true), (["85", "4"], false), (["0", "0"], false)])
  func scalesOfFiles(scores: [String], isOther: Bool) throws {
    func rows(_ scores: [String], _ model: String) -> String {
      "query_id,model,quality\n" + zip("qr", scores).map { "\($0),\(model),\($1)\n" }.joined()
    }
    let paths = [folder.write(rows(scores, "a"), to: "a.csv"), folder.write(rows(["85", "40"], "b"), to: "b.csv")]
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: paths) })
    let advice = LoadAdvice(on: error, paths: paths, format: nil, options: LoadOptions())
    #expect(advice.options?.scale == (isOther ? nil : 0...100))
    #expect(
      advice.seen?.replacing(folder.path + "/", with: "")
        == (isOther
          ? "the files seem to be on different scales, and --scale is one for all: a.csv from 0 to 1, b.csv from 0 to 100"
          : nil))
  }
}
