import Mathematics

/// True quality as a function of estimated quality: on the diagonal where estimates are calibrated.
public struct ReliabilityCurve: Sendable, Equatable {
  /// Answers with similar estimates.
  public struct Bin: Sendable, Equatable {
    /// The mean estimate.
    public var estimate: Double
    /// The mean true quality.
    public var quality: Double
    /// The standard error of the mean true quality.
    public var error: Double
    /// The number of answers.
    public var count: Int
  }

  /// The non-empty bins, in ascending estimate.
  public let bins: [Bin]

  /// The curve over bins of equal mass.
  ///
  /// The edges are quantiles of the estimates (interpolated linearly). An answer on an edge belongs below it, so equal
  /// estimates share a bin and a bin may be empty.
  public init(_ estimates: [Double], _ truths: [Double], binCount: Int = 15) {
    let sorted = estimates.sorted()
    let edges = (1..<max(2, binCount)).prefix(binCount - 1).map { sorted.quantile(Double($0) / Double(binCount)) }
    var members = [[Int]](repeating: [], count: binCount)
    for place in estimates.indices { members[edges.count { $0 < estimates[place] }].append(place) }
    bins = members.filter { !$0.isEmpty }.map { places in
      let qualities = places.map { truths[$0] }
      return Bin(
        estimate: places.map { estimates[$0] }.mean, quality: qualities.mean,
        error: qualities.standardDeviation / Double(places.count).squareRoot(), count: places.count)
    }
  }
}
