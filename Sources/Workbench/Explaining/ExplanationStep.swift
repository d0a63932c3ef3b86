import Display
import Routing

/// The report on a decision: its estimates, its candidates, what it drops, and its choice.
extension Explanation {
  /// Reports the estimates, candidates and choice of decision `index`.
  package func tell(step index: Int, _ report: inout Report, hidesChoice: Bool = false) {
    let step = narration.steps[index]
    let ran = step.belief.answered.map { data.models[$0] }
    report.paragraph("\nstep \(index + 1): " + (ran.isEmpty ? "nothing has run" : "\(ran.joined(separator: ", ")) ran"))
    let shown = prominent(step)
    report.show(estimates(step.belief, lambda: step.lambda, of: shown))
    if shown.count < data.modelCount {
      report.paragraph("\(Format.count(data.modelCount - shown.count, "model")) with lower trade-offs left out")
    }
    if hidesChoice { return }
    tellThreshold(step, &report)
    tellCandidates(step, &report)
    tellChoice(step, &report)
  }

  /// The models whose estimates are shown, in pool order: all of a small pool; of a large one those that ran, the next
  /// one and the best single choices.
  private func prominent(_ step: Narration.Step) -> [Int] {
    let models = Array(data.models.indices)
    if models.count <= Self.estimateCount { return models }
    let price = step.lambda.isNaN ? 0 : step.lambda
    func promise(_ model: Int) -> Double {
      if step.belief.hasRun(model) || step.next == model { return .infinity }
      if !step.belief.offered.contains(model) { return -.infinity }
      if traits.weighsReservationValues { return step.belief.reservationValue(of: model, lambda: price) }
      return step.belief.quality[model] - price * step.belief.cost[model]
    }
    return models.sorted { (promise($0), $1) > (promise($1), $0) }.prefix(Self.estimateCount).sorted()
  }

  /// The estimates of each of `models`.
  func estimates(_ belief: Belief, lambda: Double, of models: [Int]) -> Table {
    let hasPrice = !lambda.isNaN
    let missing = notOffered
    let headings: [Table.Heading] =
      [.init("model"), .init("q^", key: "quality"), .init("c^", key: "cost"), .init("sigma")]
      + (hasPrice ? [.init("tau", key: "trade_off")] : []) + [.init("", key: "state")]
    return Table(
      headings,
      rows: models.map { model in
        var row: [Table.Cell] = [
          .text(data.models[model]), .fixed(belief.quality[model], decimals: 3), .number(belief.cost[model], digits: 3),
          .fixed(sigma(model, belief), decimals: 3),
        ]
        if hasPrice { row.append(.fixed(belief.quality[model] - lambda * belief.cost[model], decimals: 4)) }
        let isOut = !belief.hasRun(model) && !belief.offered.contains(model)
        let state = belief.hasRun(model) ? "ran" : missing.contains(model) ? "not offered" : ""
        return row + [.text(isOut ? "over the cap" : state)]
      })
  }

  func sigma(_ model: Int, _ belief: Belief) -> Double {
    belief.deviation(of: model)
  }

  /// Reports how the last answer compares with its threshold.
  package func tellThreshold(_ step: Narration.Step, _ report: inout Report) {
    guard !tuned.thresholds.isEmpty, let last = step.belief.answered.last else { return }
    if let chain = traits.chain {
      if step.belief.answered.count > 1 { return report.paragraph("both models of the pair have run") }
      if last != chain[0] || chain.count > 1 && !step.belief.unanswered.contains(chain[1]) {
        return report.paragraph("no other model of the pair is offered")
      }
    }
    let threshold = tuned.thresholds[min(last, tuned.thresholds.count - 1)]
    let estimate = step.belief.quality[last]
    report.paragraph(
      "the last answer is estimated at \(number(estimate)), "
        + (estimate >= threshold
          ? "not below the threshold \(number(threshold)): stop" : "below the threshold \(number(threshold)): continue")
    )
  }

  /// Reports the candidates, best first, and what was not evaluated.
  package func tellCandidates(_ step: Narration.Step, _ report: inout Report) {
    // Single models are in the table of estimates already, except for the index policy.
    let weighsSets = !traits.weighsReservationValues
    guard !weighsSets || step.candidates.contains(where: { $0.models.count > 1 }) else { return }
    let sorted = contenders(step)
    let shown = sorted.prefix(Self.contenderCount)
    let isLastPlace = !weighsSets && traits.maxDepth == step.belief.answered.count + 1
    report.paragraph(
      weighsSets
        ? "candidates, best first:"
        : isLastPlace
          ? "the last run (value: E[max] - lambda c^), best first:"
          : "reservation values (z) against the best answer in hand, best first:")
    report.show(
      Table(
        [
          .init(weighsSets ? "run in all" : "run next"), .init(qualityHeading, key: "quality"),
          .init(weighsSets ? "cost" : "c^", key: "cost"),
          .init(weighsSets ? "tau" : isLastPlace ? "worth" : "z", key: "trade_off"),
        ],
        rows: shown.map { candidate in
          [
            .text(weighsSets ? name(candidate, step) : addition(candidate, step)),
            .fixed(candidate.quality, decimals: 4),
            weighsSets ? .number(candidate.cost, digits: 3) : additionCost(candidate, step),
            .fixed(candidate.tradeOff, decimals: 4),
          ]
        }))
    tellUnseen(step, more: sorted.count - shown.count, &report)
  }

