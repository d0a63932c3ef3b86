import CSQLite
import TestSupport

/// The files that the examples of commands name, and what has to be done before an example that rests on more than files.
///
/// Forty queries and two models: large is right on all, small on every second one, for half the cost.
struct ExampleFiles {
  /// The folder with the files.
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write("outcomes.csv", "query_id,model,quality,cost,tokens_in,tokens_out,split,file") {
      "q\($0),\($1),\($2),\($3),10,\($3),\($0 % 2 == 0 ? "test,held_out" : "train,dealt")"
    }
    try write("mmlu.csv", "query_id,model,correct,cost_usd") { "q\($0),\($1),\($2),\($3)" }
    try write("estimates.csv", "query_id,model,ante,post,cost_ante,cost_post") { "q\($0),\($1),0.5,\($2),\($3),\($3)" }
    try write("calls.csv", "request_id,model,spend,prompt_tokens,completion_tokens") { "r\($0)\($1),\($1),\($3),1,2" }
    try write("scores.csv", "request_id,score") { query, model, quality, _ in "r\(query)\(model),\(quality)" }
    let queries = 0..<40
    try folder.write(lines(queries.map { #"{"query_id": "q\#($0)", "prompt": "why?"}"# }), to: "prompts.jsonl")
    for (name, cost) in [("run1.jsonl", 1), ("run2.jsonl", 2)] {
      try folder.write(
        lines(queries.map { #"{"query_id": "q\#($0)", "quality": \#($0 % 2), "cost": \#(cost)}"# }), to: name)
    }
    try folder.write("model,input,output\nsmall,1,2\nlarge,5,10\n", to: "prices.csv")
    try folder.write("pool all\n", to: "setup.croute")
    let solved = "{" + queries.map { #""q\#($0)": {"resolved": true, "cost": 1}"# }.joined(separator: ", ") + "}"
    for model in ["a", "b"] {
      shell("mkdir -p '\(folder.path)/results/\(model)/instance_results'")
      try folder.write(solved, to: "results/\(model)/instance_results/swe-bench.json")
    }
    shell("mkdir '\(folder.path)/outcomes'")
    try write("outcomes/a.jsonl", nil) {
      #"{"query_id": "q\#($0)", "model": "\#($1)", "quality": \#($2), "cost": \#($3)}"#
    }
    shell("gzip '\(folder.path)/outcomes/a.jsonl'")
    var database: OpaquePointer?
    sqlite3_open(folder.path + "/logs.db", &database)
    let rows = Self.outcomes { "('q\($0)', '\($1)', \($2), \($3))" }.joined(separator: ", ")
    sqlite3_exec(
      database,
      "CREATE TABLE outcomes (query_id, model, quality, cost); INSERT INTO outcomes VALUES \(rows)", nil, nil, nil)
    sqlite3_close(database)
  }

  /// What is done before an example, line by line.
  static func preparation(of example: String) -> String {
    let all: [(beginning: String, lines: String)] = [
      ("compare first second", "sweep mix --budgets 2 --as first\nsweep mix --budgets 2 --as second"),
      ("fit table", "load outcomes.csv"), ("join prompts", "load outcomes.csv"), ("join scores", "load calls.csv"),
      ("measure", "load outcomes.csv\nrun mix --budget 1.5\npolicy _ policy.json"),
      ("policy", "run index --budget 0.001"), ("record off", "record on own.md"),
      ("reprice --prices", "load outcomes.csv"),
      ("split --by", "load outcomes.csv"), ("state load", "state save session.json"),
    ]
    return all.first { example.hasPrefix($0.beginning) }?.lines ?? ""
  }

  private static func outcomes<Row>(_ row: (_ query: Int, _ model: String, _ quality: Int, _ cost: Int) -> Row) -> [Row]
  {
    (0..<40).flatMap { [row($0, "small", 1 - $0 % 2, 1), row($0, "large", 1, 2)] }
  }

  private func write(_ name: String, _ head: String?, _ row: (Int, String, Int, Int) -> String) throws {
    try folder.write(lines((head.map { [$0] } ?? []) + Self.outcomes(row)), to: name)
  }

  private func lines(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}
