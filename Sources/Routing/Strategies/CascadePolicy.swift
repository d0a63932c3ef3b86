/// The optimal cascade: models run in pool order, and each step compares every longer prefix with stopping (theorem 2).
///
/// Method, section 4. Lemma 1 does not prune, because a prefix without an inner model is not a prefix. The first model
/// always runs, so the first price has no effect.
public struct CascadePolicy: Policy {
  /// The price at each step; the last one applies to all later steps.
  public var lambdas: [Double]
  /// `maxDepth`, `noExpect`, `lastQuality`, `lastAnswer` and the reference's faults apply.
  public let options: SearchOptions

  /// The policy with these prices, one per step or one for all.
  public init(lambdas: [Double], options: SearchOptions = SearchOptions()) {
    precondition(!lambdas.isEmpty, "a price")
    self.lambdas = lambdas
    self.options = options
  }

  /// Working memory for a pool of `modelCount` models.
  public func makeScratch(modelCount: Int) -> SearchScratch {
    SearchScratch(modelCount: modelCount, options: options)
  }

  /// The next model in pool order, or `nil` where stopping is best.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout SearchScratch, observer: inout Observer
  ) -> Int? {
    if Observer.isSilent {
      if belief.answered.isEmpty { return belief.unanswered.first }
      var silent = SilentObserver()
      return decide(belief, row, rule, &scratch, &silent)
    }
    return decide(belief, row, rule, &scratch, &observer)
  }

  /// How it decides.
  public var traits: PolicyTraits {
    var traits = PolicyTraits()
    traits.candidateQuality = PolicyTraits.CandidateQuality(options)
    traits.runsInPoolOrder = true
    return traits
  }

  /// The models in pool order.
  public func reach(modelCount: Int) -> PolicyReach { .prefixes(upTo: options.depth(modelCount: modelCount)) }

  /// The model with the best final estimate; with `lastAnswer` the one that ran last.
  public func answer(_ belief: Belief) -> Int {
    options.lastAnswer ? belief.answered[belief.answered.count - 1] : belief.bestAnswered
  }

  private func decide<Observer: DecisionObserver>(
    _ belief: Belief, _ row: Int, _ rule: TieRule, _ scratch: inout SearchScratch, _ observer: inout Observer
  ) -> Int? {
    let lambda = lambdas.price(after: belief.answered.count)
    if !Observer.isSilent { observer.begin(belief, row: row, lambda: lambda) }
    let belief = options.reference.seenByReference(belief)
    let best =
      switch ValuesKind.of(belief, options) {
      case .certain: bestPrefix(belief, lambda, rule, &scratch.certain.values, &observer)
      case .independent: bestPrefix(belief, lambda, rule, &scratch.grid.values, &observer)
      case .correlated: bestPrefix(belief, lambda, rule, &scratch.lanes.values, &observer)
      case .revealed: bestPrefix(belief, lambda, rule, &scratch.success.values, &observer)
      case .stepped(let joint): bestPrefix(belief, lambda, rule, joint, &scratch.joint, &observer)
      case .reference: bestPrefix(belief, lambda, rule, &scratch.sampleLevels.values, &observer)
      }
    let next = best.models.count > belief.answered.count ? belief.unanswered.first : nil
    if !Observer.isSilent { observer.decided(best, next: next) }
    return next
  }

  private func bestPrefix<Values: ExpectedMaxEvaluator, Observer: DecisionObserver>(
    _ belief: Belief, _ lambda: Double, _ rule: TieRule, _ values: inout Values, _ observer: inout Observer
  ) -> Candidate {
    var incumbent = Incumbent(rule: rule, lambda: lambda, slack: .infinity)
    func admit(_ models: ModelSet, _ quality: Double) {
      let candidate = Candidate(models, quality: quality, costs: belief.cost, lambda: lambda)
      incumbent.offer(models.small, quality: quality, tradeOff: candidate.tradeOff, costs: belief.cost)
      if !Observer.isSilent { observer.evaluated(candidate) }
    }
    let first = belief.answered.count
    var models = belief.answeredSet
    let quality = values.begin(belief)
    if first > 0 { admit(models, options.lastQuality ? belief.quality[belief.answered[first - 1]] : quality) }
    var level = 0
    let room = options.depth(modelCount: belief.modelCount) - first
    belief.unanswered.forEach { model in
      if level >= room { return }
      models.insert(model)
      let quality = values.quality(at: level, adding: model)
      admit(models, options.lastQuality ? belief.quality[model] : quality)
      values.descend(from: level, adding: model)
      level += 1
    }
    return incumbent.best
  }

  private func bestPrefix<Observer: DecisionObserver>(
    _ belief: Belief, _ lambda: Double, _ rule: TieRule, _ joint: JointSteps, _ search: inout JointSearch,
    _ observer: inout Observer
  ) -> Candidate {
    var incumbent = Incumbent(rule: rule, lambda: lambda, slack: .infinity)
    for (models, quality) in prefixes(belief, joint, &search) {
      let candidate = Candidate(models, quality: quality, costs: belief.cost, lambda: lambda)
      incumbent.offer(models.small, quality: quality, tradeOff: candidate.tradeOff, costs: belief.cost)
      if !Observer.isSilent { observer.evaluated(candidate) }
    }
    return incumbent.best
  }

  /// What has run and every longer prefix, with what it is worth.
  func prefixes(
    _ belief: Belief, _ joint: JointSteps, _ search: inout JointSearch
  ) -> [(models: ModelSet, quality: Double)] {
    var models = belief.answeredSet
    var sets = models.isEmpty ? [] : [models]
    let room = max(options.depth(modelCount: belief.modelCount) - belief.answered.count, 0)
    for model in belief.unanswered.models.prefix(room) {
      models.insert(model)
      sets.append(models)
    }
    if options.lastQuality { return sets.map { ($0, belief.quality[$0.models[$0.count - 1]]) } }
    return search.values(of: sets, belief, joint)
  }
}

