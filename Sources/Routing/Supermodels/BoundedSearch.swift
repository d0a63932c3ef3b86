/// The best supermodel by branch and bound: depth first, most promising model first.
///
/// Because E[max] is submodular, what a model adds to the trade-off never grows with the set. So below a set S
///
/// - a model that adds less than nothing to S is left out (lemma 1),
/// - tau(S) + the greatest sum of as many additions as there is room for bounds every superset,
/// - a model t is left out where another, u, no longer is to be had, if putting u in the place of t gains more in price than
///   it can lose in quality: no best set holds t without u.
///
/// All three keep `slack` away from the tie rounding, so the choice is the same as with every set evaluated.
struct BoundedSearch<Values: SupermodelValues>: Sendable {
  /// Where E[max] comes from.
  var values: Values
  private let width: Int
  /// The set of each model alone: a union with it is quicker than an insertion.
  private let singles: [ModelSet]
  /// Per level, the models that may still be added and bounds of what they add, in descending order.
  private var listed: [Int]
  private var bounds: [Double]
  /// Per level, those that were evaluated and not dropped, and what they add.
  private var kept: [Int]
  private var gains: [Double]
  /// Per level and model, E[max] with that model added.
  private var qualities: [Double]
  /// For each model the models without which it is in no best set.
  private var dominators: [ModelSet]

  init(modelCount: Int) {
    values = Values(modelCount: modelCount)
    width = modelCount
    singles = (0..<modelCount).map { ModelSet().adding($0) }
    listed = [Int](repeating: 0, count: modelCount * (modelCount + 1))
    kept = listed
    bounds = [Double](repeating: 0, count: listed.count)
    gains = bounds
    qualities = bounds
    dominators = [ModelSet](repeating: ModelSet(), count: modelCount)
  }

  /// A set S on the way down.
  private struct Node {
    var models: ModelSet
    var quality: Double
    var tradeOff: Double
    var level: Int
    var room: Int
    /// The models that no set below may hold.
    var excluded: ModelSet
  }

  /// What all nodes of one decision share.
  private struct Decision {
    let costs: [Double]
    let lambda: Double
    var incumbent: Incumbent
  }

  mutating func decide<Observer: DecisionObserver>(
    _ belief: Belief, _ problem: SearchProblem, observer: inout Observer
  ) -> Candidate {
    let start = values.begin(belief)
    var decision = Decision(
      costs: belief.cost, lambda: problem.lambda,
      incumbent: Incumbent(rule: problem.rule, lambda: problem.lambda, slack: problem.slack))
    if belief.answered.isEmpty {
      fromNothing(problem, &decision, &observer)
    } else {
      fromAnswered(belief, start, problem, &decision, &observer)
    }
    return decision.incumbent.best
  }

  private mutating func fromAnswered<Observer: DecisionObserver>(
    _ belief: Belief, _ quality: Double, _ problem: SearchProblem, _ decision: inout Decision,
    _ observer: inout Observer
  ) {
    let answered = Candidate(belief.answeredSet, quality: quality, costs: decision.costs, lambda: decision.lambda)
    decision.incumbent.offer(
      answered.models, quality: quality, tradeOff: answered.tradeOff, costs: decision.costs)
    if !Observer.isSilent { observer.evaluated(answered) }
    if problem.additions == 0 { return }
    let best = belief.bestAnswered
    var count = 0
    for model in problem.addable {
      let bound = values.gainBound(of: model, over: best) - decision.lambda * decision.costs[model]
      if bound > -problem.slack { count = list(model, bound, at: 0, count: count) }
    }
    if !Observer.isSilent {
      reportUnlisted(of: problem.addable.count, count, room: problem.additions, &observer)
    }
    if problem.additions > 1 { findDominators(problem, decision) }
    expand(
      Node(
        models: answered.models, quality: quality, tradeOff: answered.tradeOff, level: 0, room: problem.additions,
        excluded: ModelSet()),
      count: count, &decision, &observer)
  }

