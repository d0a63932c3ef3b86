import Mathematics

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
  /// How it decides, for explanations.
  var traits: PolicyTraits { get }
  /// This policy where its decisions depend on a price; `nil` elsewhere.
  var priced: (any PricedPolicy)? { get }
  /// The most that a query may cost: a run that would exceed it is cut off there, and its answer lost; `nil` for no bound.
  var cap: Double? { get }
  /// The outcomes of serving `rows`; see the implementation.
  func evaluate(_ rows: ArraySlice<Int>, of fitted: FittedTraces, rule: TieRule, task: TaskContext) -> Outcomes
  /// The outcomes of serving `rows` under several policies of this kind; see the implementation.
  static func evaluate(
    _ rows: ArraySlice<Int>, of fitted: FittedTraces, under variants: [(policy: Self, rule: TieRule)], task: TaskContext
  ) -> [Outcomes]
  /// The decisions about `rows`; see the implementation.
  func log(_ rows: ArraySlice<Int>, of fitted: FittedTraces, rule: TieRule) -> [DecisionLog]
}

extension Policy {
  /// The answered model with the best final estimate.
  public func answer(_ belief: Belief) -> Int { belief.bestAnswered }

  /// Any models in any order.
  public func reach(modelCount: Int) -> PolicyReach { .subsets(upTo: modelCount) }
}

extension Policy {
  /// Those of a policy that weighs sets of models.
  public var traits: PolicyTraits { PolicyTraits() }

  /// Nothing: it has no price.
  public var priced: (any PricedPolicy)? { nil }

  /// No bound.
  public var cap: Double? { nil }
}

extension Policy where Scratch == Void {
  /// Nothing.
  public func makeScratch(modelCount: Int) {}
}

extension Policy {
  /// Working memory for decisions that end early if `task` is to end; what they choose then counts for nothing.
  func makeScratch(modelCount: Int, task: TaskContext) -> Scratch {
    let scratch = makeScratch(modelCount: modelCount)
    guard var cancellable = scratch as? any CancellableScratch else { return scratch }
    cancellable.watch(task.flag)
    return cancellable as? Scratch ?? scratch
  }
}
