import Glibc
import Mathematics
import Routing

/// Beliefs whose estimates step jointly, drawn at random, and what follows from them by definition.
enum RandomSteps {
  static let key = RandomKey(seed: 13, purpose: "joint steps tests")

  /// Estimates of sixteen queries after every set of runs, drawn at random.
  static func estimate(_ query: Int, _ model: Int, _ given: ModelSet, _ key: RandomKey) -> Double {
    0.02 + 0.96 * key.mixing(query).mixing(model).mixing(given.models.map(String.init).joined(separator: ",")).uniform
  }

  static func belief(_ index: Int, answered: [Int] = [], modelCount: Int? = nil) -> (belief: Belief, key: RandomKey) {
    let key = Self.key.mixing(index)
    let count = modelCount ?? 3 + index % 2
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
  static func expected(_ belief: Belief, _ set: ModelSet, _ key: RandomKey) -> Double {
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

  static func sets(_ count: Int, containing answered: ModelSet) -> [ModelSet] {
    (1..<1 << count).map { mask in ModelSet((0..<count).filter { mask >> $0 & 1 == 1 }) }
      .filter { $0.isSuperset(of: answered) }
  }
}
