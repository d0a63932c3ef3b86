import Mathematics
import Routing
import Testing

@Suite struct SupermodelSearchTests {
  static let key = RandomKey(seed: 11, purpose: "search tests")

  /// Every superset of A within the depth, with its computed quality, in the plainest way.
  private func candidates(_ problem: RandomProblem, _ options: SearchOptions) -> [Candidate] {
    let belief = problem.belief
    let count = belief.modelCount
    let expected = ExpectedMaximum(belief, options: options)
    let depth = min(options.maxDepth ?? count, options.greedy ? belief.answered.count + 1 : count)
    var found: [Candidate] = []
    for mask in 1..<1 << count {
      let members = (0..<count).filter { mask >> $0 & 1 == 1 }
      let isSuperset = belief.answered.allSatisfy(members.contains)
      let added = members.filter { !belief.answered.contains($0) }
      let highest = belief.answered.max() ?? -1
      if !isSuperset || (members.count > depth && !added.isEmpty) { continue }
      if options.fixedOrder && added.contains(where: { $0 < highest }) { continue }
      var cost = 0.0
      for member in members { cost += belief.cost[member] }
      let quality =
        options.noExpect ? members.map { belief.quality[$0] }.max() ?? 0 : expected(of: ModelSet(members))
      found.append(
        Candidate(
          models: ModelSet(members), quality: quality, cost: cost, tradeOff: quality - problem.lambda * cost))
    }
    return found
  }

  private func key(_ candidate: Candidate) -> Double { (candidate.tradeOff * 1e6).rounded() }

  private func winner(_ candidates: [Candidate], _ rule: TieRule) -> Candidate {
    let top = candidates.map(key).max() ?? 0
    let tied = candidates.filter { key($0) == top }
    let cost = rule == .cheap ? tied.map(\.cost).min() : tied.map(\.cost).max()
    let equal = tied.filter { $0.cost == cost }
    let fewest = equal.map(\.models.count).min()
    return equal.filter { $0.models.count == fewest }.min { $0.models < $1.models } ?? candidates[0]
  }

  private func problems(_ kind: RandomProblem.Kind, count: Int) -> [RandomProblem] {
    (0..<count).map { index in
      let modelCount = 2 + index % 7
      return RandomProblem(
        kind, modelCount: modelCount, answeredCount: index / 7 % 4 % modelCount,
        key: Self.key.mixing("\(kind)").mixing(index))
    }
  }

