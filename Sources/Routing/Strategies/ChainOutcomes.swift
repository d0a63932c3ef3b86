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
  /// Per row and model of the chain, if that is the last that ran: the cost of the chain up to there, the true quality, and
  /// the quality that the estimate stands for, on its regression line on these rows.
  private let ends: [SIMD4<Double>]
  /// Per row, the last model of its chain.
  private let lasts: [Int]
  /// The mean cost of the cheapest model that is not free, and of the dearest.
  package let leastCost: Double, greatestCost: Double
  /// What each step decides on.
  private let steps: [ChainLanes.Step]

  /// What the chain does on `rows`.
  package init(_ fitted: FittedTraces, rows: [Int], task: TaskContext) throws(Cancelled) {
    let data = fitted.data
    let count = data.modelCount
    let means = data.means(of: data.cost, over: rows).filter { $0 > 0 }
    leastCost = means.min() ?? 1
    greatestCost = means.max() ?? 1
    modelCount = count
    rowCount = rows.count
    // Per row, the models of its chain: those offered, in pool order; `nil` where all are.
    let chains = fitted.estimates.offers.map { offers in rows.map { offers[$0].models } }
    lasts = chains.map { $0.map { $0.last ?? count - 1 } } ?? rows.map { _ in count - 1 }
    let answers = try task.untold.chunks(of: rows.count) { Self.answers(to: rows[$0], fitted) }.flatMap(\.self)
    let lines = try task.untold.chunks(of: count, size: 1) { models in
      let model = models.lowerBound
      let known = stride(from: model, to: answers.count, by: count).filter { !answers[$0].quality.isNaN }
      return known.isEmpty
        ? nil : LeastSquaresLine(x: known.map { answers[$0].estimate }, y: known.map { answers[$0].quality })
    }
    ends = answers.indices.map { place in
      let answer = answers[place]
      let expected = answer.quality.isNaN ? .nan : lines[place % count]?.value(at: answer.estimate) ?? .nan
      return SIMD4(answer.cost, answer.quality, expected, 0)
    }
    let ends = ends
    steps = try task.untold.chunks(of: max(1, count - 1), size: 1) { steps in
      Self.step(steps.lowerBound, modelCount: count, answers, ends, chains)
    }
  }

  /// What a chain knows and has paid once a model of it has run; NaN where the model does not run.
  private typealias Answer = (estimate: Double, cost: Double, quality: Double)

  /// Row by row, the answers of all models.
  private static func answers(to rows: ArraySlice<Int>, _ fitted: FittedTraces) -> [Answer] {
    let count = fitted.data.modelCount
    var answers: [Answer] = []
    var belief = Belief(modelCount: count)
    for row in rows {
      fitted.estimates.start(row, &belief)
      var total = 0.0
      for model in 0..<count {
        guard belief.unanswered.contains(model) else {
          answers.append((.nan, .nan, .nan))
          continue
        }
        fitted.estimates.observe(model, row: row, &belief)
        total += fitted.data.cost[row * count + model]
        answers.append((belief.quality[model], total, fitted.data.quality[row * count + model]))
      }
    }
    return answers
  }

  private static func step(
    _ step: Int, modelCount: Int, _ answers: [Answer], _ ends: [SIMD4<Double>], _ chains: [[Int]]?
  ) -> ChainLanes.Step {
    let all = stride(from: step, to: answers.count, by: modelCount).map { answers[$0].estimate }.filter { !$0.isNaN }
    let (low, high) = (all.min() ?? 0, all.max() ?? 0)
    // Those whose chain has the model of the step, and another one after it.
    let rows = (0..<answers.count / modelCount).filter { row in
      chains.map { $0[row].contains(step) && $0[row].last != step } ?? true
    }
    return ChainLanes.Step(
      rows: rows, estimates: rows.map { answers[$0 * modelCount + step].estimate },
      cost: rows.map { ends[$0 * modelCount + step][0] },
      expected: rows.map { ends[$0 * modelCount + step][2] }, least: low, beyond: high + max(high - low, 1) * 0x1p-20)
  }
}

extension ChainOutcomes {
  private typealias Lanes = ChainLanes.Lanes

  /// A lane for each value; those left over repeat the last.
  private static func lanes(_ values: some Collection<Double>) -> Lanes {
    let values = Array(values)
    var lanes = Lanes()
    for lane in 0..<Lanes.scalarCount { lanes[lane] = values[min(lane, values.count - 1)] }
    return lanes
  }

  /// The settings at some prices of a unit of cost.
  package func settings(at prices: [Double], _ task: TaskContext) throws(Cancelled) -> [Setting] {
    try task.untold.chunks(of: prices.count, size: Lanes.scalarCount) { chunk in
      var lanes = ChainLanes(rowCount: rowCount)
      return stride(from: chunk.lowerBound, to: chunk.upperBound, by: Lanes.scalarCount).flatMap { first in
        let places = first..<min(first + Lanes.scalarCount, chunk.upperBound)
        let thresholds = thresholds(at: Self.lanes(prices[places]), &lanes)
        return settings(thresholds, lanes, count: places.count)
      }
    }.flatMap(\.self)
  }

  /// The settings that cut the chain off after each model: a row ends with it, or with the next that is offered.
  package var cutSettings: [Setting] {
    var last = lasts
    let share = Double(rowCount)
    var settings: [Setting] = []
    for cut in (0..<modelCount).reversed() {
      if steps.indices.contains(cut) { for row in steps[cut].rows { last[row] = cut } }
      var sum = SIMD4<Double>.zero
      for row in last.indices { sum += ends[row * modelCount + last[row]] }
      let thresholds = steps.enumerated().map { place, step in place >= cut ? step.least : step.beyond }
      settings.append(
        Setting(thresholds: thresholds, cost: sum[0] / share, quality: sum[1] / share, estimate: sum[2] / share))
    }
    return settings.reversed()
  }

  /// The threshold of each step at each of some prices: backwards from the last step, where the regression of what going on
  /// gains crosses 0.
  private func thresholds(at price: Lanes, _ lanes: inout ChainLanes) -> [Lanes] {
    var thresholds = steps.map { Lanes(repeating: $0.least) }
    lanes.begin(at: price, ends, lasts)
    for index in steps.indices.reversed() where !steps[index].rows.isEmpty {
      let step = steps[index]
      let mean = lanes.gain(step) / Double(step.rows.count)
      let covariance = lanes.covariance(step, mean: mean)
      for lane in 0..<Lanes.scalarCount {
        let slope = step.variance > 0 ? covariance[lane] / step.variance : 0
        let crossing = -(mean[lane] - slope * step.meanEstimate) / slope
        thresholds[index][lane] =
          slope < 0 ? min(max(crossing, step.least), step.beyond) : mean[lane] > 0 ? step.beyond : step.least
      }
      lanes.stop(step, after: index, from: thresholds[index])
    }
    return thresholds
  }

  /// What some vectors of thresholds do, of which the first `count` are wanted.
  private func settings(_ thresholds: [Lanes], _ lanes: ChainLanes, count: Int) -> [Setting] {
    let share = Double(rowCount)
    return zip(0..<count, lanes.sums(of: ends, modelCount: modelCount)).map { lane, sum in
      Setting(
        thresholds: thresholds.map { $0[lane] }, cost: sum[0] / share, quality: sum[1] / share,
        estimate: sum[2] / share)
    }
  }
}
