import Routing
import Testing

@Suite struct LevelwiseSearchTests {
  @Test("`slow` evaluates every set and chooses the same", arguments: RandomProblem.Kind.allCases)
  func slow(kind: RandomProblem.Kind) {
    for (index, problem) in RandomProblem.several(kind, count: 210).enumerated() {
      var options = SearchOptions()
      options.slow = true
      let all = EverySet.candidates(problem, options)
      let watched = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(problem.belief)
      #expect(watched.best?.models == EverySet.winner(all, .lowestCost).models, "\(kind) \(index)")
      #expect(watched.evaluated.count == all.count && watched.pruned.isEmpty && watched.boundedOut == 0)
    }
  }

  @Test("A beam keeps the best K sets of each size", arguments: [1, 2, 4])
  func beam(width: Int) {
    for (index, problem) in RandomProblem.several(.plain, count: 280).enumerated() {
      var options = SearchOptions()
      options.beam = width
      let watched = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(problem.belief)
      let all = EverySet.candidates(problem, SearchOptions())
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
        level = Array(alive.sorted { EverySet.key($0) > EverySet.key($1) }.prefix(width))
      }
      #expect(watched.best?.models == EverySet.winner(best, .lowestCost).models, "\(index)")
    }
  }

  @Test("A beam as wide as the pool has sets finds the optimum")
  func wideBeam() {
    for problem in RandomProblem.several(.plain, count: 70) {
      var options = SearchOptions()
      options.beam = 1000
      let wide = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(problem.belief)
      let bounded = CascadeRoutingPolicy(lambdas: [problem.lambda]).watched(problem.belief)
      #expect(wide.best?.models == bounded.best?.models)
    }
  }

  @Test("A loss too small for the rounding prunes only in reference mode")
  func pruningAndRounding() {
    // Nobody adds anything to the others, at a price of 1e-7: all trade-offs round alike, and the high-cost rule takes two.
    let belief = Belief(quality: [0.5, 0.5, 0.5], cost: [4e-7, 4e-7, 0], sigma: [0, 0, 0])
    var options = SearchOptions()
    let policy = CascadeRoutingPolicy(lambdas: [0.25], options: options)
    #expect(policy.watched(belief, rule: .highestCost).best?.models == ModelSet([0, 1]))
    options.reference = .pruningIgnoresRounding
    let faulty = CascadeRoutingPolicy(lambdas: [0.25], options: options).watched(belief, rule: .highestCost)
    #expect(faulty.best?.models == ModelSet([0]) && faulty.pruned.contains { $0.set == ModelSet([0, 1]) })
    #expect(!faulty.evaluated.contains { $0.models == ModelSet([0, 1, 2]) })
  }

  @Test("In reference mode the beam is cut within the parents, and ranks by them")
  func beamInsideParents() {
    // By trade-off: 2 (0.5), 1 (0.4), 0 (0.3). A beam of 1 keeps model 2 and adds each of the others to it. The fault
    // ranks by parents, who at the first level are all nothing, so it keeps model 0, whose sets hold models above it.
    let belief = Belief(quality: [0.3, 0.4, 0.5], cost: [0.01, 0.01, 0.01], sigma: [0.4, 0.4, 0.4])
    var options = SearchOptions(maxDepth: 2)
    options.beam = 1
    let right = CascadeRoutingPolicy(lambdas: [1], options: options).watched(belief).evaluated.map(\.models)
    #expect(right == [[0], [1], [2], [0, 2], [1, 2]].map { ModelSet($0) })
    options.reference = .beamInsideParents
    let faulty = CascadeRoutingPolicy(lambdas: [1], options: options).watched(belief).evaluated.map(\.models)
    #expect(faulty == [[0], [1], [2], [0, 1], [0, 2]].map { ModelSet($0) })
  }

  @Test("The fault ranks the sets of the second size by their parents, not by themselves")
  func rankedByParents() {
    // A = {0}. Parents 1 (better) and 2; a beam of 2 then holds {1, 2} and {1, 3}, children of 1, and drops {2, 3},
    // although that is better than {1, 2}.
    let belief = Belief(
      quality: [0.1, 0.6, 0.5, 0.55, 0.2], cost: [0, 0.01, 0.01, 0.01, 0.01], sigma: [0, 0.01, 0.4, 0.4, 0.01],
      answered: [0])
    var options = SearchOptions(maxDepth: 4)
    options.beam = 2
    options.slow = true
    options.reference = .beamInsideParents
    let sets = CascadeRoutingPolicy(lambdas: [1], options: options).watched(belief).evaluated.map(\.models)
    let expected = [
      [0], [0, 1], [0, 2], [0, 3], [0, 4], [0, 1, 2], [0, 1, 3], [0, 1, 4], [0, 2, 3], [0, 2, 4],
      [0, 1, 2, 3], [0, 1, 2, 4], [0, 1, 3, 4],
    ]
    #expect(sets == expected.map { ModelSet($0) })
  }
}
