import Display
import Routing
import Workbench

/// The sentence where nothing is gained.
extension AdviceText {
  /// What to do instead, and what choosing would have given.
  var nothing: String {
    if let limit = advice.latencyLimit, let time = advice.latency, advice.isLate {
      let takes =
        time.known95.isFinite
        ? "takes up to \(Format.significant(time.known95, 3)) s for 95% of them"
        : "lacks a latency for \(percent(1 - time.knownShare)) of them"
      let singles = advice.isReferenceLate ? ", nor is any single model" : ""
      return
        "On these \(count), \(chosen) is not sure to answer 95% of the queries within "
        + "\(Format.significant(limit)) s\(singles). The nearest, \(name(choice)), \(takes), at quality "
        + "\(quality(outcomes.meanQuality)) for \(amount(outcomes.meanCost)) per query."
    }
    guard let model = advice.reference else {
      switch goal {
      case .budget(let budget):
        return
          "On these \(count), \(noSingle) costs \(amount(budget)) or less, and \(chosen) does not "
          + "keep to that either. \(isSingle ? "The cheapest" : "What is chosen on all queries") is taken, \(nearest)."
      default:
        let reaches = (evidence.overLevel?.high ?? 0) < 0 ? "does not reach" : "is not shown to reach"
        return "On these \(count), \(chosen) \(reaches) that quality. The nearest is \(nearest).\(closerLook)"
      }
    }
    let single = singles[model]
    let alone = "\(data.models[model]) alone, quality \(quality(single.quality)) for \(amount(single.cost)) per query"
    // Where all folds chose that model, there is nothing to compare.
    let isSame = ofFolds.answered[model] > Double(ofFolds.count) - 1e-9 && ofFolds.depth < 1 + 1e-9
    if case .budget(let budget) = goal {
      let gain =
        (evidence.quality?.estimate ?? 0) > 0 ? "is not shown to gain quality within" : "gains no quality within"
      let what = evidence.overBudget?.keeping == .broken ? "does not keep to" : gain
      return
        "On these \(count), \(take(alone, since: "\(what) \(amount(budget)) per query"))."
        + (isSame
          ? ""
          : " That choice, \(mostChosen), has quality \(quality(ofFolds.meanQuality)) for "
            + "\(amount(ofFolds.meanCost)) per query" + (overBudget.map { ", " + $0 } ?? "") + ".")
        + closerLook
    }
    if isReferenceCheapest {
      let cheapest =
        if advice.latencyLimit != nil, case .within = goal {
          "no single model in time is better than the cheapest, \(data.models[model]) "
        } else {
          "the cheapest model, \(data.models[model]), is already good enough "
        }
      return
        "On these \(count), there is nothing to save: \(cheapest)(quality \(quality(single.quality)) for "
        + "\(amount(single.cost)) per query)."
    }
    let share = evidence.costShare.map { share in
      isSame || (share.low > 0.9995 && share.high < 1.0005)
        ? ""
        : " That choice, \(mostChosen), costs \(percent(share.estimate)) of "
          + (isReferenceUnanimous ? "that" : chosenSingle) + " (95%: \(range(share))) at quality "
          + quality(ofFolds.meanQuality)
          + (isReferenceUnanimous ? "" : ", against \(quality(advice.outcomesOfReference!.meanQuality))") + "."
    }
    let what =
      if let saved = evidence.costShare, saved.low > AdviceEvidence.negligibleShare, saved.estimate < 1 {
        "saves no more than \(percent(1 - saved.low)) of the cost at that quality"
      } else if let over = evidence.overLevel, over.high < 0 {
        lost
      } else {
        "is not shown to save cost at that quality"
      }
    return "On these \(count), \(take(alone, since: what)).\(share ?? "")\(closerLook)"
  }

  /// That the quality of the model to beat is lost, and whether it was reached where the choice was tuned.
  private var lost: String {
    let there = "on the queries that it is tuned on"
    if advice.reachedCount == 0 { return "does not reach that quality, not even \(there)" }
    return advice.reachedCount == advice.foldCount
      ? "reaches that quality \(there) and does not keep it"
      : "reaches that quality \(there) in \(advice.reachedCount) of \(advice.foldCount) folds and does not keep it"
  }

  /// What the folds served: what was tried may hold better, but only in hindsight.
  private var chosen: String { "what was chosen inside the folds" }

  /// What to take: the model to beat, unless every single model takes longer than it may.
  ///
  /// - Parameter what: why it is not the choice of the folds.
  private func take(_ alone: String, since what: String) -> String {
    if let noSingleInTime {
      return
        "\(noSingleInTime); \(name(choice)) does, with quality \(quality(outcomes.meanQuality)) for "
        + "\(amount(outcomes.meanCost)) per query. Against \(alone), \(chosen) \(what)"
    }
    if isChoiceLate, let limit = advice.latencyLimit {
      return "\(chosen) is not sure to answer 95% of them within \(Format.significant(limit)) s: take \(alone)"
    }
    return "\(chosen) \(what): take \(alone)"
  }

  /// The choice where no single model reaches the goal.
  private var nearest: String {
    "\(name(choice)): quality \(quality(outcomes.meanQuality)) for \(amount(outcomes.meanCost)) per query"
  }
}
