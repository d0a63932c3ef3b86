import Glibc
import Mathematics
import Traces

/// Chooses the thresholds of a cascade for a budget on the tuning part (method, section 6).
///
/// The settings compared are a family with one parameter, the price of a unit of cost. At a price the thresholds follow
/// backwards from the last step: what going on gains over stopping is regressed on the estimate that the threshold is
/// compared with, and the threshold is where the line crosses 0. A line has two numbers to learn, so hundreds of queries
/// are enough where the best vector of thresholds would be the luckiest one.
///
/// Of the settings within the budget the one of the best quality is taken, which need not spend it. A setting that some
/// cheaper one beats on the tuning part is never taken.
struct ThresholdTuner: Tuner {
  /// A vector of thresholds and what it does on the tuning part.
  struct Setting {
    var thresholds: [Double]
    var cost: Double
    /// The true mean quality.
    var quality: Double
    /// The mean of what the estimates say of the answers given.
    var estimate: Double
    /// What settings are compared by: a mean of both halves the luck in the true one.
    var merit: Double { (quality + estimate) / 2 }
  }

  /// Ascending in cost and in quality.
  private let settings: [Setting]

  init(_ fitted: FittedTraces, task: TaskContext) throws(RoutingError) {
    do {
      let chain = try ChainOutcomes(fitted, rows: fitted.data.tuningRows, task: task)
      settings = Self.unbeaten(try chain.settings(task))
    } catch {
      throw .cancelled
    }
  }

  private static func unbeaten(_ settings: [Setting]) -> [Setting] {
    var result: [Setting] = []
    for setting in settings.sorted(by: { ($0.cost, -$0.quality, -$0.merit) < ($1.cost, -$1.quality, -$1.merit) }) {
      if let last = result.last, setting.quality < last.quality - 1e-12 || setting.cost == last.cost { continue }
      result.append(setting)
    }
    return result
  }

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    let slack = 1e-12 * abs(budget ?? 0)
    let within = settings.prefix { $0.cost <= (budget ?? .infinity) + slack }
    // The cheapest of the best.
    var best = settings[0]
    for setting in within.dropFirst() where setting.merit > best.merit + 1e-12 { best = setting }
    return TunedPolicy(
      policy: ThresholdPolicy(thresholds: best.thresholds), budget: budget, thresholds: best.thresholds,
      isReachable: !within.isEmpty)
  }
}

/// What the chain of models in pool order does on some rows, whatever the thresholds.
private struct ChainOutcomes {
  private let modelCount: Int
  private let rowCount: Int
  /// Per row and model of the chain: the estimate of its answer once it is the last that ran.
  private var estimate: [Double] = []
  /// The cost of the chain up to there.
  private var cost: [Double] = []
  private var quality: [Double] = []
  /// Per row, the models of its chain: those offered, in pool order; `nil` where all are.
  private let chains: [[Int]]?
  /// The quality that the estimate stands for: its regression line on these rows.
  private var expected: [Double] = []
  private let leastCost: Double
  private let greatestCost: Double
  /// What each step decides on.
  private var steps: [Step] = []

  /// The rows that can stop after a step or go on, which do not depend on the price.
  private struct Step {
    var rows: [Int]
    /// Their estimates after the step.
    var estimates: [Double]
    /// The threshold that all estimates of the step's model reach, and one that none does.
    var least: Double
    var beyond: Double
  }

  init(_ fitted: FittedTraces, rows: [Int], task: TaskContext) throws(Cancelled) {
    let data = fitted.data
    let count = data.modelCount
    let means = data.means(of: data.cost, over: rows).filter { $0 > 0 }
    leastCost = means.min() ?? 1
    greatestCost = means.max() ?? 1
    modelCount = count
    rowCount = rows.count
    chains = fitted.estimates.offers.map { offers in rows.map { offers[$0].models } }
    var belief = Belief(modelCount: count)
    for row in rows {
      try task.check()
      fitted.estimates.start(row, &belief)
      var total = 0.0
      for model in 0..<count {
        guard belief.unanswered.contains(model) else {
          estimate.append(.nan)
          cost.append(.nan)
          quality.append(.nan)
          continue
        }
        fitted.estimates.observe(model, row: row, &belief)
        total += data.cost[row * count + model]
        estimate.append(belief.quality[model])
        cost.append(total)
        quality.append(data.quality[row * count + model])
      }
    }
    expected = quality
    for model in 0..<count {
      let places = stride(from: model, to: quality.count, by: count).filter { !quality[$0].isNaN }
      if places.isEmpty { continue }
      let line = LeastSquaresLine(x: places.map { estimate[$0] }, y: places.map { quality[$0] })
      for place in places { expected[place] = line.value(at: estimate[place]) }
    }
    for step in 0..<max(1, count - 1) {
      let all = stride(from: step, to: estimate.count, by: count).map { estimate[$0] }.filter { !$0.isNaN }
      let (low, high) = (all.min() ?? 0, all.max() ?? 0)
      let rows = (0..<rowCount).filter { goesOn($0, after: step) }
      steps.append(
        Step(
          rows: rows, estimates: rows.map { estimate[$0 * count + step] }, least: low,
          beyond: high + max(high - low, 1) * 0x1p-20))
    }
  }

