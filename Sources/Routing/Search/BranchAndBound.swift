import Mathematics

/// The best supermodel by branch and bound: depth first, most promising model first.
///
/// Because E[max] is submodular, the gain of a model never grows with the set. Below a set S, therefore,
///
/// - a model that lowers the trade-off of S is left out (lemma 1),
/// - tau(S) plus the greatest gains, as many as there is room for, bounds every superset,
/// - a model t is left out where another, u, is excluded, if exchanging t for u saves more cost than it can lose in
///   quality: no best set contains t without u. (Not for correlated estimates, where the bound on the loss is too wide
///   to help.)
///
/// All three keep a distance of `slack` from the tie rounding, so the choice equals that of evaluating every set.
struct BranchAndBound<Values: ExpectedMaxEvaluator>: Sendable {
  /// The evaluator of E[max].
  var values: Values
  /// The search ends early, with the best so far, once it is set.
  var flag: CancellationFlag?
  /// The set of each model alone; a union with it is faster than an insertion.
  private let singles: [SmallModelSet]
  /// Per level, the models that may still be added, by bounds on their gains.
  private var listed: RankedModels
  /// Per level, those evaluated and not dropped, by their gains.
  private var kept: RankedModels
  /// Bounds of what the models in the places of a list add.
  private var bounds: [Double]
  /// Per level and model, E[max] with that model added.
  private var qualities: [Double]
  /// For each model, the models without which it is in no best set.
  private var dominators: [SmallModelSet]
  /// Whether any model has dominators.
  private var hasDominators = false

  init(modelCount: Int) {
    values = Values(modelCount: modelCount)
    singles = (0..<min(modelCount, SmallModelSet.capacity)).map { SmallModelSet([$0]) }
    listed = RankedModels(modelCount: modelCount)
    kept = listed
    bounds = [Double](repeating: 0, count: modelCount)
    qualities = [Double](repeating: 0, count: modelCount * (modelCount + 1))
    dominators = [SmallModelSet](repeating: SmallModelSet(), count: modelCount)
  }

  /// A set S on the path down.
  private struct Node {
    var models: SmallModelSet
    var quality: Double
    var tradeOff: Double
    var level: Int
    var room: Int
    /// The models that no set below may contain.
    var excluded = SmallModelSet()
  }

  /// The common data of one decision.
  private struct Decision {
    let costs: [Double]
    let lambda: Double
    let slack: Double
    var incumbent: Incumbent
  }

  mutating func decide<Observer: DecisionObserver>(
    _ belief: Belief, _ problem: SearchProblem, observer: inout Observer
  ) -> Candidate {
    let quality = values.begin(belief)
    var decision = Decision(
      costs: belief.cost, lambda: problem.lambda, slack: problem.slack,
      incumbent: Incumbent(rule: problem.rule, lambda: problem.lambda, slack: problem.slack))
    if belief.answered.isEmpty {
      startFromNothing(belief, problem, &decision, &observer)
    } else {
      startFromAnswered(belief, quality, problem, &decision, &observer)
    }
    return decision.incumbent.best
  }

  // MARK: The first level

  private mutating func startFromAnswered<Observer: DecisionObserver>(
    _ belief: Belief, _ quality: Double, _ problem: SearchProblem, _ decision: inout Decision,
    _ observer: inout Observer
  ) {
    let answered = Candidate(belief.answeredSet, quality: quality, costs: decision.costs, lambda: decision.lambda)
    decision.incumbent.offer(
      answered.models.small, quality: quality, tradeOff: answered.tradeOff, costs: decision.costs)
    if !Observer.isSilent { observer.evaluated(answered) }
    let room = problem.additions
    if room == 0 { return }
    let best = belief.bestAnswered
    var count = 0
    for model in problem.addable {
      let bound = values.gainBound(of: model, over: best) - decision.lambda * decision.costs[model]
      if bound > -decision.slack { listed.insert(model, bound, at: 0, count: &count) }
    }
    observer.leftOut(subsets(of: problem.addable.count, upTo: room) - subsets(of: count, upTo: room))
    if room > 1 { findDominators(belief, problem, decision) }
    let node = Node(
      models: answered.models.small, quality: quality, tradeOff: answered.tradeOff, level: 0, room: room)
    expand(node, count: count, &decision, &observer)
  }

