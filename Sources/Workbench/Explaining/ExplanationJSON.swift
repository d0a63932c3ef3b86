import Display
import Input
import Routing
import Traces

extension Explanation {
  /// The explanation as JSON members.
  package var json: [JSONValue.Member] {
    let truth: [JSONValue.Member] =
      logged.map { [.init("log", .string($0))] }
      ?? [
        .init("cost", .number(narration.cost)), .init("quality", .number(narration.quality)),
        .init("hindsight", .string(data.models[hindsight.model])), .init("regret", .number(hindsight.regret)),
      ]
    return [
      .init("query_id", .string(data.queryID(narration.row))), .init("strategy", .string(strategy)),
      .init("rule", .string(narration.rule == .highestCost ? "dear" : "cheap")), .init("draw", .number(draw)),
    ] + (notOffered.isEmpty ? [] : [.init("not_offered", .array(notOffered.map { .string(data.models[$0]) }))])
      + tuned.parameters + [
        .init("steps", .array(narration.steps.map(json))),
        .init("ran", .array(narration.path.ran.map { .string(data.models[$0]) })),
        .init("other_rule_ran", otherPath.map { .array($0.ran.map { .string(data.models[$0]) }) } ?? .null),
        .init("final_estimates", estimates(narration.belief, lambda: .nan, of: Array(data.models.indices)).json),
        .init("answer", .string(data.models[narration.answer])),
      ] + truth
  }

  private func json(_ step: Narration.Step) -> JSONValue {
    func set(_ models: ModelSet) -> JSONValue { .array(models.models.map { .string(data.models[$0]) }) }
    func candidate(_ candidate: Candidate) -> JSONValue {
      [
        "models": set(candidate.models), "quality": .number(candidate.quality), "cost": .number(candidate.cost),
        "trade_off": .number(candidate.tradeOff),
      ]
    }
    return [
      "lambda": step.lambda.isNaN ? .null : .number(step.lambda),
      "answered": .array(step.belief.answered.map { .string(data.models[$0]) }),
      "estimates": estimates(step.belief, lambda: step.lambda, of: Array(data.models.indices)).json,
      "candidates": .array(contenders(step).map(candidate)),
      "pruned": .array(
        step.pruned.map {
          ["models": set($0.models), "added": .string(data.models[$0.added]), "change": .number($0.change)]
        }),
      "bounded_out": .integer(step.boundedOut), "best": step.best.map(candidate) ?? .null,
      "run": step.next.map { .string(data.models[$0]) } ?? .null,
    ]
  }
}
