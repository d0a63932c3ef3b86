import Input
import Mathematics
import Routing

/// Advice for machines.
extension AdviceText {
  var json: [JSONValue.Member] {
    let total = Double(outcomes.count)
    func interval(_ interval: Interval?) -> JSONValue { interval?.json ?? .null }
    return [
      .init("verdict", .string(evidence.verdict.rawValue)), .init("text", .string(paragraphs.joined(separator: " "))),
      .init("queries", .integer(data.count)), .init("folds", .integer(data.folds?.count ?? 0)),
      .init("repeats", .integer(data.folds?.repeatCount ?? 0)), .init("strategy", .string(choice.strategy)),
      .init("estimator", names[choice.estimator].isEmpty ? .null : .string(names[choice.estimator])),
      .init("quality", .number(outcomes.meanQuality)), .init("cost", .number(outcomes.meanCost)),
      .init("depth", .number(outcomes.depth)),
      .init(
        "latency",
        advice.latency.map {
          ["mean": .number($0.mean), "p95": .number($0.percentile95), "known": .number($0.knownShare)]
        } ?? .null),
      .init("reference", advice.reference.map { .string(data.models[$0]) } ?? .null),
      .init("chosen_in_folds", ["quality": .number(ofFolds.meanQuality), "cost": .number(ofFolds.meanCost)]),
      .init(
        "reference_in_folds",
        advice.outcomesOfReference.map { ["quality": .number($0.meanQuality), "cost": .number($0.meanCost)] } ?? .null),
      .init("quality_difference", interval(evidence.quality)), .init("cost_share", interval(evidence.costShare)),
      .init("over_budget", interval(evidence.overBudget?.cost)),
      .init(
        "answered", .object(data.models.indices.map { .init(data.models[$0], .number(outcomes.answered[$0] / total)) })),
      .init(
        "tried",
        .array(
          advice.trials.filter { $0.outcomes != nil }.map { trial in
            [
              "strategy": .string(trial.candidate.strategy),
              "estimator": names[trial.candidate.estimator].isEmpty ? .null : .string(names[trial.candidate.estimator]),
              "quality": .number(trial.outcomes!.meanQuality), "cost": .number(trial.outcomes!.meanCost),
              "chosen": .integer(trial.chosenCount), "folds": .integer(advice.foldCount),
            ]
          })), .init("next", .strings(next)),
    ]
  }
}