  private mutating func startFromNothing<Observer: DecisionObserver>(
    _ belief: Belief, _ problem: SearchProblem, _ decision: inout Decision, _ observer: inout Observer
  ) {
    var count = 0
    for model in problem.addable {
      let quality = values.quality(at: 0, adding: model)
      let tradeOff = quality - decision.lambda * decision.costs[model]
      decision.incumbent.offer(singles[model], quality: quality, tradeOff: tradeOff, costs: decision.costs)
      if !Observer.isSilent {
        observer.evaluated(
          Candidate(ModelSet(singles[model]), quality: quality, costs: decision.costs, lambda: decision.lambda))
      }
      qualities[model] = quality
      kept.insert(model, tradeOff, at: 0, count: &count)
    }
    let room = problem.additions - 1
    if room <= 0 || count <= 1 { return }
    findDominators(belief, problem, decision)
    var excluded = SmallModelSet()
    for index in 0..<count - 1 {
      let first = kept.model(index, at: 0)
      let tradeOff = kept.value(index, at: 0)
      let listedCount = listPartners(of: first, after: index, count: count, room: room, excluded, decision)
      let bound = tradeOff + listed.gain(0..<min(listedCount, room), at: 1)
      let later = count - 1 - index
      if listedCount > 0 && bound >= decision.incumbent.threshold {
        observer.leftOut(subsets(of: later, upTo: room) - subsets(of: listedCount, upTo: room))
        values.descend(from: 0, adding: first)
        let node = Node(
          models: singles[first], quality: qualities[first], tradeOff: tradeOff, level: 1, room: room,
          excluded: excluded)
        expand(node, count: listedCount, &decision, &observer)
      } else {
        observer.leftOut(subsets(of: later, upTo: room))
      }
      excluded.formUnion(singles[first])
    }
  }

  /// Lists at level 1 the later models that may be worth adding to the set of `first` alone: with as many others as there is
  /// room for, none of which adds more than the greatest bound, they have to reach the best set so far.
  private mutating func listPartners(
    of first: Int, after index: Int, count: Int, room: Int, _ excluded: SmallModelSet, _ decision: Decision
  ) -> Int {
    if isDominated(first, by: excluded) { return 0 }
    var greatest = 0.0
    for other in index + 1..<count {
      let model = kept.model(other, at: 0)
      bounds[other] = values.gainBound(of: model, over: first) - decision.lambda * decision.costs[model]
      greatest = max(greatest, bounds[other])
    }
    let missing = decision.incumbent.threshold - kept.value(index, at: 0) - Double(room - 1) * greatest
    var listedCount = 0
    for other in index + 1..<count where bounds[other] > -decision.slack && bounds[other] >= missing {
      let model = kept.model(other, at: 0)
      if !isDominated(model, by: excluded) { listed.insert(model, bounds[other], at: 1, count: &listedCount) }
    }
    return listedCount
  }

  // MARK: Below

