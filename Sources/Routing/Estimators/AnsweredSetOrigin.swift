import Input
import Traces

/// The source of a feature, the same for rows of traces and for new queries.
package enum AnsweredSetOrigin: Sendable, Equatable {
  /// The length of the prompt.
  case length
  /// The number of options of a multiple-choice question.
  case options
  /// Whether the query belongs to that group.
  case group(String)
  /// A numeric column.
  case column(String)
  /// What the words of the prompt say of a model's quality.
  case text(TextScore)
  /// A model's confidence.
  case confidence(Int, ConfidenceScale = .asRecorded)
  /// One of `AnswerFeatures.logStatistics`.
  case logprobs(Int, statistic: Int)
  /// One of `AnswerFeatures.classStatistics`.
  case classProbs(Int, statistic: Int)
  /// The divergence of two models' class probabilities.
  case divergence(Int, Int)
  /// Whether two models gave the same answer.
  case agreement(Int, Int)

  /// The origin of a feature of queries.
  init(_ feature: QueryFeatures.Feature) {
    self =
      switch feature.family {
      case .length: .length
      case .options: .options
      case .group: .group(String(feature.name.dropFirst("group=".count)))
      case .user: .column(feature.name)
      }
  }

  /// The models that must have run for it to be known.
  package var needs: ModelSet {
    switch self {
    case .length, .options, .group, .column, .text: ModelSet()
    case .confidence(let model, _), .logprobs(let model, _), .classProbs(let model, _): ModelSet([model])
    case .divergence(let i, let j), .agreement(let i, let j): ModelSet([i, j])
    }
  }

  /// The column of traces that it is read from.
  var column: String {
    switch self {
    case .length, .options, .text: "prompt"
    case .group: "group"
    case .column(let name): name
    case .confidence: "confidence"
    case .logprobs: "logprobs"
    case .classProbs, .divergence: "class_probs"
    case .agreement: "answer"
    }
  }

  /// The value for a new query; NaN where it is missing.
  package func value(of query: QueryState) -> Double {
    switch self {
    case .length: query.text.map(QueryFeatures.length) ?? .nan
    case .options: query.text.map(QueryFeatures.options) ?? .nan
    case .group(let label): query.group == label ? 1 : 0
    case .column(let name): query.features[name] ?? .nan
    case .text(let score): query.text.map(score.value) ?? .nan
    case .confidence(let model, let scale): scale(query.answers[model].confidence)
    case .logprobs(let model, let statistic): AnswerFeatures.logStatistics(query.answers[model].logprobs)[statistic]
    case .classProbs(let model, let statistic):
      AnswerFeatures.classStatistics(query.answers[model].classProbs)[statistic]
    case .divergence(let i, let j):
      AnswerFeatures.divergence(
        between: query.answers[i].classProbs.flatMap(AnswerFeatures.distribution),
        query.answers[j].classProbs.flatMap(AnswerFeatures.distribution))
    case .agreement(let i, let j):
      AnswerFeatures.agreement(
        between: query.answers[i].text.map(AnswerFeatures.trimmed),
        query.answers[j].text.map(AnswerFeatures.trimmed))
    }
  }
}

extension AnsweredSetOrigin {
  /// The members that `members(_:)` gives, all but `of` where they are needed.
  static var schema: [JSONValue.Member] {
    [
      .init(
        "of",
        JSONSchema.choice([
          "length", "options", "group", "column", "text", "confidence", "logprobs", "class_probs", "divergence",
          "agreement",
        ]),
        "the source of a feature: the prompt's length in 1,000 characters, 1 / its number of options, "
          + "the group (1 or 0), a numeric feature, what the prompt's words say of a model, a model's confidence, log-probabilities or class probabilities, "
          + "their divergence between two models (Jensen-Shannon, natural logarithm), whether two answers are equal (1 or 0)"
      ),
      .init("label", JSONSchema.text, "group: the group"),
      .init("name", JSONSchema.text, "column: its name among the features of a line"),
      .init("model", JSONSchema.text, "confidence, logprobs, class_probs: the model"),
      .init("models", JSONSchema.list(of: JSONSchema.text, count: 2), "divergence, agreement: the two models"),
      .init(
        "statistic", JSONSchema.choice(AnswerFeatures.logStatisticNames + AnswerFeatures.classStatisticNames),
        "logprobs: sum / 100, mean, minimum, median, quantiles, log of their number, whether they "
          + "exist; class_probs: the greatest three, entropy"),
    ] + ConfidenceScale.schema + TextScore.schema
  }

  /// As written in a policy file: `{"of": "confidence", "model": "gpt-4"}`.
  func members(_ models: [String]) -> [JSONValue.Member] {
    func members(_ of: String, _ rest: JSONValue.Member...) -> [JSONValue.Member] { [.init("of", .string(of))] + rest }
    func model(_ model: Int) -> JSONValue.Member { .init("model", .string(models[model])) }
    func pair(_ i: Int, _ j: Int) -> JSONValue.Member { .init("models", .strings([models[i], models[j]])) }
    return switch self {
    case .length: members("length")
    case .options: members("options")
    case .group(let label): members("group", .init("label", .string(label)))
    case .column(let name): members("column", .init("name", .string(name)))
    case .text(let score): members("text") + score.members
    case .confidence(let own, let scale): members("confidence", model(own)) + scale.members
    case .logprobs(let own, let statistic):
      members("logprobs", model(own), .init("statistic", .string(AnswerFeatures.logStatisticNames[statistic])))
    case .classProbs(let own, let statistic):
      members("class_probs", model(own), .init("statistic", .string(AnswerFeatures.classStatisticNames[statistic])))
    case .divergence(let i, let j): members("divergence", pair(i, j))
    case .agreement(let i, let j): members("agreement", pair(i, j))
    }
  }

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
    func model() throws(JSONShapeError) -> Int { try node["model"].model(of: models) }
    func statistic(_ names: [String]) throws(JSONShapeError) -> Int {
      guard let place = names.firstIndex(of: try node["statistic"].string()) else {
        throw node["statistic"].mismatch("one of \(names.joined(separator: ", "))")
      }
      return place
    }
    func pair() throws(JSONShapeError) -> (Int, Int) {
      let pair = try node["models"].elements(count: 2)
      return (try pair[0].model(of: models), try pair[1].model(of: models))
    }
    switch try node["of"].string() {
    case "length": self = .length
    case "options": self = .options
    case "group": self = .group(try node["label"].string())
    case "column": self = .column(try node["name"].string())
    case "text": self = .text(try TextScore(node))
    case "confidence": self = .confidence(try model(), try ConfidenceScale(node))
    case "logprobs": self = .logprobs(try model(), statistic: try statistic(AnswerFeatures.logStatisticNames))
    case "class_probs": self = .classProbs(try model(), statistic: try statistic(AnswerFeatures.classStatisticNames))
    case "divergence":
      let (i, j) = try pair()
      self = .divergence(i, j)
    case "agreement":
      let (i, j) = try pair()
      self = .agreement(i, j)
    default:
      throw node["of"].mismatch(
        "length, options, group, column, text, confidence, logprobs, class_probs, divergence or agreement")
    }
  }
}
