import Mathematics
import Traces

/// The outcomes of a policy on some rows, each served once: the true cost of every model run and the true quality of
/// the answer.
public struct Outcomes: Sendable {
  /// The cost of each row.
  public var cost: [Double] = []
  /// The quality of each row.
  public var quality: [Double] = []
  /// The number of models run, over all rows.
  public var runCount: Double { ran.sum }
  /// How often each model ran.
  public var ran: [Double]
  /// How often each model's answer was given.
  public var answered: [Double]

  /// Where rows are the means over several repeats of dealing them into folds: the mean cost and quality of each repeat.
  public internal(set) var repeatMeans: [(cost: Double, quality: Double)] = []

  /// The share of the outcomes on the rows that stand in for missing ones.
  public internal(set) var standInShare = 0.0

  /// How many times as wide as between rows drawn anew the deviations of the means are: what stands in is one draw of many
  /// that could (Rubin, *Multiple imputation*, 1987), with as much information missing as outcomes are.
  public var widening: Double { ((1 + standInShare) / (1 - standInShare)).squareRoot() }

  init(modelCount: Int, capacity: Int = 0) {
    ran = [Double](repeating: 0, count: modelCount)
    answered = ran
    cost.reserveCapacity(capacity)
    quality.reserveCapacity(capacity)
  }

  /// Outcomes that were stored.
  ///
  /// - Parameters:
  ///   - cost: the cost of each row.
  ///   - quality: the quality of each row.
  ///   - ran: how often each model ran.
  ///   - answered: how often each model's answer was given.
  ///   - repeatMeans: the mean cost and quality of each repeat, if there are several.
  package init(
    cost: [Double], quality: [Double], ran: [Double], answered: [Double], repeatMeans: [(cost: Double, quality: Double)]
  ) {
    (self.cost, self.quality, self.ran, self.answered) = (cost, quality, ran, answered)
    self.repeatMeans = repeatMeans
  }

  /// The number of rows.
  public var count: Int { cost.count }
  /// The mean cost.
  public var meanCost: Double { cost.mean }
  /// The mean quality.
  public var meanQuality: Double { quality.mean }
  /// The mean number of models run.
  public var depth: Double { runCount / Double(count) }

  /// Adds a row on which one model ran, whose answer was given.
  mutating func append(model: Int, cost: Double, quality: Double) {
    self.cost.append(cost)
    self.quality.append(quality)
    ran[model] += 1
    answered[model] += 1
  }

  /// Adds a query that was served along `path`; an answer that was lost is nobody's.
  mutating func append(_ path: ServedPath, of row: Int, _ data: Dataset) {
    for model in path.ran { ran[model] += 1 }
    if path.cutOffAt == nil || path.answer != path.ran.last { answered[path.answer] += 1 }
    cost.append(path.cost(row, of: data))
    quality.append(path.quality(row, of: data))
  }

  mutating func append(_ other: Outcomes) {
    cost += other.cost
    quality += other.quality
    for model in ran.indices {
      ran[model] += other.ran[model]
      answered[model] += other.answered[model]
    }
  }

  /// The expectation, row by row, of `other` with probability `share` and of this otherwise.
  func mixed(with other: Outcomes, share: Double) -> Outcomes {
    var result = self
    result.cost = cost.mixed(with: other.cost, share: share)
    result.quality = quality.mixed(with: other.quality, share: share)
    result.ran = ran.mixed(with: other.ran, share: share)
    result.answered = answered.mixed(with: other.answered, share: share)
    return result
  }
}

extension [Double] {
  /// The expectation, value by value, of `other` with probability `share` and of this otherwise.
  func mixed(with other: [Double], share: Double) -> [Double] { zip(self, other).map { (1 - share) * $0 + share * $1 } }
}