extension CascadePolicy: PricedPolicy {
  /// The cascade with that price at every step.
  public func priced(at lambda: Double) -> CascadePolicy { CascadePolicy(lambdas: [lambda], options: options) }
}

extension CascadePolicy: TabulatedPolicy {
  package var terms: SearchOptions { options }

  package func isTabulated(modelCount: Int) -> Bool {
    options.reference.isEmpty && modelCount <= DecisionTree.modelLimit
  }

  package func price(after steps: Int) -> Double { lambdas.price(after: steps) }

  package func tabulate(
    _ belief: Belief, prices: ClosedRange<Double>, scratch: inout SearchScratch, table: inout PriceTable
  ) {
    if belief.answered.isEmpty, let first = belief.unanswered.first { return table.fill(.run(first)) }
    let prefixes = Prefixes(
      depth: options.depth(modelCount: belief.modelCount), countsLastOnly: options.lastQuality)
    guard belief.answered.count < prefixes.depth, !belief.unanswered.isEmpty else { return table.fill(.stop) }
    scratch.tabulator.begin(belief, prices)
    switch ValuesKind.of(belief, options) {
    case .certain: scratch.tabulator.search(belief, prefixes, &scratch.certain.values)
    case .independent: scratch.tabulator.search(belief, prefixes, &scratch.grid.values)
    case .correlated: scratch.tabulator.search(belief, prefixes, &scratch.lanes.values)
    case .revealed: scratch.tabulator.search(belief, prefixes, &scratch.success.values)
    case .stepped(let joint):
      scratch.tabulator.search(belief, self.prefixes(belief, joint, &scratch.joint))
    case .reference: return table.fill(.undetermined)
    }
    scratch.tabulator.write(into: &table, belief, takesLowest: true)
  }
}
