// A log of a router in use has, of most queries, the outcome of the one model that was chosen.

extension TraceSet {
  /// The column with the chance of each model that ran to be chosen for its query.
  public static let propensity = "propensity"

  /// Whether most of `queries` that have an outcome have that of one model only, or, where propensities are recorded, lack that
  /// of some model.
  public func isLog(on queries: [Int]) -> Bool {
    if modelCount < 2 { return false }
    let most = hasPropensities ? modelCount - 1 : 1
    var (known, few) = (0, 0)
    for query in queries {
      let count = outcomeCount(of: query, atMost: most + 1)
      if count > 0 { known += 1 }
      if count > 0, count <= most { few += 1 }
    }
    return 2 * few > known
  }

  /// How many models have an outcome of `query`, counted up to a limit.
  func outcomeCount(of query: Int, atMost limit: Int) -> Int {
    var count = 0
    for place in query * modelCount..<(query + 1) * modelCount where !quality[place].isNaN && !cost[place].isNaN {
      count += 1
      if count == limit { break }
    }
    return count
  }

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
