import Display
import Mathematics
import Routing
import Traces

/// The explanation of one query's path through a strategy, in words and numbers.
///
/// Made from a `Narration`, that is from the decisions themselves; nothing is decided here.
package struct Explanation {
  let strategy: String
  let tuned: TunedPolicy
  /// What is promised of the policy, if anything.
  let guarantee: Guarantee?
  package let narration: Narration
  let data: Dataset
  /// The draw of the query between the tie rules.
  let draw: Double
  /// The path under the other tie rule; `nil` if no draw decides between them.
  let otherPath: ServedPath?

  /// The number of candidates shown per decision.
  static let contenderCount = 8
  /// The number of models whose estimates are shown.
  static let estimateCount = 12

  package init(
    _ strategy: String, _ tuned: TunedPolicy, guarantee: Guarantee? = nil, row: Int, of fitted: FittedTraces,
    seed: UInt64
  ) {
    self.strategy = strategy
    self.guarantee = guarantee
    self.tuned = tuned
    data = fitted.data
    draw = TunedPolicy.draw(fitted.data.queryID(row), seed: seed)
    let rule: TieRule = draw < tuned.gamma ? .highestCost : .lowestCost
    narration = tuned.policy.narrate(row, of: fitted, rule: rule)
    otherPath =
      tuned.gamma > 0 ? tuned.policy.path(row, of: fitted, rule: rule == .lowestCost ? .highestCost : .lowestCost) : nil
  }

  /// The introduction: the query, the strategy, its options, the price, the tie rule.
  package func introduce(_ report: inout Report) {
    let group =
      data.traces.queryColumn("group")?.text(at: data.queryIndices[narration.row]).map { ", group \($0)" } ?? ""
    report.paragraph("query \(data.queryID(narration.row))\(group), \(strategy)\(parameters)")
    if let prompt = data.traces.prompts?[data.queryIndices[narration.row]] {
      report.paragraph("prompt: " + Format.shortened(prompt.replacing("\n", with: " "), to: 300))
    }
    if !notOffered.isEmpty {
      report.paragraph(
        "not offered, because the outcome is not known: \(notOffered.map { data.models[$0] }.joined(separator: ", ")); "
          + "those of similar queries stand in: " + notOffered.map { standIn(for: $0) }.joined(separator: ", "))
    }
    if let fallback = tuned.fallback { report.paragraph(fallback.sentence(strategy, on: data)) }
    if let options { report.paragraph(options) }
    if let chain = traits.chain, let first = chain.first {
      let second = chain.dropFirst().first.map {
        ", then \(data.models[$0]) where that answer's estimate is below the threshold"
      }
      report.paragraph("the pair for this budget: \(data.models[first])\(second ?? " alone")")
    }
    if let guarantee {
      let unit = data.traces.costUnit.label
      report.paragraph("\nhow the policy was certified, test by test:")
      report.show(guarantee.table(unit: unit))
      report.paragraph(guarantee.sentence(strategy, unit: unit))
    }
    tellDraw(&report)
  }

  /// The models whose outcome is not known on the query, so that another one stands in; none in a log, whose models are valued.
  var notOffered: [Int] {
    let recorded = data.recorded
    return data.isLog ? [] : data.models.indices.filter { !recorded.isOffered($0, on: narration.row) }
  }

  /// The query whose outcome of a model stands in.
  private func standIn(for model: Int) -> String {
    "\(data.queryID(data.standIn(of: model, on: narration.row))) (\(data.models[model]))"
  }

  /// What an outcome of the query is, or may be.
  private var truth: String { notOffered.isEmpty ? "truth" : "truth, or what stands in for it" }

  /// The meaning of the strategy's options, if any.
  private var options: String? {
    guard let specification = try? StrategySpecification(strategy), !specification.options.isEmpty,
      let kind = Strategies.all.first(where: { $0.name == specification.name })
    else { return nil }
    let texts = kind.options.filter { specification.options[$0.name] != nil }.map { option in
      let value = specification.options[option.name].flatMap { $0.isEmpty ? nil : "=" + $0 } ?? ""
      return "+\(option.name)\(value), \(option.summary)"
    }
    return "with " + texts.joined(separator: "; ")
  }

  /// Reports which tie rule serves the query, and whether that matters.
  private func tellDraw(_ report: inout Report) {
    guard let otherPath else { return }
    let (own, other) = narration.rule == .highestCost ? ("high-cost", "low-cost") : ("low-cost", "high-cost")
    let comparison = narration.rule == .highestCost ? "below" : "not below"
    let draw = "the query draws u = \(Format.significant(draw, 3))"
    let gamma = Format.significant(tuned.gamma, 3)
    if let dear = traits.modelOfRule?[.highestCost] {
      return report.paragraph(
        "shares: \(draw), \(comparison) gamma = \(gamma), the share of \(data.models[dear]): "
          + "\(data.models[narration.answer]) serves the query")
    }
    let isSame = otherPath == narration.path
    report.paragraph(
      "ties: \(draw), \(comparison) gamma = \(gamma): the \(own) rule serves the query (the \(other) rule "
        + "would \(isSame ? "do the same" : "run " + otherPath.ran.map { data.models[$0] }.joined(separator: ", ")))")
  }

  private var parameters: String {
    let unit = data.traces.costUnit.label
    if let price = tuned.lambdas.first {
      let same = tuned.lambdas.allSatisfy { $0 == price }
      let prices = same ? [price] : tuned.lambdas
      return " at lambda \(prices.map { Format.significant($0, 4) }.joined(separator: " ")) (quality per \(unit))"
    }
    if !tuned.thresholds.isEmpty {
      return " with thresholds \(tuned.thresholds.map { Format.significant($0, 4) }.joined(separator: " "))"
    }
    return ""
  }

  /// The conclusion: the answer, the truth, and the best choice in hindsight.
  package func conclude(_ report: inout Report) {
    if let logged {
      return report.paragraph("\nanswer: \(data.models[narration.answer])'s; \(logged)")
    }
    let ran = narration.path.ran.map { data.models[$0] }
    tellCap(&report)
    if narration.belief.unanswered.isEmpty && ran.count > 1 && narration.steps.last?.next != nil {
      report.paragraph("every model has run: nothing is left to decide")
    }
    if narration.path.cutOffAt != nil && ran.count == 1 {
      report.paragraph("\nno answer; ran \(ran[0]) for \(cost(narration.cost))")
      return report.paragraph("\(truth): quality 0, " + hindsight.text)
    }
    let estimate = number(narration.belief.quality[narration.answer])
    let reason =
      if hasOwnEstimates {
        "the only one"
      } else if narration.answer == narration.belief.bestAnswered {
        "the best estimate in hand (\(estimate))"
      } else {
        "the last to run (\(estimate))"
      }
    report.paragraph(
      "\nanswer: \(data.models[narration.answer])'s, \(reason); ran \(ran.joined(separator: ", ")) for "
        + cost(narration.cost))
    report.paragraph("\(truth): quality \(number(narration.quality)); " + hindsight.text)
  }

  /// What a log has of the query; `nil` where the traces are none.
  var logged: String? {
    if data.log == nil { return nil }
    let recorded = data.recorded
    let first = narration.row * data.modelCount
    let texts = data.models.indices.filter { recorded.isOffered($0, on: narration.row) }.map {
      "\(data.models[$0]), quality \(number(recorded.quality[first + $0])), for \(cost(recorded.cost[first + $0]))"
    }
    return texts.isEmpty
      ? "the log has a model outside the pool" : "the log has \(texts.joined(separator: "; "))"
  }

  /// Reports where the cap, not the strategy, has ended the query.
  private func tellCap(_ report: inout Report) {
    guard let cap = tuned.policy.cap else { return }
    if narration.path.cutOffAt != nil, let lost = narration.path.ran.last {
      report.paragraph(
        "\(data.models[lost])'s run is cut off where the query has cost \(cost(cap)), the cap: its answer is lost")
    } else if !narration.belief.unanswered.isEmpty, tuned.policy.fitting(in: narration.belief).isEmpty {
      report.paragraph("no other model fits into what is left of the cap, \(cost(cap)): stop")
    }
  }

  /// Whether the policy uses its own estimates, which answers do not change.
  var hasOwnEstimates: Bool { traits.hasOwnEstimates }

  /// How the policy decides.
  var traits: PolicyTraits { tuned.policy.traits }

  /// The best single model in hindsight, and how much better it is at the price of the last decision (without one, in quality):
  /// the first price has no effect where the first model always runs.
  var hindsight: (text: String, model: Int, regret: Double) {
    let first = narration.row * data.modelCount
    let lambda = narration.steps.last?.lambda ?? .nan
    let price = lambda.isNaN ? 0 : lambda
    let isOne = narration.steps.allSatisfy { $0.lambda == lambda }
    let worth = data.models.indices.map { data.quality[first + $0] - price * data.cost[first + $0] }
    let best = worth.indices.filter { !worth[$0].isNaN }.max {
      (worth[$0], -data.cost[first + $0], $1) < (worth[$1], -data.cost[first + $1], $0)
    }!
    let regret = worth[best] - (narration.quality - price * narration.cost)
    let text =
      "in hindsight, \(data.models[best]) alone would have been best (quality \(number(data.quality[first + best])) for "
      + "\(cost(data.cost[first + best]))); regret \(lambda.isNaN ? "in quality" : isOne ? "at this price" : "at the last price, \(Format.significant(lambda, 4)),") "
      + Format.fixed(regret, 4)
    return (text, best, regret)
  }

  func names(_ models: ModelSet) -> String { models.models.map { data.models[$0] }.joined(separator: " + ") }

  func number(_ value: Double) -> String { Format.fixed(value, 3) }

  func cost(_ value: Double) -> String { Format.significant(value, 3) + " " + data.traces.costUnit.label }
}