  /// How finely prices are tried at first: so many from where a thousandth of quality pays for the dearest model to where
  /// the cheapest is not worth 100.
  private static let priceCount = 160
  /// How often the step between two prices is halved where settings differ.
  private static let halvings = 6

  /// The settings at all prices; beside them, the chain cut off after each model.
  func settings(_ task: TaskContext) throws(Cancelled) -> [ThresholdTuner.Setting] {
    func priced(at prices: [Double]) throws(Cancelled) -> [ThresholdTuner.Setting] {
      try task.untold.chunks(of: prices.count, size: 1) { setting(thresholds(at: prices[$0.lowerBound])) }
    }
    let (low, high) = (1e-3 / greatestCost, 1e2 / leastCost)
    var prices = [0] + (0...Self.priceCount).map { low * pow(high / low, Double($0) / Double(Self.priceCount)) }
    var found = try priced(at: prices)
    for _ in 0..<Self.halvings {
      // One row more or less can always be told apart.
      let places = prices.indices.dropFirst().filter {
        abs(found[$0].cost - found[$0 - 1].cost) > greatestCost / Double(rowCount)
      }
      if places.isEmpty { break }
      let middles = places.map { (prices[$0] + prices[$0 - 1]) / 2 }
      let between = try priced(at: middles)
      for (index, place) in places.enumerated().reversed() {
        prices.insert(middles[index], at: place)
        found.insert(between[index], at: place)
      }
    }
    let cut = try (0..<modelCount).map { last throws(Cancelled) in
      try task.check()
      return setting(steps.enumerated().map { $0 >= last ? $1.least : $1.beyond })
    }
    return found + cut
  }

  private func thresholds(at price: Double) -> [Double] {
    var thresholds = [Double](repeating: 0, count: max(1, modelCount - 1))
    if modelCount == 1 { return [steps[0].least] }
    func worth(_ place: Int) -> Double { expected[place] - price * cost[place] }
    // What each row is worth if it goes on after the step.
    var onward = (0..<rowCount).map { worth($0 * modelCount + (chains?[$0].last ?? modelCount - 1)) }
    for step in (0..<modelCount - 1).reversed() {
      let (rows, own) = (steps[step].rows, steps[step].estimates)
      let (low, high) = (steps[step].least, steps[step].beyond)
      thresholds[step] = low
      if rows.isEmpty { continue }
      let gains = rows.map { onward[$0] - worth($0 * modelCount + step) }
      let line = LeastSquaresLine(x: own, y: gains)
      thresholds[step] =
        line.slope < 0 ? min(max(-line.intercept / line.slope, low), high) : gains.mean > 0 ? high : low
      for (place, row) in rows.enumerated() where own[place] >= thresholds[step] {
        onward[row] = worth(row * modelCount + step)
      }
    }
    return thresholds
  }

  /// Whether the model of a step is in the chain of a row and another one follows.
  private func goesOn(_ row: Int, after step: Int) -> Bool {
    chains.map { $0[row].contains(step) && $0[row].last != step } ?? true
  }

  /// The model at which a row stops.
  private func end(of row: Int, _ thresholds: [Double]) -> Int {
    func isEnough(_ model: Int) -> Bool { estimate[row * modelCount + model] >= thresholds[model] }
    if let chain = chains?[row] { return chain.dropLast().first(where: isEnough) ?? chain[chain.count - 1] }
    return (0..<modelCount - 1).first(where: isEnough) ?? modelCount - 1
  }

  private func setting(_ thresholds: [Double]) -> ThresholdTuner.Setting {
    var setting = ThresholdTuner.Setting(thresholds: thresholds, cost: 0, quality: 0, estimate: 0)
    for row in 0..<rowCount {
      let place = row * modelCount + end(of: row, thresholds)
      setting.cost += cost[place]
      setting.quality += quality[place]
      setting.estimate += expected[place]
    }
    setting.cost /= Double(rowCount)
    setting.quality /= Double(rowCount)
    setting.estimate /= Double(rowCount)
    return setting
  }
}
