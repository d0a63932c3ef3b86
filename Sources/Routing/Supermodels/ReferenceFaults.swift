/// Known faults of the authors' implementation that concern the search, one switch each, for comparing with it.
///
/// Method, section 11. With any of them on, sets are enumerated as there: by size, each extended by models of higher
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

  /// Everything that the authors' implementation does otherwise.
  public static let all: ReferenceFaults = [
    .varianceForDeviation, .lowestIndex, .pruningIgnoresRounding, .beamInsideParents, .answeredVariance, .sampleBySize,
  ]
}
