import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

/// Advice in words, tables and JSON.
struct AdviceText {
  /// What to do: where nothing is gained, the single model to beat alone.
  let advice: Advisor.Advice
  /// What choosing inside the folds gives, out of fold.
  let ofFolds: Outcomes
  /// Whether that is not known to be in time.
  let isChoiceLate: Bool
  let evidence: AdviceEvidence
  let goal: AdviceGoal
  /// The estimators' names; the first, that of the means, is empty.
  let names: [String]
  let data: Dataset
  let signals: TraceSignals
  /// What several seeds say together; `nil` where one was asked.
  let together: AdviceEvidence.Verdict?

  var count: String { Format.count(data.count, "query", "queries") }
  var unit: String { data.traces.costUnit.label }
  var outcomes: Outcomes { advice.outcomes }
  var choice: Advisor.Candidate { advice.trials[advice.choice].candidate }
  var singles: [(cost: Double, quality: Double)] { Sweep.singles(of: data) }
  var isSingle: Bool { choice.isSingle }

  func tell(_ report: inout Report) {
    for paragraph in paragraphs { report.paragraph(paragraph) }
    report.line("\nwhat was tried, out of fold:")
    report.show(tried)
    if let compared = advice.comparedCount {
      report.note(
        "candidates are compared as tuned on \(Format.count(compared)) of the queries outside a fold, and what is chosen is "
          + "tuned on all of them: the figures of the advice need not lie near these rows")
    }
    report.show(figure)
    let missing = advice.trials.compactMap { trial in trial.reason.map { (trial.candidate, $0) } }
    if advice.latencyLimit != nil, latencyIsIncomplete {
      report.note("latencies are missing: a query counts as late where a run of it has none")
    }
    for (candidate, reason) in missing { report.note("\(name(candidate)) is left out: \(reason)") }
    if let hindsightNote { report.note(hindsightNote) }
    if !isSingle || evidence.verdict != .none {
      report.line("\nwhich models:")
      report.show(models)
      if let groups {
        report.line("\nby group:")
        report.show(groups)
      }
    }
    report.line("\nwhat would help next:")
    for line in next { report.paragraph("- " + line) }
  }

  // MARK: the answer

  var paragraphs: [String] {
    var text =
      switch evidence.verdict {
      case .gain: gain
      case .undecided: undecided
      case .none: nothing
      }
    if evidence.verdict != .none {
      if let noSingleInTime { text += " Of these queries, \(noSingleInTime)." }
      if let difference { text += " " + difference }
      if let referenceInHindsight { text += " " + referenceInHindsight }
      if let overBudget, let keeping = evidence.overBudget?.keeping {
        text += " The cost is \(overBudget)" + (keeping == .kept ? ", within a standard error." : ".")
      }
      if let time = advice.latency, data.traces.costUnit != .latency {
        text +=
          time.mean.isNaN
          ? " How long the models take that run is not recorded."
          : " The models that run take \(Format.significant(time.mean, 3)) s on average and, for 95% of the queries, at most "
            + "\(Format.significant(time.percentile95, 3)) s\(time.scope(of: data.test.count))."
      }
    }
    if let correction = together?.correction(of: evidence.verdict, on: count) { text = correction + " " + text }
    return [text, conditions]
  }

  private var conditions: String {
    var text = "Chosen and measured by \(data.folds?.count ?? 0)-fold cross-fitting"
    if let folds = data.folds, folds.repeatCount > 1 { text += ", \(folds.repeatCount) repeats" }
    text += "; the result holds for queries like these"
    let estimator = names[choice.estimator]
    if estimator.hasPrefix("oracle-after") {
      text += ", where every answer is judged in production as well as here (\(estimator)), at no cost"
    } else if estimator.hasPrefix("noisy") || estimator.hasPrefix("table") {
      text += ", with estimates as good as those of `fit quality \(estimator)`"
    }
    if let guess = data.traces.costWords { text += "; \(guess)" }
    if data.incompleteCount > 0 {
      text +=
        "; \(Format.count(data.incompleteCount, "more lacks", "more lack")) \(data.lackedWords) of some model and "
        + "\(data.incompleteCount == 1 ? "is" : "are") left out"
    }
    if data.traces.isSimulated { text += " (simulated)" }
    return text + "."
  }

  /// Whether the time of some runs is unknown.
  var latencyIsIncomplete: Bool { data.latency?.contains(where: \.isNaN) ?? false }

  func name(_ candidate: Advisor.Candidate) -> String {
    let estimator = names[candidate.estimator]
    return candidate.strategy + (estimator.isEmpty ? "" : " by \(estimator)")
  }
}

extension AdviceEvidence.Verdict {
  /// What has to be said before the verdict of one seed where this is that of several; `nil` where both are the same.
  package func correction(of own: Self, on queries: String) -> String? {
    if self == own { return nil }
    let dealt = "dealt into folds by other seeds, these \(queries)"
    return switch self {
    case .undecided: "Undecided: \(dealt) do not say the same."
    case .gain: "Most seeds find a gain: \(dealt) say more than as they are dealt here."
    case .none: "Most seeds find nothing gained: \(dealt) do not say what they say as dealt here."
    }
  }
}
