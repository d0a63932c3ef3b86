/// Options of the search for the best supermodel; the defaults find the optimum of theorem 3.
public struct SearchOptions: Sendable, Hashable {
  /// The maximum number of models in a supermodel; `nil` for no limit.
  public var maxDepth: Int?
  /// Considers only the answered set and each single addition to it.
  public var greedy = false
  /// Uses the greatest estimate for E[max], as if estimates were certain.
  public var noExpect = false
  /// Evaluates every set: no lemma 1, no bounds.
  public var slow = false
  /// Adds only models above the highest that has run, and runs the lowest of the best set first.
  public var fixedOrder = false
  /// Keeps this many sets of each size, those with the highest trade-off, and extends only these.
  public var beam: Int?
  /// For a cascade: values a prefix as its last model.
  public var lastQuality = false
  /// For a cascade: gives the last model's answer instead of the best in hand.
  public var lastAnswer = false
  /// The faults of the reference implementation to repeat.
  public var reference: ReferenceFaults = []
  /// The recorded normal values for `ReferenceFaults.sampleBySize`, with which tests repeat recorded decisions.
  package var normals: NormalTable?

  /// The defaults with the given `maxDepth`.
  public init(maxDepth: Int? = nil) { self.maxDepth = maxDepth }

  /// The depth limit in a pool of `modelCount` models.
  func depth(modelCount: Int) -> Int { min(max(maxDepth ?? modelCount, 1), modelCount) }
}
