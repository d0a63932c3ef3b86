import CommandLanguage
import CrouteLanguage
import Foundation
import SessionFiles

/// Valid inputs that others are made of.
enum Examples {
  /// A format of traces: the name and ending of its files, examples, and its words.
  struct Traces: Sendable {
    let name: String
    let ending: String
    let examples: [[UInt8]]
    let words: [String]
  }

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static let columns = [
    "query_id", "model", "quality", "cost", "prompt", "answer", "confidence", "logprobs", "tokens_in", "tokens_out",
    "latency", "group", "split", "x_a", "sample_id", "eval_name", "oracle_model_to_route_to",
  ]

  private static let tidy =
    "query_id,model,quality,cost,prompt,answer,confidence,tokens_in,tokens_out,group,split,x_len\n"
    + (0..<6).map { query in
      ["a", "b", "c"].enumerated().map { model, name in
        "q\(query),\(name),\((query + model) % 2),0.0\(model + 1),\"how, \(query)?\n\",\"x \"\"y\"\"\",0.5,\(query + 3),7,"
          + "g\(query % 2),\(["train", "tune", "test"][query % 3]),\(query).5\n"
      }.joined()
    }.joined()

  private static let lines = (0..<6).map { query in
    ["a", "b"].map { model in
      #"{"query_id": "q\#(query)", "model": "\#(model)", "quality": 0.\#(query), "cost": 1e-3, "prompt": "é \u00e9 \ud83d\ude00\n", "#
        + #""group": "g", "logprobs": [-0.1, -2], "extra": {"a": [1, null, true]}}"# + "\n"
    }.joined()
  }.joined()

  private static let routerBench = """
    sample_id,prompt,eval_name,m/a,m/b,m/a|model_response,m/b|model_response,m/a|total_cost,m/b|total_cost,oracle_model_to_route_to
    s.1,"a, b",mmlu,1.0,0.0,yes,no,0.001,0.01,m/a
    s.2,c,gsm8k,0.5,1.0,"x
    y",,0.002,0.02,m/b
    s.2,d,gsm8k,,1.0,z,z,0.002,0.02,m/b

    """

  private static let nested = (0..<3).map { query in
    #"{"query": "q\#(query)?", "query_id": "\#(query)", "group": "g", "llm_name_list": ["a", "b"], "perf_list": [1, 0.5], "#
      + #""cost_list": [0.1, 0.2], "response_list": ["x", null]}"#
  }

  static let traces = [
    Traces(
      name: "csv", ending: "csv", examples: [bytes(tidy), bytes(routerBench)], words: columns + ["train", "g0", "\"\""]),
    Traces(name: "lines", ending: "jsonl", examples: [bytes(lines)], words: columns + ["\\u00e9", "\\ud83d", "1E+5"]),
    Traces(
      name: "json", ending: "json", examples: [bytes("[" + nested.joined(separator: ",\n") + "]\n")],
      words: columns + ["llm_name_list", "perf_list", "cost_list", "response_list"]),
    Traces(name: "compressed", ending: "csv.gz", examples: [bytes(tidy)], words: columns),
  ]

  static let sessionFiles = [
    """
    ---
    jupyter:
      kernelspec: {name: croute, display_name: "croute", language: croute}
    croute: {format: 1, seed: 7, writes: [a.csv, 'b c.csv']}
    ---
    # Title

    ```croute name="a" tags=["raises-exception", "x"] tol=1e-6
    echo one
    set sed 7
    ```

    ```output
    one
    ...
    error: [..]
    ```
    1. step

       ~~~croute check="exact"
       echo 1 2.5 \\
         three
       ~~~
       ~~~output
       1 2.5 three
       ~~~

    <!-- comment -->
    - a

    > quoted

    ````md
    ```croute
    ```
    ````
    ```croute tags=["parameters"] run=false
    let budget 0.001
    ```

    """,
    "text\n```croute\necho $x\n```\n",
  ].map(bytes)

  static let sessionWords = [
    "```", "````", "~~~", "```croute\n", "```output\n", "---\n", "- ", "1. ", "> ", "    ", "\t", "<!--", "-->",
    "<pre>", "...",
    "[..]", "croute:", "seed:", "requires:", "writes:", "format:", "name=", "tags=", "check=\"exact\"",
    "check=\"none\"", "tol=",
    "run=false", "timeout=", "[\"parameters\"]",
  ]

