import Mathematics
import Traces

/// How far a log bears on a policy: on which of its queries it chose as the policy would, and at what weight.
///
/// The weight of a query is the chance that the policy runs the model that the log has, over the chance that the log had to
/// run it; the sum of these where the log has several. The weights of n equal ones count as n queries, those of unequal ones as fewer: (sum w)^2 / sum w^2 (method,
/// section 9).
public struct LogOverlap: Sendable {
  /// What a policy runs on the queries of one group, and what the log has of it.
  public struct Cell: Sendable {
    /// The model, by its place in the pool.
    public let model: Int
    /// The group, by its place among those of the log.
    public let group: Int
    /// How many queries of the group the policy gives to the model, in expectation.
    public fileprivate(set) var chosen = 0.0
    /// To how many of these the log gave it, too.
    public fileprivate(set) var agreeing = 0.0
    /// The weight of these; about as much as was chosen where the propensities are right.
    public fileprivate(set) var weight = 0.0
    /// How many queries of the group the log has with the model.
    public fileprivate(set) var recorded = 0
    /// The sum of the squares of the weights.
    fileprivate var squares = 0.0
    /// How many queries the group has.
    public fileprivate(set) var size = 0

    /// Whether the weights fall short of the queries that they stand for, by more than chance: there are some on which the
    /// log gave the model no chance.
    var fallsShort: Bool { chosen - weight > max(5 * squares.squareRoot(), 0.05 * Double(size)) }

    /// Whether the log never has the model where the policy runs it, and not by chance.
    var isAbsent: Bool {
      let expected = chosen * Double(recorded) / Double(max(1, size))
      return recorded == 0 || agreeing == 0 && expected >= 5
    }
  }

  /// The cells in which the policy or the log has any query, group by group in the order of the pool.
  public let cells: [Cell]
  /// How many queries there are.
  public let queryCount: Int
  /// How many queries of equal weight count as much.
  public let effectiveSize: Double
  /// The share of the weight beyond the limit, which does not count.
  public let cutOff: Double

  /// The least effective size of which a mean says anything.
  public static let leastSize = 30.0
  /// The share of queries whose model may be missing in the log: there, the estimates alone speak.
  public static let negligibleShare = 0.01

  /// The overlap of a policy with the log that `fitted` was made of.
  ///
  /// - Parameters:
  ///   - tuned: a policy that runs one model per query.
  ///   - rows: the rows that it serves.
  ///   - fitted: traces of a log, valued, with estimates.
  ///   - task: cancellation of the computation.
  /// - Throws: `RoutingError.unsuitable` where it runs several models on a query, `RoutingError.cancelled`.
  public init(of tuned: TunedPolicy, on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) {
    let data = fitted.data
    let width = data.modelCount
    var chances = [Double](repeating: 0, count: data.count * width)
    for part in tuned.parts(on: rows, of: fitted) {
      for (rule, share) in [(TieRule.lowestCost, 1 - part.tuned.gamma), (.highestCost, part.tuned.gamma)]
      where share > 0 {
        let paths = try part.tuned.policy.paths(part.rows, of: part.fitted, rule: rule, task: task.untold)
        for (row, path) in zip(part.rows, paths) {
          if path.ran.count != 1 { throw .unsuitable("policy", reason: StrategyKind.refusalOfLogs) }
          chances[row * width + path.ran[0]] += share * part.share
        }
      }
    }
    self.init(models: 0..<width, on: rows, of: data) { chances[$0] }
  }

  /// The overlap of running one model on every query; its cells are those of that model.
  ///
  /// - Parameters:
  ///   - model: the model, by its place in the pool.
  ///   - rows: the rows that it serves.
  ///   - data: traces of a log, valued.
  public init(ofModel model: Int, on rows: [Int], of data: Dataset) {
    self.init(models: model..<model + 1, on: rows, of: data) { _ in 1 }
  }

