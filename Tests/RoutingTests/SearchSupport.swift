import Mathematics
import Routing

/// An observer that writes everything down.
struct Recorder: DecisionObserver {
  static var isSilent: Bool { false }
  var evaluated: [Candidate] = []
  var pruned: [(set: ModelSet, change: Double)] = []
  var boundedOut = 0
  var best: Candidate?
  var next: Int?

  mutating func evaluated(_ candidate: Candidate) { evaluated.append(candidate) }
  mutating func pruned(_ set: ModelSet, adding model: Int, change: Double) { pruned.append((set, change)) }
  mutating func boundedOut(_ count: Int) { boundedOut += count }
  mutating func decided(_ best: Candidate, next: Int?) {
    self.best = best
    self.next = next
  }
}

extension Policy {
  /// One decision, watched.
  func watched(_ belief: Belief, rule: TieRule = .lowestCost) -> Recorder {
    var recorder = Recorder()
    var scratch = makeScratch(modelCount: belief.modelCount)
    let next = next(belief, row: 0, rule: rule, scratch: &scratch, observer: &recorder)
    precondition(next == recorder.next, "the decision that was reported")
    return recorder
  }

  /// One decision, unwatched.
  func decision(_ belief: Belief, rule: TieRule = .lowestCost) -> Int? {
    var silent = SilentObserver()
    var scratch = makeScratch(modelCount: belief.modelCount)
    return next(belief, row: 0, rule: rule, scratch: &scratch, observer: &silent)
  }
}

extension Belief {
  /// A belief of its parts; models that have run are certain unless `sigma` says otherwise.
  init(quality: [Double], cost: [Double], sigma: [Double], answered: [Int] = [], covariance: Covariance? = nil) {
    self.init(modelCount: quality.count)
    self.quality = quality
    self.cost = cost
    self.sigma = sigma
    self.covariance = covariance
    for model in answered { ran(model) }
  }
}

extension PriceTable {
  /// The decision at `price`.
  func verdict(at price: Double) -> Verdict { verdicts[edges.firstIndex { price <= $0 } ?? verdicts.count - 1] }
}

/// Random decisions for comparing searches.
struct RandomProblem {
  enum Kind: CaseIterable {
    /// Means and deviations as under medium noise.
    case plain
    /// Deviations from 0.002 to 2.
    case uneven
    /// Some unrun models certain.
    case partlyCertain
    /// Means, costs and deviations on a coarse lattice, so that twins and equal trade-offs occur.
    case lattice
    /// All certain, on a coarse lattice: exact ties.
    case certainLattice
    /// Everything within a few millionths: trade-offs that differ by less than their rounding.
    case nearTies
    /// Correlated, with a common factor.
    case correlated
    /// Correlated of rank 2.
    case deficient
    /// Correlated, and further answers move the estimates of models that have run.
    case unsettled
  }

  var belief: Belief
  var lambda: Double

  init(_ kind: Kind, modelCount: Int, answeredCount: Int, key: RandomKey) {
    let uniform = (0..<5).map { column in (0..<modelCount).map { key.mixing(column).mixing($0).uniform } }
    var means = uniform[0].map { 0.1 + 0.8 * $0 }
    var costs = uniform[1].map { 0.0001 + 0.004 * $0 * $0 }
    var sigmas = uniform[2].map { 0.35 + 0.2 * $0 }
    var lambda = key.mixing("lambda").uniform
    lambda = lambda < 0.1 ? 0 : 10 * Double(1 << Int(lambda * 10))
    switch kind {
    case .plain: break
    case .uneven: sigmas = uniform[2].map { 0.002 * (0..<Int($0 * 1000)).reduce(1) { total, _ in total * 1.00693 } }
    case .partlyCertain: sigmas = uniform[2].map { $0 < 0.4 ? 0 : $0 < 0.6 ? 0.01 : 0.5 * $0 }
    case .lattice, .certainLattice:
      means = uniform[0].map { 0.25 * (4 * $0).rounded() }
      costs = uniform[1].map { 0.25 * (3 * $0).rounded() }
      sigmas = uniform[2].map { kind == .lattice ? 0.25 * (2 * $0).rounded() : 0 }
      lambda = [0, 0.125, 0.25, 0.5, 1][Int(key.mixing("price").uniform * 5)]
    case .nearTies:
      means = uniform[0].map { 0.5 + 2e-7 * (4 * $0).rounded() }
      costs = uniform[1].map { 2e-7 * (3 * $0).rounded() }
      sigmas = uniform[2].map { $0 < 0.6 ? 0 : 1e-6 }
      lambda = 1
    case .correlated, .deficient, .unsettled: break
    }
    var order = Array(0..<modelCount)
    var generator = key.mixing("answered").generator
    order.shuffle(using: &generator)
    let answered = Array(order.prefix(answeredCount))
    for model in answered { sigmas[model] *= kind == .unsettled ? 0.5 : 0 }
    var covariance: Covariance?
    if [.correlated, .deficient, .unsettled].contains(kind) {
      covariance = Self.covariance(sigmas, uniform[3], uniform[4], isDeficient: kind == .deficient)
    }
    belief = Belief(quality: means, cost: costs, sigma: sigmas, answered: answered, covariance: covariance)
    self.lambda = lambda
  }

  private static func covariance(_ sigmas: [Double], _ first: [Double], _ second: [Double], isDeficient: Bool)
    -> Covariance
  {
    let count = sigmas.count
    var matrix = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count {
        let (x, y) = (2 * first[i] - 1, 2 * second[i] - 1)
        let (u, v) = (2 * first[j] - 1, 2 * second[j] - 1)
        let correlation =
          isDeficient
          ? (x * u + y * v) / ((x * x + y * y) * (u * u + v * v)).squareRoot()
          : i == j ? 1 : 0.8 * first[i] * first[j]
        matrix[i * count + j] = sigmas[i] * sigmas[j] * correlation
      }
    }
    return Covariance(matrix: matrix, modelCount: count)
  }
}

/// The search in the plainest way: every set, one after the other.
enum EverySet {
  /// Every superset of A within the depth, with its computed quality, in the plainest way.
  static func candidates(_ problem: RandomProblem, _ options: SearchOptions) -> [Candidate] {
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

  static func key(_ candidate: Candidate) -> Double { (candidate.tradeOff * 1e6).rounded() }

  static func winner(_ candidates: [Candidate], _ rule: TieRule) -> Candidate {
    let top = candidates.map(key).max() ?? 0
    let tied = candidates.filter { key($0) == top }
    let cost = rule == .lowestCost ? tied.map(\.cost).min() : tied.map(\.cost).max()
    let equal = tied.filter { $0.cost == cost }
    let fewest = equal.map(\.models.count).min()
    return equal.filter { $0.models.count == fewest }.min { $0.models < $1.models } ?? candidates[0]
  }
}

extension RandomProblem {
  /// A mixed bag of decisions: two to eight models, none to three of them run.
  static func several(_ kind: Kind, count: Int) -> [RandomProblem] {
    let key = RandomKey(seed: 11, purpose: "search tests").mixing("\(kind)")
    return (0..<count).map { index in
      let modelCount = 2 + index % 7
      return RandomProblem(
        kind, modelCount: modelCount, answeredCount: index / 7 % 4 % modelCount, key: key.mixing(index))
    }
  }
}
