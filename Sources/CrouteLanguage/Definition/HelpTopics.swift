import CommandLanguage
import Display
import Routing
import Traces
import Workbench

/// The pages of `help` that are croute's own, made from the tables of strategies, estimators and formats.
enum HelpTopics {
  static let all: [HelpTopic] = [
    HelpTopic("strategies") { strategies },
    HelpTopic("estimators") { estimators },
    .grammar,
    HelpTopic("formats") { formats },
    HelpTopic("policies") { policies },
    HelpTopic("session-files") { SessionFilePage.text },
  ]

  private static var strategies: String {
    var lines = ["A strategy is written NAME[:MODEL][+option[=value]]...", ""]
    for kind in Strategies.all { lines += Self.lines(of: kind) }
    return lines.joined(separator: "\n")
  }

  /// A strategy and its options.
  static func lines(of kind: StrategyKind) -> [String] {
    let name = kind.takesModel ? kind.name + ":MODEL" : kind.name
    return [Wrapping.item("  " + Wrapping.padded(name, 16), kind.summary)]
      + kind.options.map { option in
        let value = option.placeholder.map { "=\($0)" } ?? ""
        let standard = option.standard.map { " (\($0))" } ?? ""
        return Wrapping.item("    +" + Wrapping.padded(option.name + value, 13), option.summary + standard)
      }
  }

  /// An estimator and its parameters.
  static func lines(_ name: String, _ summary: String, _ parameters: [EstimatorParameter]) -> [String] {
    [Wrapping.item("  " + Wrapping.padded(name, 12), summary)]
      + parameters.map { Wrapping.item("    --" + Wrapping.padded($0.name, 8), $0.summary) }
  }

  private static var estimators: String {
    let quality = QualityEstimators.all.flatMap { lines($0.name, $0.summary, $0.parameters) }
    let cost = CostEstimators.all.flatMap { lines($0.name, $0.summary, $0.parameters) }
    return
      (["fit quality NAME"] + quality + ["fit cost NAME"] + cost
      + ["fit table FILE", "  estimates from a file: query_id, model, ante, post, cost_ante, cost_post"])
      .joined(separator: "\n")
  }

  private static var formats: String {
    (["load recognises the format by its content; --format sets it:"]
      + TraceFormats.all.map { Wrapping.item("  " + Wrapping.padded($0.name, 12), $0.summary) }).joined(separator: "\n")
  }

  private static let policies = """
    `policy RESULT FILE` writes the tuned strategy of a run as JSON, without its
    traces, and `croute decide --policy FILE` applies it: one JSON object per line
    in, one out, flushed line by line. `croute decide --schema` prints the JSON
    Schema of the file.

      in   {"id": 7, "query": "...", "features": {"group": "...", "x_...": 1},
            "estimates": {MODEL: {"ante": .6, "post": .7, "cost_ante": .01,
                                  "cost_post": .01, "tokens_in": 120}},
            "answers": {MODEL: {"quality": 1, "cost": .01, "confidence": .9,
                                "text": "...", "tokens_out": 80, "logprobs": [],
                                "class_probs": []}}}
      out  {"id": 7, "run": MODEL, "why": {...}}      run it, and ask again
           {"id": 7, "answer": MODEL, "why": {...}}   give this model's answer
           {"id": 7, "line": 3, "error": "..."}       no decision is possible

    Only the id is always required; the rest depends on the estimators: `noisy`
    needs the signals ante and post, `table` the estimates themselves, a judge the
    quality of answers. `answers` holds the models that have run, in order. Missing
    values are treated as in traces; confidences have to be on the scale of those
    that the policy was fitted on. The id determines the draw between the tie
    rules, as in `run --draw`. Under a cap answers need their cost, and beside
    "run" stands "limit", where the run has to be cut off; the query then ends with
    the answer of "otherwise", or without one. The exit code is 0 at the end of the
    input; with --strict it is 1 if any line had an error.

    `--log FILE` appends a line per query to a file that `load` reads: its model,
    the chance with which that was chosen (propensity), the policy's SHA-256, group
    and features x_..., and the quality and cost of the answer once an input line
    reports its quality, for the first time (the id and the answers are enough);
    without that they are missing at the end and can be joined. A model that was
    run though the decision was for another has no propensity. `--explore 5%`
    sends that share of queries to a model drawn at random, all with equal chances
    (policies that run one model only; `why` says so): without exploring, a log
    says nothing of other choices. `--seed` seeds the draws.
    """
}