  /// - Parameter chance: the chance that the policy runs a model on a row, laid out like outcomes.
  private init(models: Range<Int>, on rows: [Int], of data: Dataset, chance: (Int) -> Double) {
    guard let log = data.log else {
      preconditionFailure("a log is valued before a policy's overlap with it is asked")
    }
    let width = data.modelCount
    var cells = log.groupNames.indices.flatMap { group in (0..<width).map { Cell(model: $0, group: group) } }
    var weights: [Double] = []
    var clipped = 0.0
    for row in rows {
      var total = 0.0
      for model in models {
        let (chance, weight) = (chance(row * width + model), log.weights[row * width + model])
        let cell = log.groups[row] * width + model
        cells[cell].chosen += chance
        cells[cell].size += 1
        if weight == 0 { continue }
        cells[cell].recorded += 1
        cells[cell].agreeing += chance
        cells[cell].weight += chance * weight
        cells[cell].squares += chance * weight * chance * weight
        total += chance * weight
        clipped += chance * min(weight, log.weightLimit)
      }
      weights.append(total)
    }
    self.cells = cells.filter { $0.chosen > 0 || $0.recorded > 0 }
    queryCount = rows.count
    effectiveSize = Self.effectiveSize(of: weights)
    let total = weights.sum
    cutOff = total > 0 ? max(0, 1 - clipped / total) : 0
  }

  /// Why the log says too little of the policy; `nil` where it says enough.
  ///
  /// - Parameter data: the traces, for the names of models and groups.
  public func refusal(on data: Dataset) -> String? {
    guard let log = data.log else { return nil }
    func place(_ cell: Cell) -> String {
      data.models[cell.model] + (log.hasGroups ? " in group \(log.groupNames[cell.group])" : "")
    }
    let enough = Self.negligibleShare * Double(queryCount)
    let absent = cells.filter { $0.chosen > enough && $0.isAbsent }.max { $0.chosen < $1.chosen }
    if let absent {
      return
        "the log has no query with \(place(absent)) where the policy runs it, on \(Int(absent.chosen.rounded()).grouped) "
        + "of \(queryCount.grouped) queries: what it is worth there cannot be told"
    }
    if effectiveSize >= Self.leastSize {
      return byModel(count: data.modelCount).first(where: \.fallsShort).map { cell in
        "the log's weights of \(data.models[cell.model]) add up to \(Int(cell.weight.rounded()).grouped) queries where the "
          + "policy runs it on \(Int(cell.chosen.rounded()).grouped): on the others it had no chance, whatever "
          + (log.hasPropensities ? "the recorded propensities say" : "its share is")
      }
    }
    let least = cells.filter { $0.chosen > 0 }.max { $0.chosen - $0.agreeing < $1.chosen - $1.agreeing }
    return
      "the log agrees with the policy on too few queries: they count as \(Int(effectiveSize).grouped), at least "
      + "\(Int(Self.leastSize)) are needed"
      + (least.map {
        "; it lacks most of all \(place($0)), run on \(Int($0.chosen.rounded()).grouped) of \(queryCount.grouped) queries"
      } ?? "")
  }

  /// How many equal weights count as much as these: (sum w)^2 / sum w^2, 0 for none.
  public static func effectiveSize(of weights: some Sequence<Double>) -> Double {
    var (total, squares) = (0.0, 0.0)
    for weight in weights { (total, squares) = (total + weight, squares + weight * weight) }
    return squares > 0 ? total * total / squares : 0
  }

  /// The cells of each of `count` models, over all groups together.
  public func byModel(count: Int) -> [Cell] {
    (0..<count).map { model in Cell(sumOf: cells.filter { $0.model == model }, model: model, group: 0) }
  }

  /// The cells of each of `count` groups, over all models together.
  public func byGroup(count: Int) -> [Cell] {
    (0..<count).map { group in Cell(sumOf: cells.filter { $0.group == group }, model: 0, group: group) }
  }
}

extension LogOverlap.Cell {
  fileprivate init(sumOf cells: [LogOverlap.Cell], model: Int, group: Int) {
    self.init(model: model, group: group)
    for cell in cells {
      chosen += cell.chosen
      agreeing += cell.agreeing
      weight += cell.weight
      squares += cell.squares
      recorded += cell.recorded
      size += cell.size
    }
  }
}
