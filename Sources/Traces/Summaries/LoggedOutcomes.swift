import Mathematics

/// What each model is worth on each query of a log, whichever model the log chose: doubly robust.
///
/// The model that served a query had the chance p of being chosen, its *propensity*. What to expect of a model, m, is a
/// regression of its own outcomes on what is known of queries beforehand; no outcome reaches its own m. A model that served
/// is worth m + (outcome - m)/p, any other m. The mean of that over queries is right if either p or m is, and so is the mean
/// value of any policy that runs one model per query (Dudík, Langford, Li 2011; method, section 9).
///
/// Where no propensities are recorded, p is the share of the model in the query's group, with one query more for each model.
public struct LoggedOutcomes: Sendable {
  /// The quality that each model is worth, laid out like that of the dataset; it may leave [0, 1].
  public let quality: [Double]
  /// The cost that each model is worth, laid out alike.
  public let cost: [Double]
  /// 1/p of each outcome, laid out alike; 0 where the model did not serve.
  public let weights: [Double]
  /// Whether the propensities of all outcomes are recorded.
  public let hasPropensities: Bool
  /// Whether the queries have groups.
  public let hasGroups: Bool
  /// The group of each row, from 0.
  public let groups: [Int]
  /// The names of the groups.
  public let groupNames: [String]
  /// The weight that no outcome exceeds.
  public var weightLimit: Double { hasPropensities ? Self.recordedLimit : AdjustedOutcomes.weightLimit }

  /// The greatest weight where propensities are recorded: exploring 5% among up to five models is within it.
  public static let recordedLimit = 100.0

  /// What the models of a log are worth.
  ///
  /// - Parameters:
  ///   - data: the rows with the outcomes that were recorded.
  ///   - task: cancellation of the computation.
  /// - Throws: `TraceError.invalidPropensity`, `TraceError.cancelled`.
  init(_ data: Dataset, task: TaskContext) throws(TraceError) {
    let (count, width) = (data.count, data.modelCount)
    let column = data.traces.queryColumn("group")
    let codes = column?.groups(of: data.queryIndices) ?? [Int](repeating: 0, count: count)
    let texts = Set(data.queryIndices.compactMap { column?.text(at: $0) }).sorted()
    groups = codes
    groupNames = texts + (codes.contains(texts.count) ? ["no group"] : [])
    hasGroups = groupNames.count > 1
    var weights = [Double](repeating: 0, count: count * width)
    var hasAll = true
    var shares: [[Double]]?
    for row in 0..<count {
      for model in 0..<width where data.isOffered(model, on: row) {
        var chance = data.traces.propensity(
          at: data.queryIndices[row] * data.traces.modelCount + data.modelIndices[model])
        if chance.isNaN {
          hasAll = false
          let known = shares ?? Self.shares(data, codes, groupCount: groupNames.count)
          shares = known
          chance = known[codes[row]][model]
        }
        guard chance > 0, chance <= 1 else { throw .invalidPropensity(query: data.queryID(row), found: chance) }
        weights[row * width + model] = 1 / chance
      }
    }
    hasPropensities = hasAll
    self.weights = weights
    let limit = hasAll ? Self.recordedLimit : AdjustedOutcomes.weightLimit
    let design: DesignMatrix
    do { design = try Self.features(data, task) } catch { throw .cancelled }
    var (quality, cost) = (data.quality, data.cost)
    for model in 0..<width {
      if task.isCancelled { throw .cancelled }
      let own = data.rows(of: model, among: Array(0..<count))
      let seen = DesignMatrix(rows: own.map { Array(design[$0]) })
      func value(_ table: inout [Double], in range: ClosedRange<Double>) {
        func bounded(_ value: Double) -> Double { min(max(value, range.lowerBound), range.upperBound) }
        let targets = own.map { table[$0 * width + model] }
        let expected = RidgeRegression(seen, targets: targets)
        let outside = expected.valuesWithoutOwnRow(seen, targets: targets, ridge: 1)
        for row in 0..<count where weights[row * width + model] == 0 {
          table[row * width + model] = bounded(expected.value(at: design[row]))
        }
        for (place, row) in own.enumerated() {
          let without = bounded(outside[place])
          table[row * width + model] =
            without + min(weights[row * width + model], limit) * (targets[place] - without)
        }
      }
      value(&quality, in: 0...1)
      value(&cost, in: 0...Double.infinity)
    }
    self.quality = quality
    self.cost = cost
  }

  /// For each group the chance of each model to be chosen: its share, with one query more for each model of the traces.
  private static func shares(_ data: Dataset, _ groups: [Int], groupCount: Int) -> [[Double]] {
    var (served, sizes) = (
      [[Double]](repeating: [Double](repeating: 1, count: data.modelCount), count: max(1, groupCount)),
      [Double](repeating: Double(data.traces.modelCount), count: max(1, groupCount))
    )
    for row in 0..<data.count {
      sizes[groups[row]] += 1
      for model in 0..<data.modelCount where data.isOffered(model, on: row) { served[groups[row]][model] += 1 }
    }
    return zip(served, sizes).map { counts, size in counts.map { $0 / size } }
  }

  /// What is known of queries beforehand, each feature with mean 0 and variance 1; one without effect where nothing is.
  private static func features(_ data: Dataset, _ task: TaskContext) throws(Cancelled) -> DesignMatrix {
    let columns = try QueryFeatures(data, task: task.untold).features.map { feature in
      let standardisation = Standardisation(of: feature.values)
      return feature.values.map { standardisation($0) }
    }
    if columns.isEmpty {
      return DesignMatrix(values: [Double](repeating: 0, count: data.count), width: 1, rowCount: data.count)
    }
    return DesignMatrix(rows: (0..<data.count).map { row in columns.map { $0[row] } })
  }
}
