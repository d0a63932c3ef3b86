import Mathematics
import Routing
import Traces

/// One query's way through a strategy, in words and numbers, as a person would teach it.
///
/// Told from a `Narration`, that is from the decisions themselves; nothing is decided here.
struct Explanation {
  let strategy: String
  let tuned: TunedPolicy
  let narration: Narration
  let data: PooledTraces
  /// The draw of the query between the tie rules.
  let draw: Double

  /// How many candidates of a decision are shown.
  static let contenderCount = 8

  init(_ strategy: String, _ tuned: TunedPolicy, row: Int, of bench: Bench, seed: UInt64) {
    self.strategy = strategy
    self.tuned = tuned
    data = bench.data
    draw = TunedPolicy.draw(bench.data.queryID(row), seed: seed)
    narration = tuned.policy.narrate(row, of: bench, rule: draw < tuned.gamma ? .dear : .cheap)
  }

  /// What is known before the first decision: the query, the strategy, the price, the tie rule.
  func introduce(_ report: inout Report) {
    let group =
      data.traces.queryColumn("group")?.text(at: data.queryIndices[narration.row]).map { ", group \($0)" } ?? ""
    report.tell("query \(data.queryID(narration.row))\(group), \(strategy)\(parameters)")
    if let prompt = data.traces.prompts?[data.queryIndices[narration.row]] {
      report.tell("prompt: " + Format.shortened(prompt.replacing("\n", with: " "), to: 300))
    }
    if let fallback = tuned.fallback { report.tell(fallback.sentence(strategy)) }
    if tuned.gamma > 0 {
      let rule =
        narration.rule == .dear ? "below it: the dear rule serves it" : "not below it: the cheap rule serves it"
      report.tell(
        "ties: the query draws u = \(Format.significant(draw, 3)); gamma is \(Format.significant(tuned.gamma, 3)), u is \(rule)"
      )
    }
  }

  private var parameters: String {
    let unit = data.traces.costUnit.label
    if let price = tuned.lambdas.first {
      let same = tuned.lambdas.allSatisfy { $0 == price }
      let prices = same ? [price] : tuned.lambdas
      return " at lambda \(prices.map { Format.significant($0, 4) }.joined(separator: " ")) (quality per \(unit))"
    }
    if !tuned.thresholds.isEmpty {
      return " with thresholds \(tuned.thresholds.map { Format.significant($0, 4) }.joined(separator: " "))"
    }
    return ""
  }

  /// The estimates that decision `index` sees, what it weighs, and what it chooses.
  func tell(step index: Int, _ report: inout Report, hidesChoice: Bool = false) {
    let step = narration.steps[index]
    let ran = step.belief.answered.map { data.models[$0] }
    report.tell("\nstep \(index + 1): " + (ran.isEmpty ? "nothing has run" : "\(ran.joined(separator: ", ")) ran"))
    report.show(estimates(step))
    if hidesChoice { return }
    tellThreshold(step, &report)
    tellCandidates(step, &report)
    tellChoice(step, &report)
  }

  /// Whether a guess names what the decision did: a model by any part of its name, or `stop`.
  func isRight(_ guess: String, at step: Narration.Step) -> Bool {
    let guess = guess.lowercased().filter { !$0.isWhitespace }
    guard let next = step.next else { return guess == "stop" }
    return !guess.isEmpty && data.models[next].lowercased().contains(guess)
  }

  /// What came back from the model that decision `index` ran.
  func tellAnswer(after index: Int, _ report: inout Report) {
    let step = narration.steps[index]
    guard let model = step.next else { return }
    let after = index + 1 < narration.steps.count ? narration.steps[index + 1].belief : narration.belief
    let place = narration.row * data.modelCount + model
    let answer =
      data.traces.answers?[data.queryIndices[narration.row] * data.traces.modelCount + data.modelIndices[model]]
      .map { " \u{201C}\(Format.shortened($0.replacing("\n", with: " "), to: 40))\u{201D}" } ?? ""
    report.tell(
      "\(data.models[model]) answers\(answer): its estimate goes from \(number(step.belief.quality[model])) to "
        + "\(number(after.quality[model])) (the truth, unseen: \(number(data.quality[place]))), "
        + "it cost \(cost(data.cost[place])) (estimated \(cost(step.belief.cost[model])))")
    let moved = data.models.indices.filter {
      $0 != model && abs(after.quality[$0] - step.belief.quality[$0]) > 0.005
    }
    if !moved.isEmpty {
      let texts = moved.map { "\(data.models[$0]) \(number(step.belief.quality[$0])) to \(number(after.quality[$0]))" }
      report.tell("it also moves: \(texts.joined(separator: ", "))")
    }
  }

