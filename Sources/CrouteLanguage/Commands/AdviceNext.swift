import Display
import Routing

/// What would help to decide, or to gain more.
extension AdviceText {
  var next: [String] {
    var lines: [String] = []
    if data.count < AdviceEvidence.fewestQueries {
      lines.append("more queries: fewer than \(AdviceEvidence.fewestQueries) decide nothing")
    } else if let over = evidence.overLevel, over.low < 0, over.high >= 0, case .within(let margin) = goal,
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
    if let largerBudget { lines.append(largerBudget) }
    if signals.ofAnswers.isEmpty && !signals.hasAnswers {
      lines.append(
        "a confidence, log-probabilities or the text of each answer (load FILE with a column confidence, logprobs or answer), "
          + "to tell when to stop")
    } else if signals.ofAnswers.isEmpty {
      lines.append(
        "a confidence or log-probabilities of each answer (load FILE with a column confidence or logprobs), to tell when to "
          + "stop")
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

  /// What may gain quality where there is nothing to save: as much as the dearest model costs; `nil` elsewhere.
  private var largerBudget: String? {
    guard case .within = goal, isReferenceCheapest, let model = advice.reference else { return nil }
    let width = data.modelCount
    let better = data.test.count { row in
      (0..<width).contains { data.quality[row * width + $0] > data.quality[row * width + model] }
    }
    let dearest = singles.map(\.cost).max()!
    if better == 0 || !(dearest > 0) { return nil }
    return
      "a larger budget: on \(percent(Double(better) / Double(data.count))) of the queries another model is better than "
      + "\(data.models[model]); advise --budget \(Format.significant(dearest, 2)) tells whether that can be used"
  }

  /// A number of queries to two digits, upwards.
  private func rounded(_ value: Double) -> Int {
    var scale = 1.0
    while value / scale >= 100 { scale *= 10 }
    return Int((value / scale).rounded(.up) * scale)
  }
}
