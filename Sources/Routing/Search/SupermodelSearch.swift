import Mathematics

/// The next decision: the best supermodel that contains the answered set, and which member to run (theorem 3).
///
/// Method, section 5. E[max] comes from a grid for independent estimates, from lanes for correlated ones, from products
/// of probabilities where a run reveals the truth, and is the greatest mean for certain estimates.
struct SupermodelSearch: Sendable {
  /// The search options.
  var options: SearchOptions

  private var isByLevel: Bool { options.slow || options.beam != nil || !options.reference.isEmpty }

  /// The candidate with the best trade-off at `lambda`; A itself, not evaluated, at the depth limit.
  func best<Observer: DecisionObserver>(
    _ belief: Belief, lambda: Double, rule: TieRule, scratch: inout SearchScratch, observer: inout Observer
  ) -> Candidate {
    if !belief.answered.isEmpty && belief.answered.count >= options.depth(modelCount: belief.modelCount) {
      let best = belief.quality[belief.bestAnswered]
      return Candidate(belief.answeredSet, quality: best, costs: belief.cost, lambda: lambda)
    }
    let problem = problem(belief, lambda, rule, &scratch)
    switch ValuesKind.of(belief, options) {
    case .certain:
      return isByLevel
        ? scratch.certainLevels.decide(belief, problem, options, observer: &observer)
        : scratch.certain.decide(belief, problem, observer: &observer)
    case .independent:
      return isByLevel
        ? scratch.gridLevels.decide(belief, problem, options, observer: &observer)
        : scratch.grid.decide(belief, problem, observer: &observer)
    case .correlated:
      return isByLevel
        ? scratch.laneLevels.decide(belief, problem, options, observer: &observer)
        : scratch.lanes.decide(belief, problem, observer: &observer)
    case .revealed:
      return isByLevel
        ? scratch.successLevels.decide(belief, problem, options, observer: &observer)
        : scratch.success.decide(belief, problem, observer: &observer)
    case .stepped(let joint):
      return scratch.joint.best(belief, problem, joint, beam: options.beam, observer: &observer)
    case .reference:
      return scratch.sampleLevels.decide(belief, problem, options, observer: &observer)
    }
  }

  /// The member of `best` to run next, or `nil` if all of them have run.
  ///
  /// The one with the largest reservation value at `lambda`; ties go to the lower cost, then the lower index. In fixed
  /// order, and in reference mode, the lowest index.
  func next(_ best: Candidate, _ belief: Belief, lambda: Double) -> Int? {
    let fresh = best.models.subtracting(belief.answeredSet)
    let takesLowest = options.fixedOrder || options.reference.contains(.lowestIndex)
    var chosen: Int?
    var value = -Double.infinity
    fresh.forEach { model in
      guard let rival = chosen else {
        chosen = model
        return
      }
      if takesLowest { return }
      // One value in full, then only those that may exceed it, since comparing is cheaper.
      if value == -.infinity { value = belief.reservationValue(of: rival, lambda: lambda) }
      if case .normal = belief.prospect, !mayExceed(value, model, belief, lambda) { return }
      let own = belief.reservationValue(of: model, lambda: lambda)
      if own > value || (own == value && belief.cost[model] < belief.cost[rival]) { (chosen, value) = (model, own) }
    }
    return chosen
  }

  /// Whether decisions at all prices can be tabulated: not for the level-wise searches.
  func isTabulated(modelCount: Int) -> Bool {
    !isByLevel && modelCount <= SmallModelSet.capacity
  }

  /// Writes the model to run next, or the decision to stop, at every one of `prices`.
  ///
  /// Undetermined where choices are within the rounding of trade-offs, where reservation values are close, at prices at
  /// which even the most expensive model costs less than 1e-4 of quality, and where too many sets are close.
  func tabulate(
    _ belief: Belief, _ prices: ClosedRange<Double>, scratch: inout SearchScratch, table: inout PriceTable
  ) {
    if !belief.answered.isEmpty && belief.answered.count >= options.depth(modelCount: belief.modelCount) {
      return table.fill(.stop)
    }
    let problem = problem(belief, 0, .lowestCost, &scratch)
    scratch.tabulator.begin(belief, prices)
    switch ValuesKind.of(belief, options) {
    case .certain: scratch.tabulator.search(belief, problem, &scratch.certain.values)
    case .independent: scratch.tabulator.search(belief, problem, &scratch.grid.values)
    case .correlated: scratch.tabulator.search(belief, problem, &scratch.lanes.values)
    case .revealed: scratch.tabulator.search(belief, problem, &scratch.success.values)
    case .stepped(let joint): scratch.tabulator.search(belief, scratch.joint.sets(belief, problem, joint))
    case .reference: return table.fill(.undetermined)
    }
    scratch.tabulator.write(into: &table, belief, takesLowest: options.fixedOrder)
  }

