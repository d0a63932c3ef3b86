/// Known faults of the reference implementation, one switch each, for comparison with it.
///
/// Method, section 11. With any fault of the search on, sets are enumerated as there: by size, each extended only by
/// models of higher index.
public struct ReferenceFaults: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: Int
  /// The faults of these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Samples of independent models are scaled by the variance instead of the standard deviation.
  public static let varianceForDeviation = ReferenceFaults(rawValue: 1 << 0)
  /// The member of the best set with the lowest index runs next.
  public static let lowestIndex = ReferenceFaults(rawValue: 1 << 1)
  /// Any decrease of the trade-off prunes, even one that rounding would turn into a tie, and removes the set itself.
  public static let pruningIgnoresRounding = ReferenceFaults(rawValue: 1 << 2)
  /// The beam is cut while the sets of one size are still being collected, and ranks them by their parents.
  public static let beamInsideParents = ReferenceFaults(rawValue: 1 << 3)
  /// Models that have run keep a variance of 1e-6.
  public static let answeredVariance = ReferenceFaults(rawValue: 1 << 4)
  /// E[max] is the mean over a separate sample for every size of set (`SearchOptions.normals`, or a built-in one).
  public static let sampleBySize = ReferenceFaults(rawValue: 1 << 5)

  /// The search per step takes its prices from all of [0, lambda_max] and accepts the best on the tuning part untested.
  public static let searchRangeCollapses = ReferenceFaults(rawValue: 1 << 6)
  /// Routing mixes its tie rules the wrong way round.
  public static let gammaInverted = ReferenceFaults(rawValue: 1 << 7)
  /// Regressions and sigmas use the test rows too.
  public static let fitsOnTest = ReferenceFaults(rawValue: 1 << 8)
  /// Noise is keyed by the text of the prompt, so equal prompts share a draw.
  public static let noiseByPrompt = ReferenceFaults(rawValue: 1 << 9)
  /// Thresholds are searched in [0, 1] only, regardless of the estimates.
  public static let thresholdsFromZeroToOne = ReferenceFaults(rawValue: 1 << 10)

  /// The mean length of a model's answers, before any is seen, is divided by their number twice.
  public static let outputMeanDividedTwice = ReferenceFaults(rawValue: 1 << 11)

  /// The faults of the search for supermodels.
  public static let ofSearch: ReferenceFaults = [
    .varianceForDeviation, .lowestIndex, .pruningIgnoresRounding, .beamInsideParents, .answeredVariance, .sampleBySize,
  ]

  /// All faults.
  public static let all: ReferenceFaults = [
    .ofSearch, .searchRangeCollapses, .gammaInverted, .fitsOnTest, .noiseByPrompt, .thresholdsFromZeroToOne,
    .outputMeanDividedTwice,
  ]

  /// Each switch by its name.
  public static let named: [(name: String, fault: ReferenceFaults)] = [
    ("variance-for-deviation", .varianceForDeviation), ("search-range", .searchRangeCollapses),
    ("gamma-inverted", .gammaInverted), ("output-mean-twice", .outputMeanDividedTwice), ("lowest-index", .lowestIndex),
    ("sample-by-size", .sampleBySize),
    ("fits-on-test", .fitsOnTest), ("answered-variance", .answeredVariance), ("noise-by-prompt", .noiseByPrompt),
    ("pruning-ignores-rounding", .pruningIgnoresRounding), ("thresholds-0-1", .thresholdsFromZeroToOne),
    ("beam-inside-parents", .beamInsideParents),
  ]
}

extension ReferenceFaults {
  /// The belief as in the reference implementation: with `answeredVariance`, models that have run keep variance 1e-6.
  func seenByReference(_ belief: Belief) -> Belief {
    if !contains(.answeredVariance) { return belief }
    var seen = belief
    for model in belief.answered { seen.sigma[model] = 1e-3 }
    return seen
  }
}