  static let notebooks: [[UInt8]] =
    sessionFiles.compactMap { file in
      (try? SessionFile(String(decoding: file, as: UTF8.self), language: "croute")).map {
        bytes(NotebookExport.text(of: $0, in: Interpreter()))
      }
    } + [
      bytes(
        #"{"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": "croute"}}, "cells": [{"cell_type": "markdown", "metadata": {}, "source": ["a\n", "```croute\n", "b\n", "```"]}, {"cell_type": "code", "id": "x", "metadata": {"tags": ["a"]}, "execution_count": 1, "source": "echo 1\r\n", "outputs": [{"output_type": "stream", "name": "stdout", "text": "1\n"}]}]}"#
      )
    ]

  static let notebookWords = [
    "\"cell_type\"", "\"code\"", "\"markdown\"", "\"raw\"", "\"source\"", "\"metadata\"", "\"croute\"", "\"fence\"",
    "\"close\"",
    "\"before\"", "\"after\"", "\"output\"", "\"header\"", "\"generated\"", "\"empty\"", "\"outputs\"",
    "\\n```croute\\n",
    "\\n```output\\n", "\\r\\n", "<!--", "\"nbformat\": 4",
  ]

  /// What the commands that make the other examples begin with.
  static let setUp = "load sim:cascade --queries 60\nfit quality noisy --ante 0.6 --post 0.3"

  /// A state file, a policy file and a shard, made by commands.
  private static let made: (state: [UInt8], policy: [UInt8], shard: [UInt8]) = {
    let folder = Scratch.folder + "croute-fuzz-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let table =
      "query_id,model,ante,post,cost_ante,cost_post\n"
      + (0..<60).map { "q\($0),a,0.5,0.6,1,1\nq\($0),b,0.7,0.8,2,2\n" }.joined()
    let traces =
      "query_id,model,quality,cost\n"
      + (0..<60).map { "q\($0),a,\($0 % 2),1\nq\($0),b,\($0 % 3 == 0 ? 0 : 1),2\n" }.joined()
    for (name, text) in [("t.csv", traces), ("e.csv", table)] {
      _ = FileManager.default.createFile(atPath: folder + "/" + name, contents: Data(text.utf8))
    }
    let isMade = Reader.execute(
      [
        setUp, "let budget 0.001", "filter best_quality >= 0", "run cascade-routing --budget 0.5 --as r",
        "sweep routing mix --budgets 3",
        "sql --as s SELECT model, avg(quality) AS q FROM outcomes GROUP BY model;", "state save s.json",
        "experiment runtime --small --shard 1/1 --to 1.jsonl", "load t.csv",
        "fit table e.csv --sigma 0.1,0.1", "run cascade-routing --budget 1.5", "policy _ p.json",
      ], in: folder, seconds: 60)
    // Without examples there is nothing to mutate.
    precondition(isMade, "the commands that make the examples fail")
    func read(_ name: String) -> [UInt8] {
      FileManager.default.contents(atPath: folder + "/" + name).map(Array.init) ?? bytes("{}")
    }
    return (read("s.json"), read("p.json"), read("1.jsonl"))
  }()

  static var state: [UInt8] { made.state }
  static var policy: [UInt8] { made.policy }
  static var shard: [UInt8] { made.shard }

  static let stateWords = [
    "\"settings\"", "\"traces\"", "\"simulation\"", "\"sim:routerbench\"", "\"queries\"", "\"joins\"", "\"pool\"",
    "\"split\"",
    "\"filters\"", "\"results\"", "\"kind\"", "\"run\"", "\"sweep\"", "\"table\"", "\"points\"", "\"lambdas\"",
    "\"gamma\"",
    "\"budget\"", "\"strategy\"", "\"routing\"", "\"knn\"", "\"oracle\"", "\"threshold\"", "\"rows\"", "\"digits\"",
    "\"names\"",
  ]
  static let shardWords = [
    "\"shard\"", "\"of\"", "\"items\"", "\"item\"", "\"key\"", "\"value\"", "\"nan\"", "\"inf\"", "\"command\"",
    "\"session\"",
  ]
  static let policyWords = [
    "\"models\"", "\"strategy\"", "\"cascade-routing\"", "\"routing\"", "\"index\"", "\"threshold\"", "\"lambdas\"",
    "\"runs\"",
    "\"gamma\"", "\"quality\"", "\"cost\"", "\"sigma\"", "\"estimator\"", "\"table\"", "\"seed\"", "\"version\"",
  ]

