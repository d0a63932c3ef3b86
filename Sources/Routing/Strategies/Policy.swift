import Mathematics

/// The rule for choices with equal trade-off (trade-offs are compared after rounding to 6 decimals).
public enum TieRule: Sendable, CaseIterable {
  /// The one with the lowest estimated cost.
  case lowestCost
  /// The one with the highest estimated cost.
  case highestCost
}

/// A strategy with its parameters chosen: it decides what to do next, given a belief.
///
/// One implementation serves evaluation and explanation: decisions are generic over a `DecisionObserver`, and the
/// silent one costs nothing.
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
  /// The answered sets that it can reach in a pool of `modelCount` models.
  func reach(modelCount: Int) -> PolicyReach
  /// The outcomes of serving `rows`; see the implementation.
  func replay(_ rows: ArraySlice<Int>, of fitted: FittedTraces, rule: TieRule, task: TaskContext) -> Outcomes
  /// The decisions about `rows`; see the implementation.
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

/// Receives the decisions of a policy: silent in evaluation, recording in `explain` and `step`.
public protocol DecisionObserver {
  /// Whether reports are ignored; constant, so that a silent search is compiled without them.
  static var isSilent: Bool { get }
  /// A decision begins, about the query of `row`, with this belief and this price (NaN where there is none).
  mutating func begin(_ belief: Belief, row: Int, lambda: Double)
  /// A candidate was evaluated.
  mutating func evaluated(_ candidate: Candidate)
  /// Lemma 1 pruned `set` and all its supersets, because adding `model` to the rest of it changed the trade-off by
  /// `change` < 0.
  mutating func pruned(_ set: ModelSet, adding model: Int, change: Double)
  /// `count` sets were not evaluated, because a bound showed that none can be best.
  mutating func boundedOut(_ count: Int)
  /// The decision: the candidate that won and the model to run next (`nil` = stop).
  mutating func decided(_ best: Candidate, next: Int?)
}

/// A supermodel that a decision evaluated.
public struct Candidate: Sendable, Equatable {
  /// Its models, including those that have run.
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

/// The observer that ignores everything.
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

/// The trade-off rounded to 6 decimals for comparison, so that values that differ only by rounding errors tie.
func rounded(_ tradeOff: Double) -> Double { (tradeOff * 1e6).rounded() }
