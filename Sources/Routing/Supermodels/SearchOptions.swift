/// How the best supermodel is looked for; the defaults find the optimum of theorem 3.
public struct SearchOptions: Sendable, Hashable {
  /// The greatest number of models in a supermodel; `nil` for no limit.
  public var maxDepth: Int?
  /// Weighs only the answered set and each single addition to it.
  public var greedy = false
  /// Takes the best of the estimates for E[max], as if they were certain.
  public var noExpect = false
  /// Evaluates every set: no lemma 1, no bounds.
  public var slow = false
  /// Adds only models above the highest that has run, and runs the lowest of the plan first.
  public var fixedOrder = false
  /// Keeps this many sets of each size, those of highest trade-off, and extends only these.
  public var beam: Int?
  /// Of a cascade: takes a prefix for as good as its last model is expected to be.
  public var lastQuality = false
  /// Of a cascade: answers with the last model's answer, not with the best in hand.
  public var lastAnswer = false
  /// Integrates correlated estimates over 16,384 lanes instead of 128: E[max] within 1e-3 instead of 1e-2.
  public var accurate = false
  /// Which faults of the authors' implementation are repeated.
  public var reference: ReferenceFaults = []
  /// The normal values used with `ReferenceFaults.sampleBySize`.
  public var normals: NormalTable?

  /// The defaults, but for `maxDepth`.
  public init(maxDepth: Int? = nil) { self.maxDepth = maxDepth }

  /// The depth limit in a pool of `modelCount` models.
  func depth(modelCount: Int) -> Int { min(max(maxDepth ?? modelCount, 1), modelCount) }
}