  /// The answer, the truth, and what hindsight would have done.
  func conclude(_ report: inout Report) {
    let ran = narration.belief.answered.map { data.models[$0] }
    let reason = narration.answer == narration.belief.bestAnswered ? "the best estimate in hand" : "the last to run"
    report.tell(
      "\nanswer: \(data.models[narration.answer])'s, \(reason) (\(number(narration.belief.quality[narration.answer]))); "
        + "ran \(ran.joined(separator: ", ")) for \(cost(narration.cost))")
    report.tell("truth: quality \(number(narration.quality)), " + hindsight.text)
  }

  // MARK: the parts of a step

  private func estimates(_ step: Narration.Step) -> Table {
    let hasPrice = !step.lambda.isNaN
    let headings: [Table.Heading] =
      [.init("model"), .init("q^", key: "quality"), .init("c^", key: "cost"), .init("sigma")]
      + (hasPrice ? [.init("tau", key: "trade_off")] : []) + [.init("", key: "state")]
    return Table(
      headings,
      rows: data.models.indices.map { model in
        let belief = step.belief
        var row: [Table.Cell] = [
          .text(data.models[model]), .fixed(belief.quality[model], decimals: 3), .number(belief.cost[model], digits: 3),
          .fixed(belief.deviation(of: model), decimals: 3),
        ]
        if hasPrice { row.append(.fixed(belief.quality[model] - step.lambda * belief.cost[model], decimals: 4)) }
        return row + [.text(belief.hasRun(model) ? "ran" : "")]
      })
  }

  func tellThreshold(_ step: Narration.Step, _ report: inout Report) {
    guard !tuned.thresholds.isEmpty, let last = step.belief.answered.last else { return }
    let threshold = tuned.thresholds[min(step.belief.answered.count, tuned.thresholds.count) - 1]
    let estimate = step.belief.quality[last]
    report.tell(
      "the last answer is estimated at \(number(estimate)), "
        + (estimate >= threshold
          ? "not below the threshold \(number(threshold)): stop" : "below the threshold \(number(threshold)): go on"))
  }

  func tellCandidates(_ step: Narration.Step, _ report: inout Report) {
    // Single models are in the table of estimates already, but for what the index policy says of them.
    let isIndex = tuned.policy is IndexPolicy
    let countsLast = (tuned.policy as? CascadePolicy)?.options.lastQuality == true
    guard isIndex || step.candidates.contains(where: { $0.models.count > 1 }) else { return }
    let sorted = contenders(step)
    let shown = sorted.prefix(Self.contenderCount)
    report.tell(
      isIndex
        ? "worth running (z, the reservation value) against what is in hand, best first:" : "candidates, best first:")
    report.show(
      Table(
        [
          .init("run in all"), .init(isIndex ? "q^" : countsLast ? "last q^" : "E[max]", key: "quality"), .init("cost"),
          .init(isIndex ? "z" : "tau", key: "trade_off"),
        ],
        rows: shown.map { candidate in
          [
            .text(name(candidate, step)), .fixed(candidate.quality, decimals: 4), .number(candidate.cost, digits: 3),
            .fixed(candidate.tradeOff, decimals: 4),
          ]
        }))
    var rest: [String] = []
    if sorted.count > shown.count { rest.append("\(Format.count(sorted.count - shown.count)) more were evaluated") }
    if !step.pruned.isEmpty {
      let worst = step.pruned.max { $0.change < $1.change }!
      rest.append(
        "lemma 1 dropped \(Format.count(step.pruned.count, "set")) with all supersets (the last model of "
          + "\(names(worst.models)) changes tau by \(Format.fixed(worst.change, 4)))")
    }
    if step.boundedOut > 0 { rest.append("\(Format.count(step.boundedOut)) were bounded out") }
    if !rest.isEmpty { report.tell(rest.joined(separator: "; ")) }
  }

