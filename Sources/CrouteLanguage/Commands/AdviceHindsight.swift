import Display
import Routing

/// What is said of the row of the table that is best in hindsight.
extension AdviceText {
  /// Where nothing is gained: that a row of the table keeps the goal nevertheless, what it gives, and how to look at it more
  /// closely; empty where no row is worth it.
  var closerLook: String {
    guard let trial = worthALook, let outcomes = trial.outcomes else { return "" }
    let share = advice.reference.map { model in
      singles[model].cost > 0
        ? ", \(percent(outcomes.meanCost / singles[model].cost)) of the cost of \(data.models[model])" : ""
    }
    return " Of what was tried, \(name(trial.candidate)) has quality \(quality(outcomes.meanQuality)) for "
      + "\(amount(outcomes.meanCost)) per query\(share ?? ""); it is picked afterwards, which flatters it, so look closer: \(commands(for: trial.candidate))."
  }

  /// That the best row is flattered, where nothing else says so; `nil` where the advice is that row.
  var hindsightNote: String? {
    guard let place = advice.bestInHindsight, place != advice.choice, worthALook == nil else { return nil }
    return
      "the best of these in hindsight is \(name(advice.trials[place].candidate)), but its figures are too good because "
      + "it was picked afterwards"
  }

  /// The best row in hindsight, where nothing is gained and it nevertheless does better than the single model to take.
  private var worthALook: Advisor.Trial? {
    guard evidence.verdict == .none, !advice.isLate, let place = advice.bestInHindsight, place != advice.choice,
      let outcomes = advice.trials[place].outcomes
    else { return nil }
    let isKept = budget.map { outcomes.meanCost <= $0 * (1 + 1e-6) } ?? true
    let isBetter =
      advice.reference.map { model in
        budget == nil
          ? outcomes.meanCost <= AdviceEvidence.negligibleShare * singles[model].cost
          : outcomes.meanQuality > singles[model].quality
      } ?? true
    return isKept && isBetter ? advice.trials[place] : nil
  }

  /// The commands that measure a candidate over all budgets, with intervals.
  private func commands(for candidate: Advisor.Candidate) -> String {
    let level =
      switch goal {
      case .budget(let budget): "--at-cost \(Format.significant(budget))"
      case .quality(let quality): "--at-quality \(Format.significant(quality))"
      case .within(let margin): "--at-quality best" + (margin > 0 ? " --within \(percent(margin))" : "")
      }
    let estimator = names[candidate.estimator]
    return
      ((estimator.isEmpty ? [] : ["fit quality \(estimator)"]) + ["sweep \(candidate.strategy)", "compare \(level)"])
      .map { "`\($0)`" }.joined(separator: ", ")
  }
}