  /// Evaluates the listed additions to `node`, then the sets below the best of them, and so on.
  private mutating func expand<Observer: DecisionObserver>(
    _ node: Node, count: Int, _ decision: inout Decision, _ observer: inout Observer
  ) {
    if let flag, flag.isCancelled { return }
    let level = node.level
    let sum = listed.gain(0..<min(count, node.room), at: level)
    let last = count >= node.room ? max(listed.value(node.room - 1, at: level), 0) : 0
    var node = node
    var keptCount = 0
    for index in 0..<count {
      let model = listed.model(index, at: level)
      let bound = listed.value(index, at: level)
      // The best set with this model: its own bound and the best of the others.
      let best = index < node.room ? sum + min(bound, 0) : sum - last + bound
      if node.tradeOff + best < decision.incumbent.threshold {
        observer.leftOut(subsets(of: count, upTo: node.room) - subsets(of: index, upTo: node.room))
        break
      }
      let quality = values.quality(at: level, adding: model)
      let models = node.models.union(singles[model])
      let change = quality - node.quality - decision.lambda * decision.costs[model]
      decision.incumbent.offer(models, quality: quality, tradeOff: node.tradeOff + change, costs: decision.costs)
      if !Observer.isSilent {
        observer.evaluated(
          Candidate(ModelSet(models), quality: quality, costs: decision.costs, lambda: decision.lambda))
      }
      if change <= -decision.slack {
        node.excluded.formUnion(singles[model])
        if !Observer.isSilent { observer.pruned(ModelSet(models), adding: model, change: change) }
      } else if node.room > 1 {
        qualities[level * singles.count + model] = quality
        kept.insert(model, change, at: level, count: &keptCount)
      }
    }
    if keptCount > 1 { branch(node, count: keptCount, &decision, &observer) }
  }

  /// Goes down from `node` with each of the models kept at its level, adding only those after it.
  private mutating func branch<Observer: DecisionObserver>(
    _ node: Node, count: Int, _ decision: inout Decision, _ observer: inout Observer
  ) {
    let level = node.level
    let room = node.room - 1
    var excluded = node.excluded
    for index in 0..<count - 1 {
      let model = kept.model(index, at: level)
      let remaining = count - 1 - index
      let tradeOff = node.tradeOff + kept.value(index, at: level)
      let bound = tradeOff + kept.gain(index + 1..<min(index + 1 + room, count), at: level)
      if bound < decision.incumbent.threshold {
        observer.leftOut(subsets(of: remaining + 1, upTo: room + 1) - remaining - 1)
        return
      }
      var listedCount = 0
      if !isDominated(model, by: excluded) {
        for later in index + 1..<count where !isDominated(kept.model(later, at: level), by: excluded) {
          listed.insert(
            kept.model(later, at: level), kept.value(later, at: level), at: level + 1, count: &listedCount)
        }
      }
      observer.leftOut(subsets(of: remaining, upTo: room) - subsets(of: listedCount, upTo: room))
      if listedCount > 0 {
        values.descend(from: level, adding: model)
        let child = Node(
          models: node.models.union(singles[model]), quality: qualities[level * singles.count + model],
          tradeOff: tradeOff, level: level + 1, room: room, excluded: excluded)
        expand(child, count: listedCount, &decision, &observer)
      }
      excluded.formUnion(singles[model])
    }
  }

  /// Whether a model is in no best set without one of `excluded`.
  @inline(__always)
  private func isDominated(_ model: Int, by excluded: SmallModelSet) -> Bool {
    hasDominators && !dominators[model].isDisjoint(with: excluded)
  }

  private mutating func findDominators(_ belief: Belief, _ problem: SearchProblem, _ decision: Decision) {
    for model in problem.addable { dominators[model] = SmallModelSet() }
    hasDominators = false
    for place in problem.addable.indices {
      for earlier in 0..<place {
        let (model, other) = (problem.addable[place], problem.addable[earlier])
        // Only a model with a better trade-off of its own can dominate.
        let difference = decision.lambda * (decision.costs[model] - decision.costs[other])
        let isLess = difference > belief.quality[model] - belief.quality[other]
        let (less, more) = isLess ? (model, other) : (other, model)
        let saving = decision.lambda * (decision.costs[less] - decision.costs[more]) - decision.slack
        if saving > 0 && values.loses(lessThan: saving, exchanging: less, for: more) {
          dominators[less].formUnion(singles[more])
          hasDominators = true
        }
      }
    }
  }
}

extension DecisionObserver {
  /// Reports sets that were not evaluated, unless the observer is silent.
  @inline(__always)
  fileprivate mutating func leftOut(_ count: @autoclosure () -> Int) {
    if !Self.isSilent {
      let count = count()
      if count > 0 { boundedOut(count) }
    }
  }
}
