import Input

/// What a column, a member of a record or a path holds by its name: whatever guesses at names asks here; what the layouts of formats
/// call their parts is in `LayoutNames.swift`.
package enum NameKind: Sendable {
  /// The name of a query, that of a model, and what is measured of an answer.
  case query, model, score, cost, latency, tokens
  /// A trait of a query.
  case feature

  /// What the names of single columns are, by our names; the likeliest first.
  private static let words: [String: [String]] = [
    "query_id": [
      "query_id", "id", "question_id", "prompt_id", "sample_id", "q_id", "qid", "instance_id", "example_id", "doc_id",
      "task_id", "item_id", "test_idx", "test_id", "ticket", "ticket_id", "case_id", "custom_id", "task", "idx",
      "index", "query", "question", "prompt",
    ],
    "model": ["model", "model_name", "model_id", "llm", "llm_name", "engine", "system", "provider", "agent"],
    "quality": [
      "quality", "score", "correct", "is_correct", "accuracy", "acc", "exact_match", "reward", "passed", "pass",
      "success", "resolved", "solved", "ok", "grade", "rating", "performance", "result",
    ],
    "cost": [
      "cost", "cost_usd", "total_cost", "usd", "price", "spend", "inference_cost", "cost_in_usd", "price_usd",
      "dollars",
    ],
    "tokens_in": [
      "tokens_in", "prompt_tokens", "input_tokens", "n_prompt_tokens", "num_prompt_tokens", "num_input_tokens",
      "tokens_prompt", "tokens_input", "prompt_token_count", "input_token_count", "in_tokens",
    ],
    "tokens_out": [
      "tokens_out", "completion_tokens", "output_tokens", "n_completion_tokens", "num_completion_tokens",
      "num_output_tokens", "tokens_completion", "tokens_output", "candidates_token_count", "completion_token_count",
      "output_token_count", "generated_tokens", "out_tokens",
    ],
  ]

  /// The words for one of our columns, the likeliest first.
  static func words(for own: String) -> [String] { words[own] ?? [] }

  /// Names of groups of queries.
  private static let groups: Set<String> = [
    "group", "category", "dataset", "data_set", "task", "task_name", "subject", "benchmark", "subset", "domain",
    "topic", "suite", "eval_name", "source", "split", "language", "section", "scenario",
  ]

  /// What measures an answer as a whole.
  private static let metrics: Set<String> = [
    "quality", "score", "scores", "correct", "correctness", "right", "accuracy", "acc", "em", "match", "f", "rouge",
    "bleu", "sacrebleu", "chrf", "meteor", "bertscore", "bleurt", "precision", "recall", "reward", "pass",
    "passed", "success", "successful", "resolved", "solved", "ok", "grade", "rating", "performance", "result",
    "faithfulness", "faithful", "relevancy", "relevance", "relevant", "groundedness", "helpfulness", "helpful",
    "harmlessness", "harmless", "honesty", "coherence", "fluency", "factuality", "hallucination", "toxicity", "bias",
    "levenshtein", "similarity", "consistency", "completeness", "conciseness", "clarity", "usefulness", "safety", "mcc",
    "brier", "win", "winrate", "preference", "ndcg", "mrr", "iou", "verdict", "utility",
  ]

  /// What stands beside them in their names.
  private static let asides: Set<String> = [
    "is", "was", "has", "at", "k", "l", "n", "lsum", "digits", "exact", "norm", "mean", "avg", "average", "macro",
    "micro", "weighted", "partial", "strict", "loose", "flexible", "extract", "level", "prompt", "inst", "instruction",
    "answer", "context", "response", "semantic", "string", "cosine", "token", "llm", "judge", "human", "feedback",
    "final", "overall", "total", "raw", "base", "plus", "test", "tests", "quasi", "prefix", "value", "rate", "binary",
    "by", "the", "of", "to",
  ]

  /// Objects that hold what measures an answer, each under its name.
  private static let tables: Set<String> = [
    "feedback", "feedbacks", "feedback_stats", "score", "scores", "metric", "metrics", "eval", "evals", "evaluation",
    "evaluations", "result", "results", "grades", "ratings", "rewards", "assessments", "outputs", "rubric", "qualities",
  ]

  /// Metrics that are higher where an answer is worse.
  private static let worse: Set<String> = [
    "hallucination", "hallucinations", "hallucinated", "toxicity", "toxic", "bias", "biased", "brier", "wer", "cer",
    "ter", "perplexity", "ppl", "loss", "nll", "stereotype", "stereotypes", "distance", "mae", "mse", "rmse", "ece",
    "harmfulness", "harmful", "maliciousness", "misogyny", "misinformation", "violation", "violations",
  ]
  /// What stands beside them in their names.
  private static let worseAsides: Set<String> = ["pct", "percent", "edit", "word", "char", "character", "byte"]
  /// What turns them round.
  private static let opposites: Set<String> = [
    "no", "not", "non", "without", "free", "un", "less", "avoidance", "passed",
  ]
  /// What counts likelihoods of texts, which are no scores.
  private static let likelihoods: Set<String> = [
    "logprob", "logprobs", "loglikelihood", "likelihood", "logit", "logits", "logp",
  ]

  /// What columns are called that tell several scores of one answer apart, or several answers to one query under another
  /// setting.
  private static let variants: Set<String> = [
    "metric", "metrics", "measure", "variable", "scorer", "judge", "grader", "evaluator", "rater", "annotator",
    "criterion", "criteria", "rubric", "aspect", "dimension", "template", "version", "turn", "filter", "variant",
    "strategy", "setting", "config", "persona", "shots",
  ]
  /// What columns are called that may differ from answer to answer.
  private static let ofAnswers: Set<String> = [
    "id", "answer", "answers", "response", "responses", "resps", "output", "outputs", "completion", "completions",
    "prediction", "pred", "generation", "reasoning", "rationale", "reason", "explanation", "comment", "comments",
    "message", "error", "status", "date", "timestamp", "created", "started", "updated", "at", "hash", "uuid", "url",
    "path",
  ]

  private static let times: Set<String> = [
    "latency", "latencies", "duration", "runtime", "elapsed", "seconds", "ttft", "time", "ms", "millis", "milliseconds",
    "secs",
  ]
  private static let timeAsides: Set<String> = [
    "s", "sec", "response", "execution", "generation", "inference", "total", "wall", "clock", "mean", "avg", "api",
    "request", "call", "first", "token", "to", "of", "in", "run", "end", "e2e", "taken",
  ]
  private static let counts: Set<String> = ["token", "tokens"]
  private static let countAsides: Set<String> = [
    "prompt", "completion", "input", "output", "in", "out", "total", "num", "n", "count", "cache", "cached", "read",
    "write", "creation", "reasoning", "generated", "used", "usage", "candidates", "thinking",
  ]
  private static let traits: Set<String> = [
    "difficulty", "hardness", "ambiguity", "complexity", "length", "readability", "weight", "priority", "words",
    "chars",
  ]
  private static let traitAsides: Set<String> = [
    "prompt", "query", "question", "input", "text", "num", "n", "count", "avg", "mean", "word", "char", "score",
  ]

  private static let modelSuffixes: Set<String> = [
    "name", "id", "slug", "permaslug", "version", "label", "key", "used", "alias", "deployment",
  ]
  /// What turns the name of a model into that of one that gave no answer here.
  static let noAnswerers: Set<String> = [
    "judge", "grader", "grading", "scorer", "scoring", "evaluator", "eval", "evaluation", "critic", "reward",
    "embedding", "best", "oracle", "reference", "expected", "gold", "baseline", "teacher", "annotator",
  ]

  /// What an object calls the value that it is about: `llm.name`, `cost.total`.
  static let values: [String: Set<String>] = [
    "query_id": ["id", "name"], "model": ["name", "id", "label", "slug"],
    "quality": ["value", "score", "mean", "avg"], "cost": ["total", "usd", "value", "amount"],
  ]

  /// What a column or a path of that name holds; `nil` where that may be anything, such as the scores of a model.
  package static func of(_ name: String) -> NameKind? {
    let steps = parts(of: name)
    guard let last = steps.last else { return nil }
    let words = components(of: last)
    if isMade(words, of: traits, traitAsides) { return .feature }
    if isMade(words, of: counts, countAsides) { return .tokens }
    if isMade(words, of: times, timeAsides) { return .latency }
    if LikelyNames.isCost(name) || isPartOfDollar(name) { return .cost }
    if isModel(words) { return .model }
    if isMetric(steps) { return .score }
    if let outer = steps.dropLast().last {
      if values["model"]?.contains(last) == true, isModel(components(of: outer)) { return .model }
      if values["quality"]?.contains(last) == true, isMetric(steps.dropLast()) { return .score }
    }
    let texts = ["task", "query", "question", "prompt"]
    return Self.words(for: "query_id").contains(last) && !texts.contains(last) ? .query : nil
  }

  /// Whether a name is that of groups of queries.
  static func isOfGroups(_ name: String) -> Bool { groups.contains(parts(of: name).last ?? "") }

  /// Whether a column of that name tells several scores of one answer apart, or answers under several settings.
  static func isOfVariants(_ name: String) -> Bool {
    mayBeOfVariants(name) && components(of: parts(of: name).last ?? "").contains(where: variants.contains)
  }

  /// Whether a column of that name may do so.
  static func mayBeOfVariants(_ name: String) -> Bool {
    if let kind = of(name), kind != .model { return false }
    return !components(of: parts(of: name).last ?? "").contains(where: ofAnswers.contains)
  }

  /// Whether a score of that name is higher where an answer is worse.
  package static func isWorseWhenHigher(_ name: String) -> Bool {
    let steps = parts(of: name)
    guard let last = steps.last else { return false }
    var words = components(of: last)
    if values["quality"]?.contains(last) == true, let outer = steps.dropLast().last { words += components(of: outer) }
    return !words.contains(where: opposites.contains)
      && (words.contains(where: worse.contains) || Set(words).isSuperset(of: ["error", "rate"]))
  }

  /// Whether a name is that of likelihoods, which are no scores.
  static func isOfLikelihoods(_ name: String) -> Bool {
    let words = components(of: parts(of: name).last ?? "")
    return words.contains(where: likelihoods.contains) || Set(words).isSuperset(of: ["log", "prob"])
  }

  /// Whether a path leads to a count, a time or a cost, or into an object of some.
  static func isMeasured(_ path: String) -> Bool {
    parts(of: path).contains { step in
      switch of(step) {
      case .tokens, .latency, .cost: true
      default: false
      }
    }
  }

  /// Whether a column of that name tells that each row holds one answer, whatever else is in the table.
  static func isOfOneAnswer(_ name: String) -> Bool {
    let own: Set = ["model", "model_id", "model_name", "llm", "quality", "score", "correct", "accuracy", "reward"]
    return ["cost", "price"].contains(name) || parts(of: name).count == 1 && own.contains(parts(of: name)[0])
  }

  /// Whether an object of that name holds scores, each under the name of what scored.
  static func isTableOfScores(_ name: String) -> Bool { ["scores", "feedback", "rewards", "grades"].contains(name) }

  private static func isMetric(_ steps: [String]) -> Bool {
    let words = components(of: steps.last ?? "")
    return steps.dropLast().allSatisfy(tables.contains)
      && (isMade(words, of: metrics, asides) || words == ["error", "rate"]
        || isMade(words, of: worse, asides.union(worseAsides)))
  }

  private static func isModel(_ words: [String]) -> Bool {
    if words == ["engine"] { return true }
    guard let place = words.lastIndex(where: { ["model", "llm"].contains($0) }) else { return false }
    return words[(place + 1)...].allSatisfy(modelSuffixes.contains)
      && !words[..<place].contains(where: noAnswerers.contains)
  }

  private static func isMade(_ words: [String], of own: Set<String>, _ asides: Set<String>) -> Bool {
    words.contains(where: own.contains)
      && words.allSatisfy { own.contains($0) || asides.contains($0) || $0.isEmpty || $0 == "v" }
  }

  /// The words of a name, without the numbers that they end with: `rouge1`, `pass@5`.
  static func components(of name: String) -> [String] {
    name.split { "_/|:@".contains($0) }.map { word in
      word.last?.isNumber == true ? String(word.prefix { !$0.isNumber }) : String(word)
    }
  }

  /// The parts of a path in one spelling: `Usage.totalCost` is `usage`, `total_cost`, `acc,none` is `acc`, and `Cost ($)` is
  /// `cost`.
  static func parts(of path: String) -> [String] {
    JSONPicker.steps(of: path.replacing(/\s*(\(.*\)|\[[^\]\d*]+\])$/, with: "")).map { step in
      var text = ""
      var previous: Character?
      for character in step.prefix(while: { $0 != "," }) {
        if character.isUppercase, previous?.isLowercase == true { text += "_" }
        text += character == " " || character == "-" ? "_" : character.lowercased()
        previous = character
      }
      return text
    }
  }
}

extension JSONValue {
  /// Whether a record names the model that it is about, so that the keys of its objects name none.
  ///
  /// - Parameter keys: those of one of its objects; a model that is one of them is one of several.
  func namesModel(besides keys: Set<String>) -> Bool {
    func names(_ value: JSONValue, _ path: String) -> Bool {
      guard let members = value.object else {
        return value.string.map { NameKind.of(path) == .model && !keys.contains($0) } ?? false
      }
      if members.contains(where: { keys.contains($0.key) }) { return false }
      return members.prefix(200).contains { member in
        names(
          member.value, path.isEmpty ? JSONPicker.step(to: member.key) : path + "." + JSONPicker.step(to: member.key))
      }
    }
    return (object ?? []).contains { names($0.value, JSONPicker.step(to: $0.key)) }
  }
}
