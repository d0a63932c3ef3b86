import Mathematics

/// The best supermodel by size: all sets with one addition, then those with two, and so on.
///
/// The simple form of the search, for `slow`, for `beam`, and for comparison with the reference implementation. Without
/// a beam a set is extended only by models of higher index, so that each set is visited once; lemma 1 then drops a set
/// whose last model lowered the trade-off, with its supersets. A beam extends the sets it kept by every model.
struct LevelwiseSearch<Values: ExpectedMaxEvaluator>: Sendable {
  /// The evaluator of E[max].
  var values: Values
  /// The search ends early, with the best so far, once it is set.
  var flag: CancellationFlag?

  init(modelCount: Int) { values = Values(modelCount: modelCount) }

  /// A set A + `added`, `added` in ascending order.
  private struct Entry {
    var candidate: Candidate
    var added: [Int]
    var parentTradeOff: Double
  }

  mutating func decide<Observer: DecisionObserver>(
    _ belief: Belief, _ problem: SearchProblem, _ options: SearchOptions, observer: inout Observer
  ) -> Candidate {
    var incumbent = Incumbent(rule: problem.rule, lambda: problem.lambda, slack: problem.slack)
    func offer(_ candidate: Candidate) {
      incumbent.offer(
        candidate.models.small, quality: candidate.quality, tradeOff: candidate.tradeOff, costs: belief.cost)
    }
    let start = Candidate(
      belief.answeredSet, quality: values.begin(belief), costs: belief.cost, lambda: problem.lambda)
    if !belief.answered.isEmpty {
      offer(start)
      if !Observer.isSilent { observer.evaluated(start) }
    }
    var level = [Entry(candidate: start, added: [], parentTradeOff: -.infinity)]
    for size in stride(from: 1, through: problem.additions, by: 1) {
      var next: [Entry] = []
      var met = Set<ModelSet>()
      for parent in level {
        if size > 1, let flag, flag.isCancelled { return incumbent.best }
        for model in problem.addable where !parent.added.contains(model) {
          if extendsUpwards(options), let last = parent.added.last, model < last { continue }
          let models = parent.candidate.models.adding(model)
          if !extendsUpwards(options) && !met.insert(models).inserted { continue }
          let added = (parent.added + [model]).sorted()
          let candidate = Candidate(
            models, quality: quality(adding: added), costs: belief.cost, lambda: problem.lambda)
          if !Observer.isSilent { observer.evaluated(candidate) }
          let change = candidate.tradeOff - parent.candidate.tradeOff
          if !parent.candidate.models.isEmpty && isPruned(change, options) {
            if !Observer.isSilent { observer.pruned(models, adding: model, change: change) }
          } else {
            offer(candidate)
            next.append(Entry(candidate: candidate, added: added, parentTradeOff: parent.candidate.tradeOff))
          }
        }
        if let beam = options.beam, options.reference.contains(.beamInsideParents), next.count > beam {
          next = Array(next.sorted { $0.parentTradeOff > $1.parentTradeOff }.prefix(beam))
        }
      }
      if let beam = options.beam, !options.reference.contains(.beamInsideParents), next.count > beam {
        next = Array(next.sorted { isBetter($0.candidate, $1.candidate, problem.rule) }.prefix(beam))
      }
      level = size < problem.additions ? next : []
    }
    return incumbent.best
  }

  private func extendsUpwards(_ options: SearchOptions) -> Bool {
    options.beam == nil || options.reference.contains(.beamInsideParents)
  }

  private func isPruned(_ change: Double, _ options: SearchOptions) -> Bool {
    if options.slow { return false }
    return options.reference.contains(.pruningIgnoresRounding) ? change < 0 : change <= -1e-6
  }

  private mutating func quality(adding models: [Int]) -> Double {
    for level in 0..<models.count - 1 { values.descend(from: level, adding: models[level]) }
    return values.quality(at: models.count - 1, adding: models[models.count - 1])
  }

  /// The order of the beam: that in which candidates win.
  private func isBetter(_ a: Candidate, _ b: Candidate, _ rule: TieRule) -> Bool {
    let (keyA, keyB) = (rounded(a.tradeOff), rounded(b.tradeOff))
    if keyA != keyB { return keyA > keyB }
    if a.cost != b.cost { return rule == .lowestCost ? a.cost < b.cost : a.cost > b.cost }
    return a.models < b.models
  }
}
