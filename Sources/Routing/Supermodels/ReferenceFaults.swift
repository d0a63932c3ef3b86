/// Known faults of the authors' implementation, one switch each, for comparing with it.
///
/// Method, section 11. With any of those on that concern the search, sets are enumerated as there: by size, each extended by models of higher
/// index only.
public struct ReferenceFaults: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: Int
  /// The faults of these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// Samples of independent models are scaled by the variance where the standard deviation is meant.
  public static let varianceForDeviation = ReferenceFaults(rawValue: 1 << 0)
  /// Of the best set's members, the one with the lowest index runs next.
  public static let lowestIndex = ReferenceFaults(rawValue: 1 << 1)
  /// Any decrease of the trade-off prunes, even one that rounding would turn into a tie: the set itself is out, too.
  public static let pruningIgnoresRounding = ReferenceFaults(rawValue: 1 << 2)
  /// The beam is cut to its width while the sets of one size are still being collected, and ranks them by their parents.
  public static let beamInsideParents = ReferenceFaults(rawValue: 1 << 3)
  /// Models that have run keep a variance of 1e-6.
  public static let answeredVariance = ReferenceFaults(rawValue: 1 << 4)
  /// E[max] is the mean over a sample made afresh for every size of set (`SearchOptions.normals`, or one of our own).
  public static let sampleBySize = ReferenceFaults(rawValue: 1 << 5)

  /// The search step by step takes its prices from all of [0, lambda_max] and the best on the tuning part, untested.
  public static let searchRangeCollapses = ReferenceFaults(rawValue: 1 << 6)
  /// Routing mixes its tie rules the wrong way round.
  public static let gammaInverted = ReferenceFaults(rawValue: 1 << 7)
  /// Regressions and sigmas see the test rows too.
  public static let fitsOnTest = ReferenceFaults(rawValue: 1 << 8)
  /// Noise belongs to the text of the prompt, so that equal prompts share a draw.
  public static let noiseByPrompt = ReferenceFaults(rawValue: 1 << 9)
  /// Thresholds are looked for in [0, 1] only, whatever the estimates.
  public static let thresholdsFromZeroToOne = ReferenceFaults(rawValue: 1 << 10)

  /// The mean length of a model's answers, before any is seen, is divided by their number twice.
  public static let outputMeanDividedTwice = ReferenceFaults(rawValue: 1 << 11)

  /// Those that concern the search for supermodels.
  public static let ofSearch: ReferenceFaults = [
    .varianceForDeviation, .lowestIndex, .pruningIgnoresRounding, .beamInsideParents, .answeredVariance, .sampleBySize,
  ]

  /// Everything that the authors' implementation does otherwise.
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