  private var qualityHeading: String {
    if traits.weighsReservationValues { return "q^" }
    return switch traits.candidateQuality {
    case .expectedMaximum: "E[max]"
    case .bestEstimate: "best q^"
    case .lastEstimate: "last q^"
    }
  }

  /// Reports how many candidates are not shown, and which sets were dropped and why.
  private func tellUnseen(_ step: Narration.Step, more: Int, _ report: inout Report) {
    var rest: [String] = []
    if more > 0 { rest.append("\(Format.count(more)) more \(more == 1 ? "was" : "were") evaluated") }
    if !step.pruned.isEmpty {
      let sorted = step.pruned.sorted { $0.change > $1.change }
      let texts = sorted.prefix(3).map { dropped in
        "\(names(dropped.models)) (\(data.models[dropped.added]) changes tau by \(Format.fixed(dropped.change, 4)))"
      }
      rest.append(
        "lemma 1 dropped \(Format.count(sorted.count, "set")) and all that contain \(sorted.count == 1 ? "it" : "them"): "
          + texts.joined(separator: ", ")
          + (sorted.count > texts.count ? " and \(Format.count(sorted.count - texts.count)) more" : ""))
    }
    if step.boundedOut > 0 {
      rest.append(
        "\(Format.count(step.boundedOut, "set was", "sets were")) excluded by a bound: even with the greatest gain of each "
          + "model \(step.boundedOut == 1 ? "it stays" : "they stay") below the best")
    }
    if let beam = traits.beam {
      rest.append("only the \(Format.count(beam)) best sets of each size were extended")
    }
    if !rest.isEmpty { report.paragraph(rest.joined(separator: "; ")) }
  }

  /// Reports the choice, its ties, and why its model runs first.
  package func tellChoice(_ step: Narration.Step, _ report: inout Report) {
    guard let best = step.best else { return }
    let ties = step.candidates.filter {
      $0.models != best.models && ($0.tradeOff * 1e6).rounded() == (best.tradeOff * 1e6).rounded()
    }
    if !ties.isEmpty && !step.lambda.isNaN {
      report.paragraph(
        "tie: \(names(best.models)) and \(ties.prefix(4).map { names($0.models) }.joined(separator: ", "))"
          + (ties.count > 4 ? " and \(ties.count - 4) more" : "")
          + "; the \(narration.rule == .lowestCost ? "low-cost rule takes the lowest" : "high-cost rule takes the highest") cost"
      )
    }
    guard let next = step.next else {
      let isLimit = traits.maxDepth.map { step.belief.answered.count >= $0 } ?? false
      return report.paragraph(
        "choice: stop" + (isLimit ? ", at the limit of \(Format.count(step.belief.answered.count, "model"))" : ""))
    }
    let fresh = best.models.models.filter { !step.belief.hasRun($0) }
    if fresh.count > 1 {
      report.paragraph("choice: \(names(best.models)); \(data.models[next]) runs first\(reason(next, fresh, step))")
    } else {
      report.paragraph("choice: run \(data.models[next])")
    }
  }

  /// Why `next` runs before the other new members of the set.
  private func reason(_ next: Int, _ fresh: [Int], _ step: Narration.Step) -> String {
    if traits.runsInPoolOrder { return ", in pool order" }
    if traits.runsLowestIndexFirst { return ", the first in pool order" }
    let values = fresh.map { step.belief.reservationValue(of: $0, lambda: step.lambda) }
    // The reference implementation takes the lowest index, regardless of its value.
    guard let best = values.max(), fresh.firstIndex(of: next).map({ values[$0] }) == best else { return "" }
    let texts = zip(fresh, values).sorted { $0.1 > $1.1 }.map { "\(data.models[$0]) \(number($1))" }
    return ", with the largest reservation value (\(texts.joined(separator: ", ")))"
  }

  /// The candidates by trade-off, then by cost.
  func contenders(_ step: Narration.Step) -> [Candidate] {
    step.candidates.sorted { ($0.tradeOff, -$0.cost) > ($1.tradeOff, -$1.cost) }
  }

  /// A short name of a candidate: a long cascade by its end, another long set by what it adds.
  private func name(_ candidate: Candidate, _ step: Narration.Step) -> String {
    if candidate.models == step.belief.answeredSet { return "stop here" }
    let name = names(candidate.models)
    if name.count <= Self.nameLimit { return name }
    if traits.runsInPoolOrder { return "up to " + data.models[candidate.models.models.last ?? 0] }
    return step.belief.answered.isEmpty ? name : ".. + " + names(candidate.models.subtracting(step.belief.answeredSet))
  }

  /// The model that a candidate of the index policy adds.
  private func addition(_ candidate: Candidate, _ step: Narration.Step) -> String {
    let added = candidate.models.subtracting(step.belief.answeredSet)
    return added.isEmpty ? "stop here" : names(added)
  }

  /// The estimated cost of that model.
  private func additionCost(_ candidate: Candidate, _ step: Narration.Step) -> Table.Cell {
    let added = candidate.models.subtracting(step.belief.answeredSet)
    return added.models.first.map { .number(step.belief.cost[$0], digits: 3) } ?? .missing
  }

  private static let nameLimit = 46
}