  @Test("Bounds and lemma 1 never change the choice", arguments: RandomProblem.Kind.allCases)
  func exact(kind: RandomProblem.Kind) {
    for (index, problem) in problems(kind, count: 1400).enumerated() {
      var options = SearchOptions(maxDepth: [nil, nil, 1, 2, 3, 5][index % 6])
      options.fixedOrder = index % 5 == 4
      options.noExpect = index % 11 == 10
      if problem.belief.answered.count >= options.maxDepth ?? 99 { continue }
      let all = candidates(problem, options)
      for rule in TieRule.allCases {
        let policy = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options)
        let watched = policy.watched(problem.belief, rule: rule)
        let best = winner(all, rule)
        #expect(watched.best?.models == best.models, "\(kind) \(index) \(rule)")
        #expect(abs((watched.best?.tradeOff ?? 0) - best.tradeOff) < 1e-12)
        #expect(policy.decision(problem.belief, rule: rule) == watched.next)
        #expect(watched.evaluated.count + watched.boundedOut <= all.count)
        if watched.pruned.isEmpty {
          #expect(watched.evaluated.count + watched.boundedOut == all.count, "\(kind) \(index) \(rule)")
        }
      }
    }
  }

  @Test("`slow` evaluates every set and chooses the same", arguments: RandomProblem.Kind.allCases)
  func slow(kind: RandomProblem.Kind) {
    for (index, problem) in problems(kind, count: 210).enumerated() {
      var options = SearchOptions()
      options.slow = true
      let all = candidates(problem, options)
      let watched = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(problem.belief)
      #expect(watched.best?.models == winner(all, .cheap).models, "\(kind) \(index)")
      #expect(watched.evaluated.count == all.count && watched.pruned.isEmpty && watched.boundedOut == 0)
    }
  }

  @Test("The search prunes: over random decisions it evaluates less than a third of the sets")
  func sparing() {
    var evaluated = 0
    var all = 0
    for index in 0..<200 {
      let problem = RandomProblem(.plain, modelCount: 8, answeredCount: 0, key: Self.key.mixing(index))
      evaluated += CascadeRoutingPolicy(lambdas: [problem.lambda]).watched(problem.belief).evaluated.count
      all += 255
    }
    #expect(evaluated * 3 < all)
  }

  @Test("`greedy` is the best of A and A with one more")
  func greedy() {
    for (index, problem) in problems(.plain, count: 210).enumerated() {
      var options = SearchOptions()
      options.greedy = true
      let watched = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(problem.belief)
      #expect(watched.best?.models == winner(candidates(problem, options), .cheap).models, "\(index)")
    }
  }

  @Test("Depth 1 is routing: the single model of best trade-off, then stop", arguments: TieRule.allCases)
  func routing(rule: TieRule) {
    for (index, problem) in problems(.lattice, count: 210).enumerated() {
      let policy = CascadeRoutingPolicy(lambdas: [problem.lambda], options: SearchOptions(maxDepth: 1))
      var belief = problem.belief
      if !belief.answered.isEmpty {
        #expect(policy.decision(belief, rule: rule) == nil)
        continue
      }
      let tradeOffs = zip(belief.quality, belief.cost).map { (($0 - problem.lambda * $1) * 1e6).rounded() }
      let tied = tradeOffs.indices.filter { tradeOffs[$0] == tradeOffs.max() }
      let best = tied.min { a, b in
        let order = rule == .cheap ? 1.0 : -1.0
        return (order * belief.cost[a], a) < (order * belief.cost[b], b)
      }
      #expect(policy.decision(belief, rule: rule) == best, "\(index)")
      belief.ran(best ?? 0)
      #expect(policy.decision(belief, rule: rule) == nil)
    }
  }

  @Test("A beam keeps the best K sets of each size", arguments: [1, 2, 4])
  func beam(width: Int) {
    for (index, problem) in problems(.plain, count: 280).enumerated() {
      var options = SearchOptions()
      options.beam = width
      let watched = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(problem.belief)
      let all = candidates(problem, SearchOptions())
      let answered = problem.belief.answeredSet
      var best = all.filter { $0.models == answered }
      var level = best
      for size in 1...problem.belief.modelCount {
        let open = size == 1 && answered.isEmpty
        let next = all.filter { candidate in
          candidate.models.count == answered.count + size
            && (open || level.contains { candidate.models.isSuperset(of: $0.models) })
        }
        best += next
        let alive = next.filter { candidate in
          open
            || level.allSatisfy {
              !candidate.models.isSuperset(of: $0.models) || candidate.tradeOff - $0.tradeOff > -1e-6
            }
        }
        level = Array(alive.sorted { key($0) > key($1) }.prefix(width))
      }
      #expect(watched.best?.models == winner(best, .cheap).models, "\(index)")
    }
  }

  @Test("A beam as wide as the pool has sets finds the optimum")
  func wideBeam() {
    for problem in problems(.plain, count: 70) {
      var options = SearchOptions()
      options.beam = 1000
      let wide = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(problem.belief)
      let bounded = CascadeRoutingPolicy(lambdas: [problem.lambda]).watched(problem.belief)
      #expect(wide.best?.models == bounded.best?.models)
    }
  }

  @Test("Of the best set runs the member of largest reservation value; in fixed order the first")
  func member() {
    for problem in problems(.plain, count: 420) {
      for fixedOrder in [false, true] {
        var options = SearchOptions()
        options.fixedOrder = fixedOrder
        let belief = problem.belief
        let watched = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(belief)
        let fresh = (watched.best?.models.models ?? []).filter { !belief.hasRun($0) }
        let value = { (model: Int) in
          ReservationValue.gaussian(
            mean: belief.quality[model], sigma: belief.sigma[model], price: problem.lambda * belief.cost[model])
        }
        let expected = fresh.max { a, b in
          (value(a), -belief.cost[a], -a) < (value(b), -belief.cost[b], -b)
        }
        #expect(watched.next == (fixedOrder ? fresh.first : expected))
      }
    }
  }

  @Test("Pruning keeps exact ties: a free model that adds nothing is still weighed")
  func ties() {
    let belief = Belief(quality: [0.5, 0.5, 0.5], cost: [1, 0, 0], sigma: [0, 0, 0])
    let policy = CascadeRoutingPolicy(lambdas: [0])
    #expect(policy.watched(belief, rule: .cheap).best?.models == ModelSet([1]))
    #expect(policy.watched(belief, rule: .dear).best?.models == ModelSet([0]))
  }

  @Test("A loss too small for the rounding prunes only in reference mode")
  func pruningAndRounding() {
    // Nobody adds anything to the others, at a price of 1e-7: all trade-offs round alike, and the dear rule takes two.
    let belief = Belief(quality: [0.5, 0.5, 0.5], cost: [4e-7, 4e-7, 0], sigma: [0, 0, 0])
    var options = SearchOptions()
    let policy = CascadeRoutingPolicy(lambdas: [0.25], options: options)
    #expect(policy.watched(belief, rule: .dear).best?.models == ModelSet([0, 1]))
    options.reference = .pruningIgnoresRounding
    let faulty = CascadeRoutingPolicy(lambdas: [0.25], options: options).watched(belief, rule: .dear)
    #expect(faulty.best?.models == ModelSet([0]) && faulty.pruned.contains { $0.set == ModelSet([0, 1]) })
    #expect(!faulty.evaluated.contains { $0.models == ModelSet([0, 1, 2]) })
  }
}
