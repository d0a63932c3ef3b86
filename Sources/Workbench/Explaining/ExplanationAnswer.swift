import Display
import Routing

/// The report on an answer: its quality, its cost, and how it changed the belief.
extension Explanation {
  /// Reports the answer of the model run by decision `index`.
  package func tellAnswer(after index: Int, _ report: inout Report) {
    let step = narration.steps[index]
    // A log has no answer of a model that it did not choose, and nothing depends on one that it has.
    guard let model = step.next, data.log == nil else { return }
    let after = index + 1 < narration.steps.count ? narration.steps[index + 1].belief : narration.belief
    let place = narration.row * data.modelCount + model
    let answer =
      data.traces.answers?[data.outcome(of: model, row: narration.row)]
      .map { " \u{201C}\(Format.shortened($0.replacing("\n", with: " "), to: 40))\u{201D}" } ?? ""
    let paid = "it cost \(cost(data.cost[place])) (estimated \(cost(step.belief.cost[model])))"
    if hasOwnEstimates {
      return report.paragraph("\(data.models[model]) answers\(answer): \(paid)")
    }
    let left = sigma(model, after)
    report.paragraph(
      "\(data.models[model]) answers\(answer): its estimate goes from \(number(step.belief.quality[model])) to "
        + "\(number(after.quality[model]))"
        + (left >= 0.0005 ? ", sigma from \(number(sigma(model, step.belief))) to \(number(left))" : "")
        + " (true quality, hidden from the strategy: \(number(data.quality[place]))), \(paid)")
    tellMoves(from: step.belief, to: after, of: data.models.indices.filter { $0 != model }, &report)
  }

  /// Reports how the answer changed the estimates of other models, largest changes first.
  private func tellMoves(from before: Belief, to after: Belief, of others: [Int], _ report: inout Report) {
    func move(_ model: Int) -> Double {
      max(abs(after.quality[model] - before.quality[model]), abs(sigma(model, after) - sigma(model, before)))
    }
    func costMove(_ model: Int) -> Double { abs(after.cost[model] - before.cost[model]) }
    let moved = others.filter { move($0) >= 0.0005 || costMove($0) > 1e-3 * abs(before.cost[$0]) }
      .sorted { (move($0), $1) > (move($1), $0) }
    if moved.isEmpty { return }
    let hasCosts = moved.contains { costMove($0) > 1e-3 * abs(before.cost[$0]) }
    report.paragraph("it also changes the estimates of other models:")
    report.show(
      Table(
        [.init("model"), .init("q^ before"), .init("after"), .init("sigma before"), .init("after")]
          + (hasCosts ? [.init("c^ before"), .init("after")] : []),
        rows: moved.prefix(Self.contenderCount).map { model in
          [
            .text(data.models[model]), .fixed(before.quality[model], decimals: 3),
            .fixed(after.quality[model], decimals: 3), .fixed(sigma(model, before), decimals: 3),
            .fixed(sigma(model, after), decimals: 3),
          ] + (hasCosts ? [.number(before.cost[model], digits: 3), .number(after.cost[model], digits: 3)] : [])
        }))
    if moved.count > Self.contenderCount { report.paragraph("\(moved.count - Self.contenderCount) more changed less") }
  }
}
