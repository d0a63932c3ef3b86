import Mathematics

/// The best supermodel where every set has steps of its own: all sets are evaluated.
struct JointSearch: Sendable {
  /// How many sets are weighed at most in a decision, unless only some of each size are extended: as many as nine models
  /// have. Of larger pools fewer models are added at once; more can run, since the next decision looks as far again.
  static let setLimit = 512

  private var maximum = JointMaximum()
  /// The search ends early, with the best so far, once it is set.
  var flag: CancellationFlag?

  /// The best candidate that contains A.
  ///
  /// - Parameter beam: of each size, only so many sets of the highest trade-off are extended; `nil` for all.
  mutating func best<Observer: DecisionObserver>(
    _ belief: Belief, _ problem: SearchProblem, _ joint: JointSteps, beam: Int?, observer: inout Observer
  ) -> Candidate {
    var incumbent = Incumbent(rule: problem.rule, lambda: problem.lambda, slack: .infinity)
    func admit(_ models: ModelSet, _ quality: Double) -> Candidate {
      let candidate = Candidate(models, quality: quality, costs: belief.cost, lambda: problem.lambda)
      incumbent.offer(models.small, quality: quality, tradeOff: candidate.tradeOff, costs: belief.cost)
      if !Observer.isSilent { observer.evaluated(candidate) }
      return candidate
    }
    if !belief.answered.isEmpty {
      _ = admit(belief.answeredSet, maximum.quality(of: belief.answeredSet, belief, joint))
    }
    var level: [ModelSet] = [belief.answeredSet]
    for _ in 0..<(beam == nil ? additions(problem) : problem.additions) {
      var larger: [Candidate] = []
      for set in extensions(of: level, problem, keepsAll: beam == nil) {
        if let flag, flag.isCancelled { return incumbent.best }
        larger.append(admit(set, maximum.quality(of: set, belief, joint)))
      }
      if let beam, larger.count > beam {
        larger.sort { $0.tradeOff > $1.tradeOff || $0.tradeOff == $1.tradeOff && $0.models < $1.models }
        larger.removeLast(larger.count - beam)
      }
      level = larger.map(\.models)
    }
    return incumbent.best
  }

  /// All supersets of A with their E[max].
  mutating func sets(
    _ belief: Belief, _ problem: SearchProblem, _ joint: JointSteps
  ) -> [(models: ModelSet, quality: Double)] {
    var level: [ModelSet] = [belief.answeredSet]
    var all = belief.answered.isEmpty ? [] : level
    for _ in 0..<additions(problem) {
      level = extensions(of: level, problem, keepsAll: true)
      all += level
    }
    return values(of: all, belief, joint)
  }

  /// E[max] of each set.
  mutating func values(
    of sets: [ModelSet], _ belief: Belief, _ joint: JointSteps
  ) -> [(models: ModelSet, quality: Double)] {
    var values: [(models: ModelSet, quality: Double)] = []
    values.reserveCapacity(sets.count)
    for set in sets {
      values.append((set, maximum.quality(of: set, belief, joint)))
      if let flag, flag.isCancelled { break }
    }
    return values
  }

  /// How many models are added at once.
  private func additions(_ problem: SearchProblem) -> Int {
    let most = PolicyReach.depth(modelCount: problem.addable.count, within: Self.setLimit)
    return min(problem.additions, most ?? problem.additions)
  }

  /// The sets with one more model, each once.
  ///
  /// - Parameter keepsAll: whether `sets` are all of their size, so that each set arises by its greatest addition.
  private func extensions(of sets: [ModelSet], _ problem: SearchProblem, keepsAll: Bool) -> [ModelSet] {
    var result: [ModelSet] = []
    var seen: Set<ModelSet> = []
    for set in sets {
      if let flag, flag.isCancelled { break }
      let greatest = problem.addable.last { set.contains($0) } ?? -1
      for model in problem.addable where !set.contains(model) && (!keepsAll || model > greatest) {
        let larger = set.adding(model)
        if keepsAll || seen.insert(larger).inserted { result.append(larger) }
      }
    }
    return result
  }
}