  static let queries = [
    #"{"id": "q1", "estimates": {"a": {"ante": 0.5, "cost_ante": 1}, "b": {"ante": 0.7, "cost_ante": 2}}}"# + "\n",
    #"{"id": 7, "query": "how?", "features": {"group": "g", "x_a": 1.5}, "estimates": {"a": {"ante": 0.5, "post": 0.6, "cost_ante": 1, "cost_post": 1}, "b": {"ante": 0.7, "cost_ante": 2}}, "answers": {"a": {"quality": 1, "cost": 0.5, "confidence": 0.9, "tokens_out": 3, "text": "x", "logprobs": [-1, -2], "class_probs": [0.5, 0.5]}}}"#
      + "\n",
  ].map(bytes)
  static let queryWords = [
    "\"id\"", "\"query\"", "\"features\"", "\"estimates\"", "\"answers\"", "\"ante\"", "\"post\"", "\"cost_ante\"",
    "\"cost_post\"",
    "\"quality\"", "\"cost\"", "\"a\"", "\"b\"", "\"\\u0061\"", "\"i\\u0064\"",
  ]

  static let frames = bytes(
    [
      "client", "<IDS|MSG>", "", #"{"msg_id": "1", "msg_type": "execute_request", "session": "s", "version": "5.3"}"#,
      "{}", "{}",
      #"{"code": "echo 1", "silent": false, "user_expressions": {}}"#,
    ].joined(separator: "\n--\n"))

  static let commands = [
    "describe --by group\nshow --head 3\nsplit --train 30% --tune 30% --seed 2\n",
    "pool hull\nfilter best_quality >= 0.2\nfilter prompt ~ /^a/\nfilter off\npool all\n",
    "run cascade-routing+max-depth=2 --budget 0.4 --as r\nmetrics r\nexplain cascade.00003 routing --budget 0.3\n",
    "sweep routing threshold mix --budgets 3 --as s\ncompare s --bootstrap 20\nplot frontier s --log --height 9\n",
    "sql --as t SELECT model, avg(quality) AS q, median(cost) FROM outcomes GROUP BY model;\nplot bars t --y q\nwrite t t.csv --force\n",
    "sql SELECT count(*) FROM queries q JOIN outcomes o ON q.query_id = o.query_id WHERE quality > 0.5;\n",
    "let b 0.3\necho $b 'c d' \"e\\n\"\nset format json\nset width 40\nlambda routing\nundo\nhistory\n",
    "fit quality logistic\nfit cost constant\nreport\nplot reliability --post\nplot histogram cost --bins 5\n",
    "sql --as d SELECT 1e308 AS x, 1 AS y UNION ALL SELECT -1e308, 2;\nplot xy d\nplot scatter d --log\nplot heatmap d\n",
    "load t.csv --map quality=q --clip --cost latency --as u\njoin t.csv --on query_id\nfit table t.csv --sigma 0.1,0.2 --fuse\n",
    "plot path cascade-routing --budget 0.3 --head 4\nplot lambda routing --shares\nstep cascade.00001\nrerun\n",
  ].map(bytes)

  static let commandWords = [
    "load ", "sim:cascade", "sim:agentic", "describe", "pool ", "filter ", "split ", "fit ", "run ", "sweep ",
    "compare ", "plot ",
    "sql ", "show ", "explain ", "lambda ", "metrics ", "report ", "state save a.json", "state load a.json", "source ",
    "let ", "set ",
    "--budget ", "--budgets ", "--as ", "--head ", "--bins ", "--log", "--by ", "--width ", "--seed ", "--queries 20",
    "--cell ",
    "routing", "cascade", "cascade-routing", "index", "knn", "pairs", "threshold", "mix", "oracle", "single:",
    "+greedy",
    "+max-depth=", "+beam=", "quality", "cost", "prompt", "group", "model", "_", "off", "all", "hull", "100%", "1k",
    ">=", "~", "/(a+)+$/",
    "SELECT ", "FROM outcomes", "WITH RECURSIVE ", "group_concat", "printf('%*d', 9999999, 1)", "zeroblob(99999999)",
    "\\\n", ";\n",
    "<div>", "| cat", "> f.txt",
  ]
}
