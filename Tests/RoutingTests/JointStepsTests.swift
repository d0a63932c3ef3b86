import Glibc
import Mathematics
import Routing
import Testing

@Suite struct JointStepsTests {
  private static let key = RandomKey(seed: 13, purpose: "joint steps tests")

  /// Estimates of sixteen queries after every set of runs, drawn at random.
  private static func estimate(_ query: Int, _ model: Int, _ given: ModelSet, _ key: RandomKey) -> Double {
    0.02 + 0.96 * key.mixing(query).mixing(model).mixing(given.models.map(String.init).joined(separator: ",")).uniform
  }

  private static func belief(_ index: Int, answered: [Int] = []) -> (belief: Belief, key: RandomKey) {
    let key = Self.key.mixing(index)
    let count = 3 + index % 2
    let joint = JointSteps(scale: .logOdds, queryCount: 16) { model, given in
      (0..<16).map { estimate($0, model, given, key) }
    }
    var belief = Belief(
      quality: (0..<count).map { 0.05 + 0.9 * key.mixing("mean").mixing($0).uniform },
      cost: (0..<count).map { 0.01 + 0.2 * key.mixing("cost").mixing($0).uniform },
      sigma: [Double](repeating: 0.2, count: count), answered: answered)
    let own = (0..<count).map { model in
      answered.contains(model)
        ? []
        : (0..<16).map { query -> Double in
          let before = estimate(query, model, ModelSet(answered), key)
          let after = estimate(query, model, ModelSet(answered + [model]), key)
          return log(after / (1 - after)) - log(before / (1 - before))
        }
    }
    belief.prospect = .steps(StepModel(scale: .logOdds, own: own, joint: joint))
    return (belief, key)
  }

  /// E[max] as it is defined, query by query, the shift found by bisection.
  private static func expected(_ belief: Belief, _ set: ModelSet, _ key: RandomKey) -> Double {
    let rows = set.models.map { model -> [Double] in
      let steps = (0..<16).map { query -> Double in
        let (before, after) = (
          estimate(query, model, belief.answeredSet, key), estimate(query, model, set, key)
        )
        return log(after / (1 - after)) - log(before / (1 - before))
      }
      var (low, high) = (-60.0, 60.0)
      for _ in 0..<200 {
        let middle = (low + high) / 2
        if steps.map({ 1 / (1 + exp(-middle - $0)) }).mean < belief.quality[model] {
          low = middle
        } else {
          high = middle
        }
      }
      return steps.map { 1 / (1 + exp(-low - $0)) }
    }
    return (0..<16).map { query in rows.map { $0[query] }.max()! }.mean
  }

  private static func sets(_ count: Int, containing answered: ModelSet) -> [ModelSet] {
    (1..<1 << count).map { mask in ModelSet((0..<count).filter { mask >> $0 & 1 == 1 }) }
      .filter { $0.isSuperset(of: answered) }
  }

  @Test("E[max] is the mean over queries of the greatest estimate", arguments: 0..<20)
  func definition(index: Int) {
    let answered = index % 3 == 0 ? [] : [index % 3]
    let (belief, key) = Self.belief(index, answered: answered)
    let maximum = ExpectedMaximum(belief)
    for set in Self.sets(belief.modelCount, containing: belief.answeredSet) {
      let value = maximum(of: set)
      #expect(value < 1)
      if set == belief.answeredSet {
        #expect(value == belief.quality[belief.bestAnswered])
      } else {
        #expect(abs(value - Self.expected(belief, set, key)) < 1e-9)
      }
    }
  }

  @Test("The search takes the best of all sets; tables say the same at every price", arguments: 0..<20)
  func search(index: Int) {
    let answered = index % 2 == 0 ? [] : [index % 3]
    let (belief, key) = Self.belief(index, answered: answered)
    var table = PriceTable()
    var scratch = CascadeRoutingPolicy(lambdas: [1]).makeScratch(modelCount: belief.modelCount)
    CascadeRoutingPolicy(lambdas: [1]).tabulate(belief, scratch: &scratch, table: &table)
    var (tabulated, tried) = (0, 0)
    for lambda in [0.01, 0.1, 0.3, 0.7, 1, 2, 5, 20] {
      let policy = CascadeRoutingPolicy(lambdas: [lambda])
      let sets = Self.sets(belief.modelCount, containing: belief.answeredSet)
      func tradeOff(_ set: ModelSet) -> Double {
        let cost = set.models.reduce(0) { $0 + belief.cost[$1] }
        let quality =
          set == belief.answeredSet ? belief.quality[belief.bestAnswered] : Self.expected(belief, set, key)
        return quality - lambda * cost
      }
      let best = sets.max { tradeOff($0) < tradeOff($1) }!
      let watched = policy.watched(belief)
      #expect(watched.best?.models == best)
      let next = policy.decision(belief)
      #expect(next == nil ? best == belief.answeredSet : best.contains(next!) && !belief.hasRun(next!))
      let verdict = table.verdict(at: lambda)
      tried += 1
      if verdict != .undetermined {
        tabulated += 1
        #expect(verdict == (next.map { .run($0) } ?? .stop))
      }
    }
    #expect(tabulated > tried / 2)
  }

  @Test("A cascade weighs prefixes by the steps of each") func prefixes() {
    for index in 0..<10 {
      let (belief, key) = Self.belief(index, answered: [0])
      for lambda in [0.05, 0.5, 2.0] {
        let prefixes = (1...belief.modelCount).map { ModelSet(0..<$0) }
        let best = prefixes.max { a, b in
          func tradeOff(_ set: ModelSet) -> Double {
            let quality = set.count == 1 ? belief.quality[0] : Self.expected(belief, set, key)
            return quality - lambda * set.models.reduce(0) { $0 + belief.cost[$1] }
          }
          return tradeOff(a) < tradeOff(b)
        }!
        #expect(CascadePolicy(lambdas: [lambda]).decision(belief) == (best.count == 1 ? nil : 1))
      }
    }
  }

  @Test func queriesComeInEights() {
    #expect(JointSteps.queryCount(of: 300) == 64 && JointSteps.queryCount(of: 29) == 24)
    #expect(JointSteps.queryCount(of: 5) == 8)
  }
}