  private mutating func fromNothing<Observer: DecisionObserver>(
    _ problem: SearchProblem, _ decision: inout Decision, _ observer: inout Observer
  ) {
    var count = 0
    for model in problem.addable {
      let quality = values.quality(at: 0, adding: model)
      let tradeOff = quality - decision.lambda * decision.costs[model]
      let models = singles[model]
      decision.incumbent.offer(models, quality: quality, tradeOff: tradeOff, costs: decision.costs)
      if !Observer.isSilent {
        observer.evaluated(
          Candidate(models: models, quality: quality, cost: decision.costs[model], tradeOff: tradeOff))
      }
      count = keep(model, tradeOff, at: 0, count: count)
    }
    let room = problem.additions - 1
    if room <= 0 || count <= 1 { return }
    findDominators(problem, decision)
    var excluded = ModelSet()
    for index in 0..<count - 1 {
      let first = kept[index]
      if dominators[first].isDisjoint(with: excluded) {
        let node = Node(
          models: singles[first], quality: values.quality(at: 0, adding: first), tradeOff: gains[index],
          level: 1, room: room, excluded: excluded)
        let listedCount = listPartners(of: first, after: index, count: count, node, decision)
        if !Observer.isSilent {
          reportUnlisted(of: count - 1 - index, listedCount, room: room, &observer)
        }
        if listedCount > 0
          && node.tradeOff + sumOfBounds(at: 1, count: listedCount, room: room)
            >= decision.incumbent.threshold
        {
          values.descend(from: 0, adding: first)
          expand(node, count: listedCount, &decision, &observer)
        } else if !Observer.isSilent {
          observer.boundedOut(subsets(of: listedCount, upTo: room))
        }
      } else if !Observer.isSilent {
        observer.boundedOut(subsets(of: count - 1 - index, upTo: room))
      }
      excluded.formUnion(singles[first])
    }
  }

  /// Lists at level 1 the later models that may be worth adding to the set of `first` alone.
  private mutating func listPartners(
    of first: Int, after index: Int, count: Int, _ node: Node, _ decision: Decision
  ) -> Int {
    var listedCount = 0
    for other in index + 1..<count {
      let model = kept[other]
      let bound = values.gainBound(of: model, over: first) - decision.lambda * decision.costs[model]
      if bound > -decision.incumbent.slack && dominators[model].isDisjoint(with: node.excluded) {
        listedCount = list(model, bound, at: 1, count: listedCount)
      }
    }
    return listedCount
  }

  /// Evaluates the listed additions to `node`, then the sets below the best of them, and so on.
  private mutating func expand<Observer: DecisionObserver>(
    _ node: Node, count: Int, _ decision: inout Decision, _ observer: inout Observer
  ) {
    let base = node.level * width
    let sum = sumOfBounds(at: node.level, count: count, room: node.room)
    let last = count >= node.room ? max(bounds[base + node.room - 1], 0) : 0
    var node = node
    var keptCount = 0
    for index in 0..<count {
      let model = listed[base + index]
      // The best set with this model: its own bound and the best of the others'.
      let best = index < node.room ? sum + min(bounds[base + index], 0) : sum - last + bounds[base + index]
      if node.tradeOff + best < decision.incumbent.threshold {
        if !Observer.isSilent {
          observer.boundedOut(subsets(of: count, upTo: node.room) - subsets(of: index, upTo: node.room))
        }
        break
      }
      let quality = values.quality(at: node.level, adding: model)
      let models = node.models.union(singles[model])
      let change = quality - node.quality - decision.lambda * decision.costs[model]
      decision.incumbent.offer(models, quality: quality, tradeOff: node.tradeOff + change, costs: decision.costs)
      if !Observer.isSilent {
        observer.evaluated(Candidate(models, quality: quality, costs: decision.costs, lambda: decision.lambda))
      }
      if change <= -decision.incumbent.slack {
        node.excluded.formUnion(singles[model])
        if !Observer.isSilent { observer.pruned(models, change: change) }
      } else if node.room > 1 {
        qualities[base + model] = quality
        keptCount = keep(model, change, at: node.level, count: keptCount)
      }
    }
    if keptCount > 1 { branch(node, count: keptCount, &decision, &observer) }
  }

