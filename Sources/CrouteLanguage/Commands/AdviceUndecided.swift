import Routing

/// The sentence where these queries do not tell whether something is gained.
extension AdviceText {
  /// What is not decided, and what the choice gives here.
  var undecided: String {
    let few =
      data.count < AdviceEvidence.fewestQueries
      ? "\(count) are too few to decide" : "these \(count) do not decide"
    let here =
      !isSingle
      ? "letting \(answering) (\(name(choice))),"
      : advice.isUnanimous ? chosenAlone : "\(chosenAlone) is chosen on all queries; " + served("what")
    return "Undecided: \(few) \(question). Here, \(here) \(gives)."
  }

  private var question: String {
    if isSingle, let model = advice.reference, model != advice.choice {
      return "whether \(chosenAlone) will do instead of \(data.models[model])"
    }
    if advice.reference == nil {
      switch goal {
      case .quality(let level): return "whether quality \(quality(level)) is reached"
      case .budget(let budget): return "whether the budget of \(amount(budget)) is kept"
      case .within: break
      }
    }
    // What is gained in quality may be bought by what is spent too much.
    if let budget, evidence.overBudget?.keeping == .undecided, (evidence.quality?.low ?? 1) > 0 {
      return "whether the budget of \(amount(budget)) is kept"
    }
    // Quality is kept for sure, and what that costs is open.
    if let over = evidence.overLevel, over.low >= 0, let share = evidence.costShare, share.high >= 1 {
      if case .quality(let level) = goal { return "whether cost is saved at quality \(quality(level))" }
      let single = isReferenceUnanimous ? advice.reference.map { "\(data.models[$0]) alone" } : nil
      return "whether cost is saved at the quality of \(single ?? "a single model")"
    }
    return "whether anything is gained over a single model"
  }
}
