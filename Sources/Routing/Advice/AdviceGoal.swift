import Glibc
import Traces

/// What advice aims at.
public enum AdviceGoal: Sendable, Equatable {
  /// The least cost at the quality of the best single model, of which a share may be lost.
  case within(Double)
  /// The least cost at a quality.
  case quality(Double)
  /// The best quality within a mean cost per query.
  case budget(Double)
}

/// A goal on some queries: a bound on quality or on cost, what a unit of cost is worth, and the single model to beat.
struct AdviceTarget: Sendable {
  /// The quality to aim at; `nil` where the goal is a budget.
  var level: Double?
  /// The quality that the goal allows: below `level` where something may be lost.
  var limit: Double?
  /// The budgets to try, ascending: the last is the goal's where that is a budget.
  var budgets: [Double]
  /// What a unit of cost buys between the cheapest model and the best; 0 where the goal is a budget.
  var price: Double
  /// Whether the least cost is wanted, whatever quality more would buy.
  var isCheapestWanted = false
  /// The single model to beat, by its index; `nil` where none reaches the goal.
  var reference: Int?
  /// The single model to take where there is nothing else: that one, or what comes nearest to the goal.
  var bestSingle: Int

  /// The number of budgets between the cheapest and the dearest that are tried.
  private static let budgetCount = 12

  /// The goal on some rows; where there is a bound on latency, only models that keep to it are to beat, unless none does.
  ///
  /// - Parameters:
  ///   - goal: what to aim at.
  ///   - data: the rows.
  ///   - rows: those to measure on.
  ///   - latency: the latency of each answer, and what 95% of the queries must not exceed.
  init(_ goal: AdviceGoal, of data: Dataset, on rows: [Int], latency: CandidateTuning.Latency?) {
    let inTime = data.models.indices.filter { model in
      guard let latency else { return true }
      return LatencyMetric(rows.map { (latency.table[$0 * data.modelCount + model], 1) }).known95 <= latency.limit
    }
    let means = zip(data.means(of: data.cost, over: rows), data.means(of: data.quality, over: rows))
    self.init(goal, singles: means.map { (cost: $0, quality: $1) }, among: inTime.isEmpty ? nil : inTime)
  }

  /// - Parameters:
  ///   - goal: what to aim at.
  ///   - singles: mean cost and quality of each model, in pool order.
  ///   - candidates: those that may be to beat; `nil` for all.
  init(_ goal: AdviceGoal, singles: [(cost: Double, quality: Double)], among candidates: [Int]? = nil) {
    let among = candidates ?? Array(singles.indices)
    let best = among.max {
      (singles[$0].quality, -singles[$0].cost) < (singles[$1].quality, -singles[$1].cost)
    }!
    let cheapest = singles.map(\.cost).min()!
    bestSingle = best
    switch goal {
    case .budget(let budget):
      level = nil
      budgets = Self.budgets(from: cheapest, to: budget)
      price = 0
      reference = among.filter { Frontier.reaches(budget, singles[$0].cost) }
        .max { (singles[$0].quality, -singles[$0].cost) < (singles[$1].quality, -singles[$1].cost) }
      bestSingle =
        reference ?? among.min {
          (singles[$0].cost, -singles[$0].quality) < (singles[$1].cost, -singles[$1].quality)
        }!
    case .within(let margin):
      // Half of what may be lost is left for the difference between these queries and those to come.
      level = (1 - margin / 2) * singles[best].quality
      limit = (1 - margin) * singles[best].quality
      reference = best
      budgets = Self.budgets(from: cheapest, to: singles[best].cost)
      price = Self.price(from: among.map { singles[$0] }, to: singles[best])
    case .quality(let quality):
      (level, limit, isCheapestWanted) = (quality, quality, true)
      reference = among.filter { Frontier.reaches(singles[$0].quality, quality) }
        .min { (singles[$0].cost, -singles[$0].quality) < (singles[$1].cost, -singles[$1].quality) }
      bestSingle = reference ?? best
      budgets = Self.budgets(from: cheapest, to: reference.map { singles[$0].cost } ?? singles.map(\.cost).reduce(0, +))
      price = Self.price(from: among.map { singles[$0] }, to: singles[best])
    }
  }

  /// What a unit of cost buys between the cheapest model and the best.
  private static func price(
    from singles: [(cost: Double, quality: Double)], to best: (cost: Double, quality: Double)
  ) -> Double {
    let cheapest = singles.min { ($0.cost, -$0.quality) < ($1.cost, -$1.quality) }!
    let (cost, quality) = (best.cost - cheapest.cost, best.quality - cheapest.quality)
    if cost > 0, quality > 0 { return quality / cost }
    return best.cost > 0 ? best.quality / best.cost : 0
  }

  /// Evenly spaced ratios from `low` to `high`.
  private static func budgets(from low: Double, to high: Double) -> [Double] {
    if high <= low * (1 + 1e-9) { return [high] }
    let start = low > 0 ? low : high / 1000
    return (0..<budgetCount).map { place in
      place == budgetCount - 1
        ? high : start * pow(high / start, Double(place) / Double(budgetCount - 1))
    }
  }

  /// Whether outcomes reach the level aimed at, or keep to the budget.
  func isReached(by outcomes: Outcomes) -> Bool { isKept(by: outcomes, level) }

  /// Whether outcomes lose no more than the goal allows, or keep to the budget.
  func isMet(by outcomes: Outcomes) -> Bool { isKept(by: outcomes, limit) }

  private func isKept(by outcomes: Outcomes, _ quality: Double?) -> Bool {
    if let quality { return outcomes.meanQuality >= quality - 1e-9 }
    return outcomes.meanCost <= budgets.last! * (1 + 1e-6)
  }

  /// What an outcome is worth among those that reach the goal: quality less cost at the price of quality, or its cost alone.
  func value(quality: Double, cost: Double) -> Double { isCheapestWanted ? -cost : quality - price * cost }
}
