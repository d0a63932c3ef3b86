import Input
import TestSupport
import Testing
import Traces

/// Several rows of one query and model that are no repeats, seen from what is proposed.
@Suite struct RowChoiceTests {
  private let folder = ScratchFolder()

  private func advice(_ text: String, _ options: LoadOptions, _ name: String = "t.csv") throws -> LoadAdvice {
    let path = folder.write(text, to: name)
    let error = try #require(thrown { () throws(InputError) in try TraceLoader.load(paths: [path], options: options) })
    return LoadAdvice(on: error, paths: [path], format: nil, options: options)
  }

  /// Three queries by two models, each with a row for each of the values of a column.
  private func table(_ column: String, _ values: [String], scores: [String] = ["1", "0.25"]) -> String {
    let rows = ["q", "r", "s"].flatMap { query in
      ["a", "b"].flatMap { model in
        zip(values, scores).map { "\(query),\(model),\($0),\($1)\n" }
      }
    }
    return "query_id,model,\(column),quality\n" + rows.joined()
  }

  @Test(arguments: [
    ("metric", ["exact_match", "f1"], "exact_match"), ("metric", ["toxicity", "f1"], "f1"),
    ("metric", ["latency", "custom"], "custom"), ("scorer", ["u", "v"], "u"), ("judge", ["gpt", "opus"], "gpt"),
    ("prompt_template", ["cot", "plain"], "cot"), ("model_version", ["2024-05", "2024-08"], "2024-05"),
    ("turn", ["1", "2"], "1"), ("filter", ["none", "strict"], "none"),
    // By its values alone: each answer has one of each.
    ("how", ["short", "long"], "short"),
  ]) func oneOfSeveralScores(column: String, values: [String], kept: String) throws {
    let found = try advice(table(column, values), LoadOptions())
    let options = try #require(found.options)
    #expect(options.condition?.text == "\(column) = \"\(kept)\"" && options.repeats == nil)
    #expect(found.seen?.contains("differ in \(column) (\(values[0]), \(values[1])): they are no repeats") == true)
    let traces = try TraceLoader.load(paths: [folder.path + "/t.csv"], options: options)
    #expect(traces.quality == [Double](repeating: kept == values[0] ? 1 : 0.25, count: 6) && traces.runs == nil)
  }

  /// Numbers, words that not all answers have, answers, and a metric that comes twice: what repeats is a run.
  @Test(arguments: [
    ("temperature", "q,a,0.5,1\nq,a,1,0\nr,a,0.5,1\nr,a,1,1\n"), ("seed", "q,a,x,1\nq,a,y,0\nr,a,x,1\nr,a,y,1\n"),
    ("answer", "q,a,A,1\nq,a,B,0\nr,a,A,1\nr,a,B,1\n"), ("metric", "q,a,f1,1\nq,a,f1,0\nr,a,f1,1\nr,a,em,1\n"),
    ("state", "q,a,bad,0\nq,a,good,1\nr,a,good,1\ns,a,good,1\nt,a,good,1\n"),
  ]) func repeats(column: String, rows: String) throws {
    let found = try advice("query_id,model,\(column),quality\n" + rows, LoadOptions())
    #expect(found.options?.repeats == .mean && found.options?.condition == nil)
  }

  /// Runs of each metric are repeats of it, and two columns may tell rows apart together.
  @Test func severalColumns() throws {
    let rows = ["f1", "em"].flatMap { metric in
      ["none", "strict"].flatMap { filter in (1...2).map { "q,a,\(metric),\(filter),\($0),0.\($0)\n" } }
    }
    let text = "query_id,model,metric,filter,seed,quality\n" + rows.joined()
    let options = try #require(try advice(text, LoadOptions()).options)
    #expect(options.condition?.text == #"metric = "f1" and filter = "none""# && options.repeats == .mean)
    #expect(abs(try TraceLoader.load(paths: [folder.path + "/t.csv"], options: options).quality[0] - 0.15) < 1e-12)
  }

  /// A condition that was given stays; records are looked at by their paths.
  @Test func whatIsGivenStays() throws {
    var given = LoadOptions()
    given.condition = RowCondition("lang = en")
    let text = "query_id,model,lang,metric,quality\nq,a,en,f1,1\nq,a,en,em,0\nq,a,de,f1,0.5\n"
    let found = try advice(text, given)
    #expect(found.options?.condition?.text == #"lang = en and metric = "f1""#)
    let rows = ["f1", "em"].map { #"{"info": {"id": 1}, "model": "m", "metric": "\#($0)", "quality": 0.5}"# }
    let nested = try advice(rows.joined(separator: "\n"), LoadOptions(map: ["query_id": "info.id"]), "t.jsonl")
    #expect(nested.options?.condition?.text == #"metric = "f1""#)
  }
}
