import Mathematics

/// Which of several choices with equal trade-off is taken (trade-offs are compared after rounding to 6 decimals).
public enum TieRule: Sendable, CaseIterable {
  /// The one with the lowest estimated cost.
  case lowestCost
  /// The one with the highest estimated cost.
  case highestCost
}

/// A strategy with its parameters chosen: what to do next, given what is believed.
///
/// One implementation serves measuring and explaining: deciding is generic over a `DecisionObserver`, and the silent one
/// costs nothing.
public protocol Policy: Sendable {
  /// Working memory reused from decision to decision on one thread.
  associatedtype Scratch
  /// Working memory for a pool of `modelCount` models.
  func makeScratch(modelCount: Int) -> Scratch
  /// The model to run next on `row`, or `nil` to stop; never `nil` while nothing has run.
  func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Scratch, observer: inout Observer
  ) -> Int?
  /// The model whose answer is given, one of those that ran.
  func answer(_ belief: Belief) -> Int
  /// Which models may have run, and in which order, when it decides in a pool of `modelCount` models.
  func reach(modelCount: Int) -> PolicyReach
  /// What comes of serving `rows`; see the one implementation.
  func replay(_ rows: ArraySlice<Int>, of fitted: FittedTraces, rule: TieRule, task: TaskContext) -> Outcomes
  /// The decisions about `rows`; see the one implementation.
  func log(_ rows: ArraySlice<Int>, of fitted: FittedTraces, rule: TieRule) -> [DecisionLog]
}

extension Policy {
  /// The answered model with the best final estimate.
  public func answer(_ belief: Belief) -> Int { belief.bestAnswered }

  /// Any models in any order.
  public func reach(modelCount: Int) -> PolicyReach { .subsets(upTo: modelCount) }
}

extension Policy where Scratch == Void {
  /// Nothing.
  public func makeScratch(modelCount: Int) {}
}

/// Who watches the decisions of a policy: nobody when measuring, `explain` and `step` when teaching.
public protocol DecisionObserver {
  /// Whether anything is worth reporting; constant, so that a silent search is compiled without reports.
  static var isSilent: Bool { get }
  /// A decision begins, about the query of `row`, with this belief and this price (NaN where there is none).
  mutating func begin(_ belief: Belief, row: Int, lambda: Double)
  /// A candidate was evaluated.
  mutating func evaluated(_ candidate: Candidate)
  /// `set` and all its supersets were dropped by lemma 1, because adding `model` to the rest of it changed the trade-off by
  /// `change` < 0.
  mutating func pruned(_ set: ModelSet, adding model: Int, change: Double)
  /// `count` sets were not evaluated, because a bound showed that none of them can be best.
  mutating func boundedOut(_ count: Int)
  /// The decision: the candidate that won and the model to run next (`nil` = stop).
  mutating func decided(_ best: Candidate, next: Int?)
}

/// One supermodel that a decision weighed.
public struct Candidate: Sendable, Equatable {
  /// Its models, those already run included.
  public var models: ModelSet
  /// Its estimated quality, E[max].
  public var quality: Double
  /// Its estimated cost: the sum over its models.
  public var cost: Double
  /// `quality - lambda * cost`.
  public var tradeOff: Double

  /// Creates a candidate with the given models, quality, cost and trade-off.
  public init(models: ModelSet, quality: Double, cost: Double, tradeOff: Double) {
    self.models = models
    self.quality = quality
    self.cost = cost
    self.tradeOff = tradeOff
  }
}

/// The observer that sees nothing.
public struct SilentObserver: DecisionObserver {
  /// True.
  public static var isSilent: Bool { true }
  /// A silent observer.
  public init() {}
  /// Does nothing.
  public mutating func begin(_ belief: Belief, row: Int, lambda: Double) {}
  /// Does nothing.
  public mutating func evaluated(_ candidate: Candidate) {}
  /// Does nothing.
  public mutating func pruned(_ set: ModelSet, adding model: Int, change: Double) {}
  /// Does nothing.
  public mutating func boundedOut(_ count: Int) {}
  /// Does nothing.
  public mutating func decided(_ best: Candidate, next: Int?) {}
}

/// The trade-off as it is compared: rounded to 6 decimals, so that values equal but for rounding errors tie.
func rounded(_ tradeOff: Double) -> Double { (tradeOff * 1e6).rounded() }
