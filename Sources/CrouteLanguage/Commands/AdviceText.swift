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
  let evidence: AdviceEvidence
  let goal: AdviceGoal
  /// The estimators' names; the first, that of the means, is empty.
  let names: [String]
  let data: Dataset
  let signals: TraceSignals
  /// What several seeds say together; `nil` where one was asked.
  let together: AdviceEvidence.Verdict?

  var unit: String { data.traces.costUnit.label }
  var outcomes: Outcomes { advice.outcomes }
  private var choice: Advisor.Candidate { advice.trials[advice.choice].candidate }
  var singles: [(cost: Double, quality: Double)] { Sweep.singles(of: data) }
  private var isSingle: Bool { choice.isSingle }

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
    for (candidate, reason) in missing { report.note("\(name(candidate)) is left out: \(reason)") }
    if let hindsight = advice.bestInHindsight, hindsight != advice.choice {
      report.note(
        "the best of these in hindsight is \(name(advice.trials[hindsight].candidate)), but its figures are too good because "
          + "it was picked afterwards")
    }
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
    let count = Format.count(data.count, "query", "queries")
    let gives = "gives quality \(quality(outcomes.meanQuality)) for \(amount(outcomes.meanCost)) per query\(against)"
    var texts: [String] = []
    switch evidence.verdict {
    case .gain:
      let take =
        !isSingle
        ? "letting \(answering) (\(name(choice))),"
        : "take \(isCheaper ? "the cheaper model " : "")\(chosenAlone)"
          + (advice.isUnanimous ? ": it" : ". " + served("What"))
      texts.append("On these \(count), \(take) \(gives).")
    case .undecided:
      let few =
        data.count < AdviceEvidence.fewestQueries
        ? "\(count) are too few to decide" : "these \(count) do not decide"
      let whether =
        if isSingle, let model = advice.reference, model != advice.choice {
          "whether \(chosenAlone) will do instead of \(data.models[model])"
        } else {
          "whether anything is gained over a single model"
        }
      let here =
        !isSingle
        ? "letting \(answering) (\(name(choice))),"
        : advice.isUnanimous ? chosenAlone : "\(chosenAlone) is chosen on all queries; " + served("what")
      texts.append("Undecided: \(few) \(whether). Here, \(here) \(gives).")
    case .none:
      texts.append(nothing(count))
    }
    if evidence.verdict != .none, let text = differenceText { texts[0] += " " + text }
    if evidence.verdict != .none, let time = advice.latency, data.traces.costUnit != .latency {
      texts[0] +=
        " The models that run take \(Format.significant(time.mean, 3)) s on average and, for 95% of the queries, at most "
        + "\(Format.significant(time.percentile95, 3)) s."
    }
    if let correction = together?.correction(of: evidence.verdict, on: count) { texts[0] = correction + " " + texts[0] }
    texts.append(conditions)
    return texts
  }

  /// The chosen model, where it is one for all queries.
  private var chosenAlone: String { "\(data.models[advice.choice]) alone" }

  /// Whether the chosen model costs less than the one to beat.
  private var isCheaper: Bool { advice.reference.map { singles[advice.choice].cost < singles[$0].cost } ?? false }

  /// What the folds served where they did not all choose the same.
  private func served(_ what: String) -> String {
    "\(what) was chosen inside the folds, \(mostChosen), lets \(answering) and"
  }

  /// The shares of the models that answer.
  private var answering: String {
    let total = Double(outcomes.count)
    let shares = outcomes.answered.indices.map { (model: $0, share: outcomes.answered[$0] / total) }
      .filter { $0.share >= 0.005 }.sorted { ($0.share, $1.model) > ($1.share, $0.model) }
    let texts = shares.prefix(4).enumerated().map { place, entry in
      "\(data.models[entry.model]) \(place == 0 ? "answer " : "")\(percent(entry.share))"
    }
    let rest = shares.dropFirst(4).map(\.share).sum
    let all = texts + (rest > 0 ? ["others \(percent(rest))"] : [])
    let list = all.count > 1 ? all.dropLast().joined(separator: ", ") + " and " + all.last! : all.first ?? ""
    let runs = outcomes.depth > 1.005 ? ", running \(Format.fixed(outcomes.depth, 2)) models per query" : ""
    return list + runs
  }

  /// The comparison with the reference.
  private var against: String {
    guard let model = advice.reference, let share = evidence.costShare else {
      if case .quality(let level) = goal, let over = evidence.overLevel {
        return "; no single model reaches \(quality(level)), and this differs from it by \(signed(over.estimate)) "
          + "(95%: \(signed(over.low)) to \(signed(over.high)))"
      }
      return ""
    }
    return
      ", against \(quality(singles[model].quality)) for \(data.models[model]) alone, at \(percent(share.estimate)) of its "
      + "cost (95%: \(range(share)))"
  }

  /// What is known of the difference in quality.
  private var differenceText: String? {
    guard let difference = evidence.quality, let model = advice.reference else { return nil }
    var text =
      "The difference in quality is \(signed(difference.estimate)) (95%: \(signed(difference.low)) to "
      + "\(signed(difference.high)))"
    if case .within(let margin) = goal, let over = evidence.overLevel {
      let loss = max(0, -difference.low) / max(1e-300, singles[model].quality)
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

  /// Where nothing is gained.
  private func nothing(_ count: String) -> String {
    if let limit = advice.latencyLimit, let time = advice.latency, advice.isLate {
      return
        "On these \(count), nothing that was tried is sure to answer 95% of the queries within "
        + "\(Format.significant(limit)) s. The nearest, \(name(choice)), takes up to "
        + "\(Format.significant(time.percentile95, 3)) s for 95% of them, at quality \(quality(outcomes.meanQuality)) for "
        + "\(amount(outcomes.meanCost)) per query."
    }
    guard let model = advice.reference else {
      switch goal {
      case .budget(let budget):
        return
          "On these \(count), no single model costs \(amount(budget)) or less, and choosing among what was tried does not "
          + "keep to that either. The cheapest is taken, \(nearest)."
      default:
        return
          "On these \(count), choosing among what was tried does not reach that quality. The nearest is \(nearest)."
      }
    }
    let single = singles[model]
    let alone = "\(data.models[model]) alone, quality \(quality(single.quality)) for \(amount(single.cost)) per query"
    // Where all folds chose that model, there is nothing to compare.
    let isSame = ofFolds.answered[model] > Double(ofFolds.count) - 1e-9 && ofFolds.depth < 1 + 1e-9
    if case .budget(let budget) = goal {
      let gain = (evidence.quality?.estimate ?? 0) > 0 ? "is not shown to gain quality" : "gains no quality"
      return
        "On these \(count), choosing among what was tried \(gain) within \(amount(budget)) per query: \(take(alone))."
        + (isSame
          ? ""
          : " What was chosen inside the folds, \(mostChosen), has quality \(quality(ofFolds.meanQuality)) for "
            + "\(amount(ofFolds.meanCost)) per query.")
    }
    if !advice.isReferenceLate, singles.allSatisfy({ $0.cost >= single.cost }) {
      return
        "On these \(count), there is nothing to save: the cheapest model, \(data.models[model]), is already good enough "
        + "(quality \(quality(single.quality)) for \(amount(single.cost)) per query)."
    }
    let share = evidence.costShare.map { share in
      isSame || (share.low > 0.9995 && share.high < 1.0005)
        ? ""
        : " What was chosen inside the folds, \(mostChosen), costs \(percent(share.estimate)) of that (95%: "
          + "\(range(share))) at quality \(quality(ofFolds.meanQuality))."
    }
    let what =
      if let saved = evidence.costShare, saved.low > AdviceEvidence.negligibleShare, saved.estimate < 1 {
        "choosing among what was tried saves no more than \(percent(1 - saved.low)) of the cost at that quality"
      } else if let over = evidence.overLevel, over.high < 0 {
        "choosing among what was tried does not keep that quality"
      } else {
        "choosing among what was tried is not shown to save cost at that quality"
      }
    return "On these \(count), \(what): \(take(alone)).\(share ?? "")"
  }

  /// The model to beat, unless it takes longer than it may.
  private func take(_ alone: String) -> String {
    guard advice.isReferenceLate, let limit = advice.latencyLimit else { return "take \(alone)" }
    return
      "\(alone), does not answer 95% of them within \(Format.significant(limit)) s; \(name(choice)) does, with quality "
      + "\(quality(outcomes.meanQuality)) for \(amount(outcomes.meanCost)) per query"
  }

  /// The choice where no single model reaches the goal.
  private var nearest: String {
    "\(name(choice)): quality \(quality(outcomes.meanQuality)) for \(amount(outcomes.meanCost)) per query"
  }

  /// What was chosen in the folds: one candidate, or mostly one.
  private var mostChosen: String {
    let most = advice.trials.max { $0.chosenCount < $1.chosenCount }!
    if 2 * most.chosenCount <= advice.foldCount { return "which differs from fold to fold" }
    return (most.chosenCount < advice.foldCount ? "mostly " : "") + name(most.candidate)
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
    if let guess = data.traces.costSource.words { text += "; \(guess)" }
    if data.incompleteCount > 0 {
      text +=
        "; \(Format.count(data.incompleteCount, "more lacks", "more lack")) the outcome of some model and "
        + "\(data.incompleteCount == 1 ? "is" : "are") left out"
    }
    if data.traces.isSimulated { text += " (simulated)" }
    return text + "."
  }

  func name(_ candidate: Advisor.Candidate) -> String {
    let estimator = names[candidate.estimator]
    return candidate.strategy + (estimator.isEmpty ? "" : " by \(estimator)")
  }

  // MARK: what next

  private var next: [String] {
    var lines: [String] = []
    if data.count < AdviceEvidence.fewestQueries {
      lines.append("more queries: fewer than \(AdviceEvidence.fewestQueries) decide nothing")
    } else if let over = evidence.overLevel, over.high > over.low, case .within(let margin) = goal,
      let model = advice.reference, margin > 0, singles[model].quality > 0
    {
      let half = (over.high - over.low) / 2
      let wanted = margin * singles[model].quality
      if half > wanted {
        let needed = Double(data.count) * (half / wanted) * (half / wanted)
        lines.append(
          "more queries: about \(Format.count(rounded(needed))) would tell a \(percent(margin)) loss of quality from none"
        )
      }
    }
    if signals.ofAnswers.isEmpty && !signals.hasAnswers {
      lines.append(
        "a confidence, log-probabilities or the text of each answer (join FILE), to tell when to stop")
    } else if signals.ofAnswers.isEmpty {
      lines.append("a confidence or log-probabilities of each answer (join FILE), to tell when to stop")
    }
    if !signals.hasPrompts { lines.append("the prompts (join FILE), whose words can tell which model to ask") }
    let unsolved = data.test.count { row in
      (0..<data.modelCount).allSatisfy { data.quality[row * data.modelCount + $0] <= 0 }
    }
    if unsolved > 0 {
      lines.append(
        "another model: \(percent(Double(unsolved) / Double(data.count))) of the queries are solved by none of these")
    }
    return lines
  }

  /// A number of queries to two digits, upwards.
  private func rounded(_ value: Double) -> Int {
    var scale = 1.0
    while value / scale >= 100 { scale *= 10 }
    return Int((value / scale).rounded(.up) * scale)
  }

  // MARK: numbers

  private func quality(_ value: Double) -> String { Format.fixed(value, 3) }
  private func signed(_ value: Double) -> String { (value >= 0 ? "+" : "") + Format.fixed(value, 3) }
  private func amount(_ cost: Double) -> String { "\(Format.significant(cost, 3)) \(unit)" }
  private func percent(_ share: Double) -> String {
    let value = 100 * share
    return
      (abs(value - value.rounded()) < 1e-9 || value >= 9.95 ? Format.fixed(value, 0) : Format.significant(value, 2))
      + "%"
  }
  private func range(_ interval: Interval) -> String { "\(percent(interval.low).dropLast())-\(percent(interval.high))" }

  // MARK: for machines

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
      .init("latency", advice.latency.map { ["mean": .number($0.mean), "p95": .number($0.percentile95)] } ?? .null),
      .init("reference", advice.reference.map { .string(data.models[$0]) } ?? .null),
      .init("chosen_in_folds", ["quality": .number(ofFolds.meanQuality), "cost": .number(ofFolds.meanCost)]),
      .init("quality_difference", interval(evidence.quality)), .init("cost_share", interval(evidence.costShare)),
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
