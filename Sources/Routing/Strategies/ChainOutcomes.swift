import Mathematics
import Traces

/// What the chain of models in pool order does on some rows, whatever the thresholds.
package struct ChainOutcomes: Sendable {
  /// A vector of thresholds and what it does on the rows.
  package struct Setting: Sendable, Equatable {
    package var thresholds: [Double]
    package var cost: Double
    /// The true mean quality.
    package var quality: Double
    /// The mean of what the estimates say of the answers given.
    package var estimate: Double
    /// What settings are compared by: a mean of both halves the luck in the true one.
    var merit: Double { (quality + estimate) / 2 }
  }

  private let modelCount: Int
  package let rowCount: Int
  /// Per row and model of the chain: the estimate of its answer once it is the last that ran.
  private var estimate: [Double] = []
  /// The cost of the chain up to there.
  private var cost: [Double] = []
  private var quality: [Double] = []
  /// Per row, the models of its chain: those offered, in pool order; `nil` where all are.
  private let chains: [[Int]]?
  /// The quality that the estimate stands for: its regression line on these rows.
  private var expected: [Double] = []
  /// The mean cost of the cheapest model that is not free, and of the dearest.
  package let leastCost: Double, greatestCost: Double
  /// What each step decides on.
  private var steps: [Step] = []

  /// The rows that can stop after a step or go on, which do not depend on the price.
  private struct Step {
    var rows: [Int]
    /// Their estimates after the step, and what they cost and are worth if they stop there.
    var estimates: [Double], cost: [Double], expected: [Double]
    var meanEstimate: Double
    /// The sum of the squared deviations of the estimates.
    var variance: Double
    /// The threshold that all estimates of the step's model reach, and one that none does.
    var least: Double, beyond: Double
  }

  /// What the chain does on `rows`.
  package init(_ fitted: FittedTraces, rows: [Int], task: TaskContext) throws(Cancelled) {
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
    for step in 0..<max(1, count - 1) { steps.append(self.step(step)) }
  }

  private func step(_ step: Int) -> Step {
    func column(_ table: [Double], _ rows: [Int]) -> [Double] { rows.map { table[$0 * modelCount + step] } }
    let all = column(estimate, Array(0..<rowCount)).filter { !$0.isNaN }
    let (low, high) = (all.min() ?? 0, all.max() ?? 0)
    // Those whose chain has the model of the step, and another one after it.
    let rows = (0..<rowCount).filter { row in
      chains.map { $0[row].contains(step) && $0[row].last != step } ?? true
    }
    let estimates = column(estimate, rows)
    let mean = estimates.mean
    return Step(
      rows: rows, estimates: estimates, cost: column(cost, rows), expected: column(expected, rows), meanEstimate: mean,
      variance: estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }, least: low,
      beyond: high + max(high - low, 1) * 0x1p-20)
  }
}

extension ChainOutcomes {
  /// So many settings are worked out together, each as if it were alone.
  private typealias Lanes = SIMD8<Double>

  /// A lane for each value; those left over repeat the last.
  private static func lanes(_ values: some Collection<Double>) -> Lanes {
    let values = Array(values)
    var lanes = Lanes()
    for lane in 0..<Lanes.scalarCount { lanes[lane] = values[min(lane, values.count - 1)] }
    return lanes
  }

  /// The settings at some prices of a unit of cost.
  package func settings(at prices: [Double], _ task: TaskContext) throws(Cancelled) -> [Setting] {
    try task.untold.chunks(of: prices.count, size: Lanes.scalarCount) { places in
      settings(thresholds(at: Self.lanes(prices[places])), count: places.count)
    }.flatMap(\.self)
  }

  /// The settings that cut the chain off after each model.
  package var cutSettings: [Setting] {
    stride(from: 0, to: modelCount, by: Lanes.scalarCount).flatMap { first in
      let lasts = first..<min(first + Lanes.scalarCount, modelCount)
      let thresholds = steps.enumerated().map { place, step in
        Self.lanes(lasts.map { place >= $0 ? step.least : step.beyond })
      }
      return settings(thresholds, count: lasts.count)
    }
  }

  /// The threshold of each step at each of some prices: backwards from the last step, where the regression of what going on
  /// gains crosses 0.
  private func thresholds(at price: Lanes) -> [Lanes] {
    var thresholds = steps.map { Lanes(repeating: $0.least) }
    if modelCount == 1 { return thresholds }
    // What each row is worth if it goes on after the step.
    var onward = (0..<rowCount).map { row in
      let place = row * modelCount + (chains?[row].last ?? modelCount - 1)
      return expected[place] - price * cost[place]
    }
    for index in steps.indices.reversed() where !steps[index].rows.isEmpty {
      let step = steps[index]
      func worth(_ place: Int) -> Lanes { step.expected[place] - price * step.cost[place] }
      let places = step.rows.indices
      var sum = Lanes()
      for place in places { sum += onward[step.rows[place]] - worth(place) }
      let mean = sum / Double(places.count)
      var covariance = Lanes()
      for place in places {
        covariance += (step.estimates[place] - step.meanEstimate) * (onward[step.rows[place]] - worth(place) - mean)
      }
      for lane in 0..<Lanes.scalarCount {
        let slope = step.variance > 0 ? covariance[lane] / step.variance : 0
        let crossing = -(mean[lane] - slope * step.meanEstimate) / slope
        thresholds[index][lane] =
          slope < 0 ? min(max(crossing, step.least), step.beyond) : mean[lane] > 0 ? step.beyond : step.least
      }
      let threshold = thresholds[index]
      for place in places {
        onward[step.rows[place]].replace(
          with: worth(place), where: Lanes(repeating: step.estimates[place]) .>= threshold)
      }
    }
    return thresholds
  }

  /// What some vectors of thresholds do, of which the first `count` are wanted.
  private func settings(_ thresholds: [Lanes], count: Int) -> [Setting] {
    var (cost, quality, estimate) = (Lanes(), Lanes(), Lanes())
    let all = ArraySlice(0..<modelCount - 1)
    for row in 0..<rowCount {
      let first = row * modelCount
      // The last model, or the first whose estimate is high enough.
      var end = SIMD8<Int64>(repeating: Int64(chains?[row].last ?? modelCount - 1))
      for step in (chains?[row].dropLast() ?? all).reversed() {
        let isEnough = Lanes(repeating: self.estimate[first + step]) .>= thresholds[step]
        end.replace(with: Int64(step), where: isEnough)
      }
      for lane in 0..<Lanes.scalarCount {
        let place = first + Int(end[lane])
        cost[lane] += self.cost[place]
        quality[lane] += self.quality[place]
        estimate[lane] += expected[place]
      }
    }
    let share = Double(rowCount)
    return (0..<count).map { lane in
      Setting(
        thresholds: thresholds.map { $0[lane] }, cost: cost[lane] / share, quality: quality[lane] / share,
        estimate: estimate[lane] / share)
    }
  }
}
