/// Receives the decisions of a policy: silent in evaluation, recording in `explain` and `step`. What it does not take in, it
/// ignores.
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

extension DecisionObserver {
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

/// The observer that ignores everything.
public struct SilentObserver: DecisionObserver {
  /// True.
  public static var isSilent: Bool { true }
  /// A field, since the thread sanitizer cannot watch a value of size zero.
  private var padding: UInt8 = 0
  /// A silent observer.
  public init() {}
}
