import Input
import Mathematics

/// What a policy yields on some queries: totals from which means and their standard errors follow, and which add up.
///
/// Means and sums of squared deviations are put together as by Chan, Golub and LeVeque (*Updating formulae and a pairwise
/// algorithm for computing sample variances*, 1979). So a trace set may be measured chunk by chunk; adding the same chunks in the
/// same order gives the same numbers to the last bit.
public struct OutcomeTotals: Sendable, Equatable {
  /// The mean of numbers and the sum of their squared deviations from it.
  public struct Moments: Sendable, Equatable {
    /// The mean.
    public fileprivate(set) var mean = 0.0
    fileprivate var squares = 0.0

    fileprivate init(mean: Double, squares: Double) { (self.mean, self.squares) = (mean, squares) }

    init(_ values: [Double]) {
      let mean = values.isEmpty ? 0 : values.mean
      (self.mean, squares) = (mean, values.map { ($0 - mean) * ($0 - mean) }.sum)
    }

    fileprivate mutating func add(_ other: Moments, _ counts: (own: Int, other: Int)) {
      let (own, added) = (Double(counts.own), Double(counts.other))
      let total = own + added
      if total == 0 { return }
      let change = other.mean - mean
      mean += change * added / total
      squares += other.squares + change * change * own * added / total
    }
  }

  /// The number of queries.
  public private(set) var count: Int
  /// The number of queries left out, which lack an outcome.
  public private(set) var leftOut: Int
  /// The qualities, from 0 to 1.
  public private(set) var quality: Moments
  /// The costs, in the unit of the traces.
  public private(set) var cost: Moments
  /// How often each model ran.
  public private(set) var ran: [Double]
  /// How often each model's answer was given.
  public private(set) var answered: [Double]

  /// The totals of outcomes.
  ///
  /// - Parameters:
  ///   - outcomes: the outcome of each query.
  ///   - leftOut: the number of further queries that could not be served.
  public init(_ outcomes: Outcomes, leftOut: Int) {
    count = outcomes.count
    self.leftOut = leftOut
    (quality, cost) = (Moments(outcomes.quality), Moments(outcomes.cost))
    (ran, answered) = (outcomes.ran, outcomes.answered)
  }

  /// The totals of so many queries, none of which could be served.
  package init(leftOut: Int, modelCount: Int) { self.init(Outcomes(modelCount: modelCount), leftOut: leftOut) }

  /// Adds the totals of other queries, for the same models.
  public mutating func add(_ other: OutcomeTotals) {
    quality.add(other.quality, (count, other.count))
    cost.add(other.cost, (count, other.count))
    count += other.count
    leftOut += other.leftOut
    for model in ran.indices {
      ran[model] += other.ran[model]
      answered[model] += other.answered[model]
    }
  }

  /// A mean with its 95% interval by the normal approximation; unknown below two queries.
  public func interval(of moments: Moments) -> Interval {
    let deviation = count > 1 ? (moments.squares / Double(count - 1) / Double(count)).squareRoot() : .nan
    let width = Normal.quantile(0.975) * deviation
    return Interval(estimate: moments.mean, low: moments.mean - width, high: moments.mean + width)
  }

  /// The mean number of models run on a query.
  public var depth: Double { ran.sum / Double(count) }

  /// The totals, all digits kept.
  public var json: JSONValue {
    func numbers(_ values: [Double]) -> JSONValue { .array(values.map(JSONValue.exactly)) }
    return [
      "count": .integer(count), "left_out": .integer(leftOut), "quality": numbers([quality.mean, quality.squares]),
      "cost": numbers([cost.mean, cost.squares]), "ran": numbers(ran), "answered": numbers(answered),
    ]
  }

  /// Reads totals for so many models.
  ///
  /// - Throws: `JSONShapeError`.
  public init(_ node: JSONNode, modelCount: Int) throws(JSONShapeError) {
    func moments(_ node: JSONNode) throws(JSONShapeError) -> Moments {
      let numbers = try node.exactNumbers(count: 2)
      return Moments(mean: numbers[0], squares: numbers[1])
    }
    count = try node["count"].integer()
    leftOut = try node["left_out"].integer()
    quality = try moments(node["quality"])
    cost = try moments(node["cost"])
    ran = try node["ran"].exactNumbers(count: modelCount)
    answered = try node["answered"].exactNumbers(count: modelCount)
  }
}
