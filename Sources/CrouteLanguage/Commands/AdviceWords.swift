import Display
import Mathematics
import Routing
import Workbench

/// What a choice answers with, what that gives and how it compares, in words.
extension AdviceText {
  /// What the choice gives, against the model to beat.
  var gives: String {
    "gives quality \(quality(outcomes.meanQuality)) for \(amount(outcomes.meanCost)) per query\(against)"
  }

  /// The chosen model, where it is one for all queries.
  var chosenAlone: String { "\(data.models[advice.choice]) alone" }

  /// Whether the chosen model costs less than the one to beat.
  var isCheaper: Bool { advice.reference.map { singles[advice.choice].cost < singles[$0].cost } ?? false }

  /// What the folds served where they did not all choose the same.
  func served(_ what: String) -> String {
    "\(what) was chosen inside the folds, \(mostChosen), lets \(answering) and"
  }

  /// The shares of the models that answer.
  var answering: String {
    let runs = outcomes.depth > 1.005 ? ", running \(Format.fixed(outcomes.depth, 2)) models per query" : ""
    return shares(of: outcomes, verb: "answer ") + runs
  }

  private func shares(of outcomes: Outcomes, verb: String = "") -> String {
    let total = Double(outcomes.count)
    let shares = outcomes.answered.indices.map { (model: $0, share: outcomes.answered[$0] / total) }
      .filter { $0.share >= 0.005 }.sorted { ($0.share, $1.model) > ($1.share, $0.model) }
    let texts = shares.prefix(4).enumerated().map { place, entry in
      "\(data.models[entry.model]) \(place == 0 ? verb : "")\(percent(entry.share))"
    }
    let rest = shares.dropFirst(4).map(\.share).sum
    let all = texts + (rest > 0 ? ["others \(percent(rest))"] : [])
    return all.count > 1 ? all.dropLast().joined(separator: ", ") + " and " + all.last! : all.first ?? ""
  }

  /// None of the single models, but for those that take too long.
  var noSingle: String { advice.latencyLimit == nil ? "no single model" : "no single model in time" }

  /// Whether the single model to beat costs the least of all, so that there is nothing to save; false where it is not in time.
  var isReferenceCheapest: Bool {
    guard let model = advice.reference, !advice.isReferenceLate else { return false }
    return singles.allSatisfy { $0.cost >= singles[model].cost }
  }

  /// That no single model is in time; `nil` where one is, or need not be.
  var noSingleInTime: String? {
    guard advice.isReferenceLate, let limit = advice.latencyLimit else { return nil }
    return "no single model \(latencyIsIncomplete ? "is shown to answer" : "answers") 95% of them within "
      + "\(Format.significant(limit)) s"
  }

  /// The comparison with the reference.
  var against: String {
    guard let model = advice.reference, let share = evidence.costShare else {
      if case .quality(let level) = goal, let over = evidence.overLevel {
        return "; \(noSingle) reaches \(quality(level)), and this differs from it by \(signed(over.estimate)) "
          + "(95%: \(signed(over.low)) to \(signed(over.high)))"
      }
      return ""
    }
    return
      ", against \(compared(with: model)), at \(percent(share.estimate)) of its cost (95%: \(range(share)))"
  }

  /// Whether the same single model was to beat on the other folds of all.
  var isReferenceUnanimous: Bool {
    guard let model = advice.reference, let other = advice.outcomesOfReference else { return true }
    return other.answered[model] > Double(other.count) - 1e-9
  }

  /// What the choice is compared with: the single model to beat, or what were such on the other folds.
  private func compared(with model: Int) -> String {
    guard !isReferenceUnanimous, let other = advice.outcomesOfReference else {
      return "\(quality(singles[model].quality)) for \(data.models[model]) alone"
    }
    return "\(quality(other.meanQuality)) for \(chosenSingle)"
  }

  /// The single models to beat as the folds have them.
  var chosenSingle: String {
    "the single model to beat as the folds choose it (\(shares(of: advice.outcomesOfReference!)))"
  }

  /// The single model to beat on all queries, where the folds do not agree on it.
  var referenceInHindsight: String? {
    guard !isReferenceUnanimous, let model = advice.reference else { return nil }
    return
      "In hindsight, on all of these queries, it is \(data.models[model]) alone, with quality "
      + "\(quality(singles[model].quality)) for \(amount(singles[model].cost)) per query."
  }

  /// What is known of the difference in quality.
  var difference: String? {
    guard let gap = evidence.quality, let other = advice.outcomesOfReference else { return nil }
    var text =
      "The difference in quality is \(signed(gap.estimate)) (95%: \(signed(gap.low)) to "
      + "\(signed(gap.high)))"
    if case .within(let margin) = goal, let over = evidence.overLevel {
      let loss = max(0, -gap.low) / max(1e-300, other.meanQuality)
      text +=
        over.low >= 0
        ? ", so that a loss of more than \(percent(margin)) is excluded"
        : over.estimate >= 0
          ? "; a loss of up to \(percent(loss)) is not excluded" : "; the aim was a loss of at most \(percent(margin))"
    }
    if case .quality(let level) = goal, let over = evidence.overLevel {
      text +=
        "; that from the aim, \(quality(level)), is \(signed(over.estimate)) (95%: \(signed(over.low)) to "
        + "\(signed(over.high)))"
    }
    return text + "."
  }

  /// By how much the measured cost is above the budget; `nil` where it is not.
  var overBudget: String? {
    guard let budget, let over = evidence.overBudget else { return nil }
    return AdviceNumbers.excess(over.cost, over: budget, unit)
  }

  var budget: Double? { if case .budget(let budget) = goal { budget } else { nil } }

  /// What was chosen in the folds: one candidate, or mostly one.
  var mostChosen: String {
    let most = advice.trials.max { $0.chosenCount < $1.chosenCount }!
    if 2 * most.chosenCount <= advice.foldCount { return "which differs from fold to fold" }
    return (most.chosenCount < advice.foldCount ? "mostly " : "") + name(most.candidate)
  }

  func quality(_ value: Double) -> String { AdviceNumbers.quality(value) }
  func signed(_ value: Double) -> String { AdviceNumbers.signed(value) }
  func amount(_ cost: Double) -> String { AdviceNumbers.amount(cost, unit) }
  func percent(_ share: Double) -> String { AdviceNumbers.percent(share) }
  func range(_ interval: Interval) -> String { AdviceNumbers.range(interval) }
}
