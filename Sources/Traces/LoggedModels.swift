// A log of a router in use has, of most queries, the outcome of the one model that was chosen.

extension TraceSet {
  /// The column with the chance of each model that ran to be chosen for its query.
  public static let propensity = "propensity"

  /// Whether `queries` are those of a log: most with an outcome have that of one model only, and most of the outcomes that are
  /// missing are of models that ran alone on at least three of four of their queries; or, where propensities are recorded, most lack that of some model.
  ///
  /// Models that ran beside others are no log of choices, as in a cascade, which asks another model where one has failed: there,
  /// outcomes of the others tell of the queries on which a model did not run.
  public func isLog(on queries: [Int]) -> Bool {
    if modelCount < 2 { return false }
    let most = hasPropensities ? modelCount - 1 : 1
    var (known, few) = (0, 0)
    var (alone, beside) = ([Int](repeating: 0, count: modelCount), [Int](repeating: 0, count: modelCount))
    for query in queries {
      let count = outcomeCount(of: query, atMost: modelCount)
      if count == 0 { continue }
      known += 1
      if count <= most { few += 1 }
      for model in 0..<modelCount where hasOutcome(at: query * modelCount + model) {
        if count == 1 { alone[model] += 1 } else { beside[model] += 1 }
      }
    }
    if 2 * few <= known { return false }
    if hasPropensities { return true }
    var missing = (alone: 0, beside: 0)
    for model in 0..<modelCount where alone[model] + beside[model] > 0 {
      let count = known - alone[model] - beside[model]
      if alone[model] >= 3 * beside[model] { missing.alone += count } else { missing.beside += count }
    }
    return missing.alone >= missing.beside
  }

  /// How many models have an outcome of `query`, counted up to a limit.
  func outcomeCount(of query: Int, atMost limit: Int) -> Int {
    var count = 0
    for place in query * modelCount..<(query + 1) * modelCount where hasOutcome(at: place) {
      count += 1
      if count == limit { break }
    }
    return count
  }

  /// Whether quality and cost are known at `place` of the tables.
  private func hasOutcome(at place: Int) -> Bool { !quality[place].isNaN && !cost[place].isNaN }

  /// The recorded chance of the model at `place` of the tables; NaN where none is recorded.
  package func propensity(at place: Int) -> Double {
    guard let propensityColumn, case .numbers(let values) = propensityColumn.column.values else { return .nan }
    return values[propensityColumn.isPerQuery ? place / modelCount : place]
  }

  /// The column of propensities. With one model per query some readers take it for a column of queries.
  private var propensityColumn: (column: Column, isPerQuery: Bool)? {
    func numbers(_ column: Column?) -> Column? {
      if case .numbers? = column?.values { column } else { nil }
    }
    return numbers(outcomeColumn(Self.propensity)).map { ($0, false) }
      ?? numbers(queryColumn(Self.propensity)).map { ($0, true) }
  }

  /// Whether propensities are recorded.
  public var hasPropensities: Bool { propensityColumn != nil }
}