  func tellChoice(_ step: Narration.Step, _ report: inout Report) {
    guard let best = step.best else { return }
    let ties = step.candidates.filter {
      $0.models != best.models && ($0.tradeOff * 1e6).rounded() == (best.tradeOff * 1e6).rounded()
    }
    if !ties.isEmpty && !step.lambda.isNaN {
      report.tell(
        "tie: \(names(best.models)) and \(ties.prefix(4).map { names($0.models) }.joined(separator: ", ")); "
          + "the \(narration.rule == .cheap ? "cheap rule takes the lowest" : "dear rule takes the highest") cost")
    }
    guard let next = step.next else { return report.tell("choice: stop") }
    let fresh = best.models.models.filter { !step.belief.hasRun($0) }
    if fresh.count > 1 {
      report.tell("choice: \(names(best.models)); \(data.models[next]) runs first\(reason(next, fresh, step))")
    } else {
      report.tell("choice: run \(data.models[next])")
    }
  }

  /// Why `next` runs before the other new members of the plan.
  private func reason(_ next: Int, _ fresh: [Int], _ step: Narration.Step) -> String {
    if tuned.policy is CascadePolicy { return ", as the order of the pool has it" }
    let values = fresh.map { model in
      ReservationValue.gaussian(
        mean: step.belief.quality[model], sigma: step.belief.sigma[model], price: step.lambda * step.belief.cost[model])
    }
    // In fixed order the lowest index goes first, whatever its value.
    guard let best = values.max(), fresh.firstIndex(of: next).map({ values[$0] }) == best else { return "" }
    let texts = zip(fresh, values).sorted { $0.1 > $1.1 }.map { "\(data.models[$0]) \(number($1))" }
    return ", having the largest reservation value (\(texts.joined(separator: ", ")))"
  }

  private func contenders(_ step: Narration.Step) -> [Candidate] {
    step.candidates.sorted { ($0.tradeOff, -$0.cost) > ($1.tradeOff, -$1.cost) }
  }

  private func name(_ candidate: Candidate, _ step: Narration.Step) -> String {
    candidate.models == step.belief.answeredSet ? "stop here" : names(candidate.models)
  }

  private func names(_ models: ModelSet) -> String { models.models.map { data.models[$0] }.joined(separator: " + ") }

  private func number(_ value: Double) -> String { Format.fixed(value, 3) }

  private func cost(_ value: Double) -> String { Format.significant(value, 3) + " " + data.traces.costUnit.label }

  /// What a person who knew the truth would have run alone, and how much better that is at the first price.
  private var hindsight: (text: String, model: Int, regret: Double?) {
    let first = narration.row * data.modelCount
    let lambda = narration.steps.first?.lambda ?? .nan
    let price = lambda.isNaN ? 0 : lambda
    let worth = data.models.indices.map { data.quality[first + $0] - price * data.cost[first + $0] }
    let best = worth.indices.max { (worth[$0], -data.cost[first + $0], $1) < (worth[$1], -data.cost[first + $1], $0) }!
    let text =
      "in hindsight \(data.models[best]) alone would do (quality \(number(data.quality[first + best])) for \(cost(data.cost[first + best])))"
    if lambda.isNaN { return (text, best, nil) }
    let regret = worth[best] - (narration.quality - price * narration.cost)
    return (text + "; regret at this price \(Format.fixed(regret, 4))", best, regret)
  }

  // MARK: for machines

  /// The whole explanation as JSON members.
  var json: [JSONValue.Member] {
    let hindsight = hindsight
    return [
      .init("query_id", .string(data.queryID(narration.row))), .init("strategy", .string(strategy)),
      .init("rule", .string(narration.rule == .dear ? "dear" : "cheap")), .init("draw", .number(draw)),
    ] + tuned.parameters + [
      .init("steps", .array(narration.steps.map(json))), .init("answer", .string(data.models[narration.answer])),
      .init("cost", .number(narration.cost)), .init("quality", .number(narration.quality)),
      .init("hindsight", .string(data.models[hindsight.model])),
      .init("regret", hindsight.regret.map { .number($0) } ?? .null),
    ]
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
      "answered": .array(step.belief.answered.map { .string(data.models[$0]) }), "estimates": estimates(step).json,
      "candidates": .array(contenders(step).map(candidate)),
      "pruned": .array(step.pruned.map { ["models": set($0.models), "change": .number($0.change)] }),
      "bounded_out": .integer(step.boundedOut), "best": step.best.map(candidate) ?? .null,
      "run": step.next.map { .string(data.models[$0]) } ?? .null,
    ]
  }
}
