import Input
import TestSupport
import Testing
import Traces

/// Tables with a row per query and model, of which no column is called `model`.
@Suite struct LongTableTests {
  private let folder = ScratchFolder()

  private func proposed(_ text: String, _ name: String = "t.csv") throws -> LoadOptions? {
    let path = folder.write(text, to: name)
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) })
    return LoadAdvice(on: error, paths: [path], format: nil, options: LoadOptions()).options
  }

  /// The models are told by the name of their column, or by values that tell the rows of each query apart.
  @Test(arguments: [
    (
      "query_id,Model Name,exact_match,f1,cost_usd",
      ["model": "Model Name", "quality": "exact_match", "cost": "cost_usd"]
    ),
    (
      "id,deployment,em,rouge,price_usd",
      ["query_id": "id", "model": "deployment", "quality": "em", "cost": "price_usd"]
    ),
    ("id,deployment,blurb,zest,total_cost", nil),
  ]) func theModelIsFound(header: String, map: [String: String]?) throws {
    let rows = "q,a,1,0.5,0.25\nq,b,0,0.25,0.5\nr,a,1,1,0.125\nr,b,1,0,1\n"
    let options = try proposed(header + "\n" + rows)
    #expect(options?.map == map)
    guard let options else { return }
    let traces = try TraceLoader.load(paths: [folder.path + "/t.csv"], options: options)
    #expect(Array(traces.queryIDs) == ["q", "r"] && traces.models == ["a", "b"])
    #expect(traces.quality == [1, 0, 1, 1] && traces.cost == [0.25, 0.5, 0.125, 1])
  }

  @Test func recordsAreLookedAtAsWell() throws {
    let rows = ["q", "r"].flatMap { id in
      ["a", "b"].map { #"{"id": "\#(id)", "deployment": "\#($0)", "metrics": {"clarity": 1, "recall": 0}}"# }
    }
    #expect(
      try proposed(rows.joined(separator: "\n"), "t.jsonl")?.map
        == ["query_id": "id", "model": "deployment", "quality": "metrics.clarity"])
  }

  /// Groups of queries whose ids start again, answers that some rows share, the best of the models: a row per query.
  @Test(arguments: ["subject", "gold", "best_model"]) func aRowPerQuery(column: String) throws {
    let values = ["subject": "xxyy", "gold": "ABAA", "best_model": "gpt opus gpt gpt"][column] ?? ""
    let words = column == "best_model" ? values.split(separator: " ").map(String.init) : values.map(String.init)
    let rows = zip(["q", "r", "q", "r"], words).map { "\($0),\($1),1,0\n" }
    let traces = try TraceLoader.load(paths: [folder.write("id,\(column),gpt,opus\n" + rows.joined(), to: "w.csv")])
    #expect(traces.models == ["gpt", "opus"] && traces.queryCount == 4 && traces.renamedCount == 2)
  }
}
