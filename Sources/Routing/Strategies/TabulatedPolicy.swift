/// A policy whose decision under a belief depends on one number, the price (or threshold) of its step.
///
/// Policies that differ only in their prices can share work on a query: the decisions under a belief at every price
/// form a `PriceTable`, and a query is served by looking up one table after another.
package protocol TabulatedPolicy: Policy {
  /// The other properties of the policy.
  associatedtype Terms: Equatable
  /// Everything but the prices.
  var terms: Terms { get }
  /// Whether tables pay for a pool of `modelCount` models.
  func isTabulated(modelCount: Int) -> Bool
  /// The price once `steps` models have run.
  func price(after steps: Int) -> Double
  /// Writes the value of `next` under `belief` at every price; undetermined where it depends on the tie rule.
  ///
  /// The result may depend on what has run, but not on its order.
  func tabulate(_ belief: Belief, scratch: inout Scratch, table: inout PriceTable)
}

extension CascadeRoutingPolicy: TabulatedPolicy {
  package var terms: SearchOptions { options }

  package func isTabulated(modelCount: Int) -> Bool { search.isTabulated(modelCount: modelCount) }

  package func price(after steps: Int) -> Double { lambdas.price(after: steps) }

  package func tabulate(_ belief: Belief, scratch: inout SearchScratch, table: inout PriceTable) {
    search.tabulate(belief, scratch: &scratch, table: &table)
  }
}

extension CascadePolicy: TabulatedPolicy {
  package var terms: SearchOptions { options }

  package func isTabulated(modelCount: Int) -> Bool { options.reference.isEmpty && modelCount <= 64 }

  package func price(after steps: Int) -> Double { lambdas.price(after: steps) }

  package func tabulate(_ belief: Belief, scratch: inout SearchScratch, table: inout PriceTable) {
    if belief.answered.isEmpty { return table.fill(.run(0)) }
    let prefixes = Prefixes(
      depth: options.depth(modelCount: belief.modelCount), countsLastOnly: options.lastQuality)
    if belief.answered.count >= prefixes.depth { return table.fill(.stop) }
    scratch.tabulator.begin(belief)
    switch ValuesKind(belief, options) {
    case .certain: scratch.tabulator.search(belief, prefixes, &scratch.certain.values)
    case .independent: scratch.tabulator.search(belief, prefixes, &scratch.grid.values)
    case .correlated: scratch.tabulator.search(belief, prefixes, &scratch.lanes.values)
    case .revealed: scratch.tabulator.search(belief, prefixes, &scratch.success.values)
    case .reference: return table.fill(.open)
    }
    scratch.tabulator.write(into: &table, belief, takesLowest: true)
  }
}

extension IndexPolicy: TabulatedPolicy {
  package var terms: Int? { maxDepth }

  package func isTabulated(modelCount: Int) -> Bool { maxDepth == nil && modelCount <= 64 }

  package func price(after steps: Int) -> Double { lambda }

  /// The model with the greatest reservation value up to the price at which that equals the best estimate in hand, E[(Q
  /// - hand)^+] / c; from there on none. Undetermined where a model is free, and at prices a thousand times too high
  /// for any model.
  package func tabulate(_ belief: Belief, scratch: inout Void, table: inout PriceTable) {
    let hand = belief.answered.isEmpty ? nil : belief.quality[belief.bestAnswered]
    var unrun: UInt64 = 0
    var costs = (least: Double.infinity, greatest: 0.0)
    var ends = (low: 0.0, high: 0.0)
    for model in 0..<belief.modelCount where !belief.hasRun(model) {
      unrun |= 1 << UInt64(model)
      let cost = belief.cost[model]
      costs = (min(costs.least, cost), max(costs.greatest, cost))
      guard let hand else { continue }
      // Values are rounded to 6 decimals when they are compared.
      let (above, below) = (hand + 1.2e-6, hand - 1.2e-6)
      ends.low = max(ends.low, (belief.worth(of: model, over: above) - above) / cost)
      ends.high = max(ends.high, (belief.worth(of: model, over: below) - below) / cost)
    }
    if costs.least <= 0 { return table.fill(.open) }
    let least = 1e-4 / costs.greatest
    let end = min(hand == nil ? .infinity : ends.low * (1 - 1e-9), 1000 / costs.least)
    table.removeAll()
    table.append(.open, upTo: least)
    if end > least {
      var firstMember = LeadingModelIntervals()
      firstMember.split(unrun, belief, from: least, to: end) { first, end in
        table.append(first.map { .run($0) } ?? .open, upTo: end)
      }
    }
    if hand != nil { table.append(.open, upTo: max(least, ends.high * (1 + 1e-9))) }
    table.append(hand == nil ? .open : .stop, upTo: .infinity)
  }
}

extension ThresholdPolicy: TabulatedPolicy {
  package var terms: Bool { true }

  package func isTabulated(modelCount: Int) -> Bool { modelCount <= 64 }

  package func price(after steps: Int) -> Double { thresholds[min(max(steps, 1), thresholds.count) - 1] }

  package func tabulate(_ belief: Belief, scratch: inout Void, table: inout PriceTable) {
    guard let last = belief.answered.last else { return table.fill(.run(0)) }
    if belief.answered.count >= belief.modelCount { return table.fill(.stop) }
    table.removeAll()
    table.append(.stop, upTo: belief.quality[last])
    table.append(.run(belief.answered.count), upTo: .infinity)
  }
}
