import Display
import Routing

/// What a learner would do at a decision.
package enum QuizAnswer: Equatable {
  case stop
  case run(Int)
}

extension Explanation {
  /// The answer that a text means: `stop`, or a model that can run, by any part of its name that no other's has.
  ///
  /// - Returns: the answer, or why it is none.
  package func answer(_ text: String, at step: Narration.Step) -> (answer: QuizAnswer?, mistake: String?) {
    let word = text.lowercased().filter { !$0.isWhitespace }
    if word == "stop" { return (.stop, nil) }
    let names = data.models.map { $0.lowercased() }
    let matches = names.firstIndex(of: word).map { [$0] } ?? names.indices.filter { names[$0].contains(word) }
    guard matches.count == 1 else {
      let shown = (matches.isEmpty ? Array(names.indices) : matches).prefix(12).map { data.models[$0] }
      let what = matches.isEmpty ? "no model is called '\(word)'" : "'\(word)' could be any of these"
      return (nil, "\(what): \(shown.joined(separator: ", ")); or stop")
    }
    let model = matches[0]
    if step.belief.hasRun(model) { return (nil, "\(data.models[model]) has run already") }
    if !step.belief.offered.contains(model) { return (nil, "\(data.models[model]) is not offered") }
    return (.run(model), nil)
  }

  /// Whether the strategy does so, too.
  package func isRight(_ answer: QuizAnswer, at step: Narration.Step) -> Bool {
    answer == step.next.map { .run($0) } ?? .stop
  }

  /// How an answer compares with the strategy's choice: what it loses by the strategy's own estimates.
  package func verdict(on answer: QuizAnswer, at step: Narration.Step) -> String {
    if isRight(answer, at: step) { return "so does the strategy" }
    let otherwise = "the strategy decides otherwise"
    if answer == .stop, step.belief.answered.isEmpty {
      return otherwise + ": nothing has run, so no model would answer"
    }
    guard let best = step.best, !step.lambda.isNaN, tuned.thresholds.isEmpty else { return otherwise }
    if case .run(let model) = answer, best.models.contains(model), step.next != nil, !traits.weighsReservationValues {
      return "\(otherwise): it picks the same models but runs another of them first, so by the estimates no tau is lost"
    }
    guard let own = value(of: answer, at: step) else { return otherwise + ": it may choose no set with your choice" }
    let (mine, theirs) = (Format.fixed(own, 4), Format.fixed(best.tradeOff, 4))
    if traits.weighsReservationValues {
      return "\(otherwise): the value of your choice is \(mine), that of the strategy's \(theirs)"
    }
    return "\(otherwise): tau of your choice is \(mine), that of the strategy's \(theirs); yours loses "
      + Format.fixed(max(best.tradeOff - own, 0), 4)
  }

  /// The trade-off of the best candidate with an answer. A search may have passed over that set, which cannot win.
  private func value(of answer: QuizAnswer, at step: Narration.Step) -> Double? {
    switch answer {
    case .stop: step.candidates.first { $0.models == step.belief.answeredSet }?.tradeOff
    case .run(let model):
      tuned.policy.bestSupermodel(with: model, step.belief)?.tradeOff
        ?? step.candidates.filter { $0.models.contains(model) }.map(\.tradeOff).max()
    }
  }
}
