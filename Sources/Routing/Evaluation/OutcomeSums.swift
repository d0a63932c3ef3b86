import Mathematics

/// The outcomes of a policy on many rows, summed over units of rows.
public struct OutcomeSums: Sendable {
  /// The units.
  public let units: RowUnits
  /// The cost of each unit, summed over its rows.
  public let cost: [Double]
  /// The quality of each unit, summed over its rows.
  public let quality: [Double]
  /// How often each model ran.
  public let ran: [Double]
  /// Where rows are the means over several repeats of dealing them into folds: the mean cost and quality of each repeat.
  public let repeatMeans: [(cost: Double, quality: Double)]
  /// How many times as wide as between rows drawn anew the deviations of the means are, see `Outcomes.widening`.
  public let widening: Double

  /// The sums of outcomes, one per row.
  init(_ outcomes: Outcomes, over units: RowUnits) {
    self.init(
      units, cost: units.sums(of: outcomes.cost), quality: units.sums(of: outcomes.quality), ran: outcomes.ran,
      repeatMeans: outcomes.repeatMeans, widening: outcomes.widening)
  }

  init(
    _ units: RowUnits, cost: [Double], quality: [Double], ran: [Double],
    repeatMeans: [(cost: Double, quality: Double)] = [], widening: Double
  ) {
    self.units = units
    self.cost = cost
    self.quality = quality
    self.ran = ran
    self.repeatMeans = repeatMeans
    self.widening = widening
  }

  /// The number of rows.
  public var count: Int { units.rowCount }
  /// The mean cost of a row.
  public var meanCost: Double { cost.sum / Double(count) }
  /// The mean quality of a row.
  public var meanQuality: Double { quality.sum / Double(count) }
  /// The mean number of models run on a row.
  public var depth: Double { ran.sum / Double(count) }
}

extension [TunedPolicy] {
  /// The expected outcomes of each policy, summed over units of rows, in one pass.
  package func sums(
    on rows: [Int], units: RowUnits, of fitted: FittedTraces, task: TaskContext
  ) throws(RoutingError) -> [OutcomeSums] {
    if units.areRows || !fitted.folds.isEmpty || fitted.data.standInShare(on: rows) > 0 {
      return try outcomes(on: rows, of: fitted, task: task).map { OutcomeSums($0, over: units) }
    }
    let variants = flatMap(\.variants)
    // Enough rows in a chunk that its sums, not the counts of models, are most of what it yields.
    let size = Swift.max(1, 512 * units.count / units.rowCount)
    let chunks = try variants.outcomes(on: units.ordered(rows), of: fitted, count: units.count, size: size, task: task)
    {
      units.places(of: $0)
    } reduce: { chunk, outcomes in
      self.sums(of: outcomes, units, chunk)
    }
    let modelCount = fitted.data.modelCount
    var ran = variants.map { _ in [Double](repeating: 0, count: modelCount) }
    var (cost, quality) = (map { _ in [Double]() }, map { _ in [Double]() })
    for policy in indices {
      cost[policy].reserveCapacity(units.count)
      quality[policy].reserveCapacity(units.count)
    }
    for chunk in chunks {
      for policy in indices {
        cost[policy] += chunk.cost[policy]
        quality[policy] += chunk.quality[policy]
      }
      for variant in variants.indices {
        for model in 0..<modelCount { ran[variant][model] += chunk.ran[variant][model] }
      }
    }
    var counts = ran[...]
    return enumerated().map { index, tuned in
      let cheap = counts.removeFirst()
      let ran = tuned.gamma == 0 ? cheap : cheap.mixed(with: counts.removeFirst(), share: tuned.gamma)
      return OutcomeSums(units, cost: cost[index], quality: quality[index], ran: ran, widening: 1)
    }
  }

  /// The sums of one chunk of units: of each policy, given the outcomes of its variants row by row.
  private func sums(of outcomes: [Outcomes], _ units: RowUnits, _ chunk: Range<Int>) -> ChunkSums {
    var sums = ChunkSums(ran: outcomes.map(\.ran))
    var rest = outcomes[...]
    let first = units.places(of: chunk).lowerBound
    // Cancelled while it was served: it counts for nothing.
    if outcomes.contains(where: { $0.count < units.places(of: chunk).count }) { return sums }
    for tuned in self {
      let cheap = rest.removeFirst()
      let own = tuned.gamma == 0 ? cheap : cheap.mixed(with: rest.removeFirst(), share: tuned.gamma)
      func sum(_ values: [Double]) -> [Double] {
        chunk.map { unit in units.places(of: unit).reduce(0) { $0 + values[$1 - first] } }
      }
      sums.cost.append(sum(own.cost))
      sums.quality.append(sum(own.quality))
    }
    return sums
  }
}

/// What a chunk of units yields.
private struct ChunkSums: Sendable {
  /// For each policy, the sums of each unit.
  var cost: [[Double]] = []
  var quality: [[Double]] = []
  /// For each variant, how often each model ran.
  var ran: [[Double]]
}
