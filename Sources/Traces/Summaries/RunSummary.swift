/// What repeated runs tell of some outcomes: how much a single run varies, and how good the best choice is without the luck
/// of the run that it is chosen by (method, section 9).
public struct RunSummary: Sendable {
  /// The number of outcomes.
  public let outcomeCount: Int
  /// The number of runs behind them.
  public let runCount: Int
  /// The most runs of one outcome.
  public let greatestCount: Int
  /// The standard deviation of the quality of one run about the mean of its query and model; NaN where none has two runs.
  public let deviation: Double
  /// The model that is best by all runs but one, counted on that one: mean quality and mean cost over the queries of which
  /// every recorded model has two runs or more, and their share.
  public let oracle: (quality: Double, cost: Double, share: Double)

  /// The summary of a selection; `nil` where none of its outcomes has several runs.
  public init?(_ traces: TraceSet, on selection: OutcomeSelection) {
    guard let runs = traces.runs else { return nil }
    let models = selection.models.compactMap { traces.models.firstIndex(of: $0) }
    var (outcomeCount, runCount, greatestCount) = (0, 0, 0)
    var (squares, freedom) = (0.0, 0)
    var (quality, cost, count) = (0.0, 0.0, 0)
    for query in selection.queries {
      let cells = models.map { query * traces.modelCount + $0 }.filter { !runs[$0].isEmpty }
      for cell in cells {
        let own = runs[cell]
        let mean = own.reduce(0, +) / Double(own.count)
        outcomeCount += 1
        runCount += own.count
        greatestCount = max(greatestCount, own.count)
        freedom += own.count - 1
        squares += own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      }
      guard let rounds = cells.map({ runs[$0].count }).min(), rounds > 1 else { continue }
      count += 1
      for round in 0..<rounds {
        let chosen = Self.best(of: cells, without: round, runs, traces.cost)
        quality += runs[chosen][runs[chosen].startIndex + round] / Double(rounds)
        cost += traces.cost[chosen] / Double(rounds)
      }
    }
    guard freedom > 0 else { return nil }
    self.outcomeCount = outcomeCount
    self.runCount = runCount
    self.greatestCount = greatestCount
    deviation = (squares / Double(freedom)).squareRoot()
    oracle = (quality / Double(count), cost / Double(count), Double(count) / Double(selection.queryCount))
  }

  /// The cheapest of the cells with the highest mean over all runs but one.
  private static func best(of cells: [Int], without round: Int, _ runs: RepeatedRuns, _ cost: [Double]) -> Int {
    let means = cells.map { cell in
      let own = runs[cell]
      let others = own.indices.filter { $0 != own.startIndex + round }
      return others.reduce(0) { $0 + own[$1] } / Double(others.count)
    }
    // The same numbers in another order have another sum in their last digit.
    let greatest = means.max()!
    let tied = cells.indices.filter { means[$0] >= greatest - 1e-12 * abs(greatest) }
    return cells[tied.min { (cost[cells[$0]], $0) < (cost[cells[$1]], $1) }!]
  }
}
