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
  typealias Setting = ChainOutcomes.Setting

  /// Ascending in cost and in quality.
  private let settings: [Setting]

  init(_ fitted: FittedTraces, task: TaskContext) throws(RoutingError) {
    do {
      let chain = try ChainOutcomes(fitted, rows: fitted.data.tuningRows, task: task)
      settings = Self.unbeaten(try Self.settings(of: chain, task) + chain.cutSettings)
    } catch {
      throw .cancelled
    }
  }

  /// How finely prices are tried at first: so many from where a thousandth of quality pays for the dearest model to where
  /// the cheapest is not worth 100.
  private static let priceCount = 160
  /// How often the step between two prices is halved where settings differ.
  private static let halvings = 6
  /// Settings whose costs differ by less than this share are near enough: a budget is met to half a percent.
  private static let nearness = 0.005

  /// The settings at all prices.
  private static func settings(of chain: ChainOutcomes, _ task: TaskContext) throws(Cancelled) -> [Setting] {
    let (low, high) = (1e-3 / chain.greatestCost, 1e2 / chain.leastCost)
    let prices = [0] + (0...priceCount).map { low * pow(high / low, Double($0) / Double(priceCount)) }
    // One row more or less can always be told apart.
    let leastGap = chain.greatestCost / Double(chain.rowCount)
    var found = Array(zip(prices, try chain.settings(at: prices, task)))
    for _ in 0..<halvings {
      let gaps = zip(found, found.dropFirst()).map { left, right in
        abs(right.1.cost - left.1.cost) > max(leastGap, nearness * min(left.1.cost, right.1.cost))
      }
      if !gaps.contains(true) { break }
      let middles = gaps.indices.filter { gaps[$0] }.map { (found[$0 + 1].0 + found[$0].0) / 2 }
      var between = zip(middles, try chain.settings(at: middles, task)).makeIterator()
      found = found.indices.flatMap { place in
        [found[place]] + (place < gaps.count && gaps[place] ? between.next().map { [$0] } ?? [] : [])
      }
    }
    return found.map(\.1)
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
