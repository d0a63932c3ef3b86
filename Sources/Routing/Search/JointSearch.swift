/// The best supermodel where every set has steps of its own: all sets are evaluated.
struct JointSearch: Sendable {
  private var maximum = JointMaximum()

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
    for _ in 0..<problem.additions {
      var larger = extensions(of: level, problem, keepsAll: beam == nil).map {
        admit($0, maximum.quality(of: $0, belief, joint))
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
    for _ in 0..<problem.additions {
      level = extensions(of: level, problem, keepsAll: true)
      all += level
    }
    return values(of: all, belief, joint)
  }

  /// E[max] of each set.
  mutating func values(
    of sets: [ModelSet], _ belief: Belief, _ joint: JointSteps
  ) -> [(models: ModelSet, quality: Double)] {
    sets.map { ($0, maximum.quality(of: $0, belief, joint)) }
  }

  /// The sets with one more model, each once.
  ///
  /// - Parameter keepsAll: whether `sets` are all of their size, so that each set arises by its greatest addition.
  private func extensions(of sets: [ModelSet], _ problem: SearchProblem, keepsAll: Bool) -> [ModelSet] {
    var result: [ModelSet] = []
    var seen: Set<ModelSet> = []
    for set in sets {
      let greatest = problem.addable.last { set.contains($0) } ?? -1
      for model in problem.addable where !set.contains(model) && (!keepsAll || model > greatest) {
        let larger = set.adding(model)
        if keepsAll || seen.insert(larger).inserted { result.append(larger) }
      }
    }
    return result
  }
}