  private mutating func branch<Observer: DecisionObserver>(
    _ node: Node, count: Int, _ decision: inout Decision, _ observer: inout Observer
  ) {
    let base = node.level * width
    let room = node.room - 1
    var excluded = node.excluded
    for index in 0..<count - 1 {
      let model = kept[base + index]
      let remaining = count - 1 - index
      var sum = 0.0
      for later in index + 1..<min(index + 1 + room, count) { sum += max(gains[base + later], 0) }
      if node.tradeOff + gains[base + index] + sum < decision.incumbent.threshold {
        if !Observer.isSilent {
          observer.boundedOut(subsets(of: remaining + 1, upTo: room + 1) - remaining - 1)
        }
        return
      }
      if dominators[model].isDisjoint(with: excluded) {
        var listedCount = 0
        for later in index + 1..<count where dominators[kept[base + later]].isDisjoint(with: excluded) {
          listed[base + width + listedCount] = kept[base + later]
          bounds[base + width + listedCount] = gains[base + later]
          listedCount += 1
        }
        if !Observer.isSilent { reportUnlisted(of: remaining, listedCount, room: room, &observer) }
        if listedCount > 0 {
          values.descend(from: node.level, adding: model)
          let child = Node(
            models: node.models.union(singles[model]), quality: qualities[base + model],
            tradeOff: node.tradeOff + gains[base + index], level: node.level + 1, room: room, excluded: excluded)
          expand(child, count: listedCount, &decision, &observer)
        }
      } else if !Observer.isSilent {
        observer.boundedOut(subsets(of: remaining, upTo: room))
      }
      excluded.formUnion(singles[model])
    }
  }

  // MARK: Lists

  private mutating func findDominators(_ problem: SearchProblem, _ decision: Decision) {
    for model in problem.addable {
      var found = ModelSet()
      for other in problem.addable {
        let saving = decision.lambda * (decision.costs[model] - decision.costs[other]) - problem.slack
        if saving > 0 && saving > values.exchangeLoss(of: model, for: other) { found.formUnion(singles[other]) }
      }
      dominators[model] = found
    }
  }

  private mutating func list(_ model: Int, _ bound: Double, at level: Int, count: Int) -> Int {
    insert(model, bound, into: &listed, by: &bounds, from: level * width, count: count)
  }

  private mutating func keep(_ model: Int, _ gain: Double, at level: Int, count: Int) -> Int {
    insert(model, gain, into: &kept, by: &gains, from: level * width, count: count)
  }

  private func sumOfBounds(at level: Int, count: Int, room: Int) -> Double {
    var sum = 0.0
    for index in level * width..<level * width + min(count, room) { sum += max(bounds[index], 0) }
    return sum
  }

  private func reportUnlisted<Observer: DecisionObserver>(
    of count: Int, _ listed: Int, room: Int, _ observer: inout Observer
  ) {
    if listed < count { observer.boundedOut(subsets(of: count, upTo: room) - subsets(of: listed, upTo: room)) }
  }
}

/// Inserts into the first `count` of two parallel lists, kept in descending order of the second; returns their new count.
@inline(__always)
private func insert(
  _ model: Int, _ value: Double, into models: inout [Int], by values: inout [Double], from start: Int, count: Int
) -> Int {
  var position = start + count
  while position > start && values[position - 1] < value {
    values[position] = values[position - 1]
    models[position] = models[position - 1]
    position -= 1
  }
  values[position] = value
  models[position] = model
  return count + 1
}

/// The number of non-empty subsets of `count` things with at most `limit` members; at most `Int.max / 4`.
func subsets(of count: Int, upTo limit: Int) -> Int {
  var total = 0.0
  var term = 1.0
  for size in stride(from: 1, through: min(limit, count), by: 1) {
    term *= Double(count - size + 1) / Double(size)
    total += term.rounded()
  }
  return Int(min(total, 0x1p61))
}