  private func mayExceed(_ value: Double, _ model: Int, _ belief: Belief, _ lambda: Double) -> Bool {
    let price = lambda * belief.cost[model]
    if value == .infinity || price <= 0 || belief.sigma[model] == 0 { return true }
    let excess = ReservationValue.gaussianExcess(
      mean: belief.quality[model], sigma: belief.sigma[model], over: value)
    return excess > price * (1 - 1e-9)
  }

  private func problem(
    _ belief: Belief, _ lambda: Double, _ rule: TieRule, _ scratch: inout SearchScratch
  ) -> SearchProblem {
    let answered = belief.answered.count
    var additions = options.depth(modelCount: belief.modelCount) - answered
    if options.greedy { additions = min(additions, 1) }
    var lowest = 0
    if options.fixedOrder, let last = belief.answered.max() { lowest = last + 1 }
    scratch.addable.removeAll(keepingCapacity: true)
    var sigma = 0.0
    var scale = 0.0
    for model in 0..<belief.modelCount {
      if model >= lowest && belief.unanswered.contains(model) { scratch.addable.append(model) }
      sigma = max(sigma, belief.sigma[model])
      scale = max(scale, abs(belief.quality[model]) + abs(lambda * belief.cost[model]))
    }
    return SearchProblem(
      lambda: lambda, rule: rule, additions: min(additions, scratch.addable.count), addable: scratch.addable,
      slack: SearchProblem.slack(sigma: sigma, scale: scale))
  }
}

/// The computation of E[max].
enum ValuesKind {
  case certain, independent, correlated, revealed, reference
  case stepped(JointSteps)

  /// That of a belief under some options. (Not an initializer, which would copy the belief.)
  static func of(_ belief: Belief, _ options: SearchOptions) -> ValuesKind {
    if options.noExpect { return .certain }
    if case .truth = belief.prospect { return .revealed }
    if case .steps(let model) = belief.prospect, let joint = model.joint { return .stepped(joint) }
    if let covariance = belief.covariance { return covariance.isZero ? .certain : .correlated }
    if belief.sigma.allSatisfy({ $0 == 0 }) { return .certain }
    let isSampled = !options.reference.isDisjoint(with: [.sampleBySize, .varianceForDeviation])
    return isSampled ? .reference : .independent
  }
}

/// Working memory of the search, reused from decision to decision on one thread.
public struct SearchScratch: Sendable {
  var addable: [Int] = []
  var tabulator = PriceTableBuilder()
  var certain: BranchAndBound<GreatestMean>
  var grid: BranchAndBound<IndependentGrid>
  var lanes: BranchAndBound<CorrelatedLanes>
  var success: BranchAndBound<SuccessProducts>
  var certainLevels: LevelwiseSearch<GreatestMean>
  var gridLevels: LevelwiseSearch<IndependentGrid>
  var laneLevels: LevelwiseSearch<CorrelatedLanes>
  var successLevels: LevelwiseSearch<SuccessProducts>
  var sampleLevels: LevelwiseSearch<ReferenceSample>
  var joint = JointSearch()

  init(modelCount: Int, options: SearchOptions) {
    certain = BranchAndBound(modelCount: modelCount)
    grid = BranchAndBound(modelCount: modelCount)
    lanes = BranchAndBound(modelCount: modelCount)
    success = BranchAndBound(modelCount: modelCount)
    certainLevels = LevelwiseSearch(modelCount: modelCount)
    gridLevels = LevelwiseSearch(modelCount: modelCount)
    laneLevels = LevelwiseSearch(modelCount: modelCount)
    successLevels = LevelwiseSearch(modelCount: modelCount)
    sampleLevels = LevelwiseSearch(modelCount: modelCount)
    sampleLevels.values.table = options.normals
    sampleLevels.values.usesVariance = options.reference.contains(.varianceForDeviation)
  }
}

extension SearchScratch: CancellableScratch {
  mutating func watch(_ flag: CancellationFlag) {
    (certain.flag, grid.flag, lanes.flag, success.flag) = (flag, flag, flag, flag)
    (certainLevels.flag, gridLevels.flag, laneLevels.flag) = (flag, flag, flag)
    (successLevels.flag, sampleLevels.flag, joint.flag) = (flag, flag, flag)
  }
}
