import Mathematics

/// Eight settings of a chain worked out together, each as if it were alone: backwards from the last step, what each row is
/// worth if it goes on and where it ends.
///
/// A step passes over the rows three times. Each pass has a function of its own, so that what it needs stays in registers.
package struct ChainLanes {
  package typealias Lanes = SIMD8<Double>

  /// The rows that can stop after a step or go on, which do not depend on the price.
  package struct Step: Sendable {
    let rows: [Int]
    /// Their estimates after the step, and what they cost and are worth if they stop there.
    let estimates: [Double], cost: [Double], expected: [Double]
    let meanEstimate: Double
    /// The sum of the squared deviations of the estimates.
    let variance: Double
    /// The threshold that all estimates of the step's model reach, and one that none does.
    let least: Double, beyond: Double

    package init(
      rows: [Int], estimates: [Double], cost: [Double], expected: [Double], least: Double, beyond: Double
    ) {
      (self.rows, self.estimates, self.cost, self.expected) = (rows, estimates, cost, expected)
      (self.least, self.beyond) = (least, beyond)
      let mean = estimates.mean
      meanEstimate = mean
      variance = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
  }

  private var price = Lanes()
  /// What each row is worth if it goes on.
  private var onward: [Lanes]
  /// What each row of the last step gains by going on.
  private var gains: [Lanes]
  /// For each row and lane, the last model that runs.
  private var ends: [SIMD8<UInt16>]

  package init(rowCount: Int) {
    onward = [Lanes](repeating: .zero, count: rowCount)
    gains = onward
    ends = [SIMD8<UInt16>](repeating: .zero, count: rowCount)
  }

  /// Starts anew at some prices: every row goes on to the last model of its chain.
  ///
  /// - Parameters:
  ///   - outcomes: per row and model, what it costs to end there, the true quality and the expected one.
  ///   - lasts: for each row the last model.
  package mutating func begin(at price: Lanes, _ outcomes: [SIMD4<Double>], _ lasts: [Int]) {
    self.price = price
    let modelCount = outcomes.count / max(lasts.count, 1)
    for row in lasts.indices {
      let last = outcomes[row * modelCount + lasts[row]]
      onward[row] = last[2] - price * last[0]
      ends[row] = SIMD8(repeating: UInt16(lasts[row]))
    }
  }

  /// The sum of what the rows of `step` gain by going on after it.
  @inline(never)
  package mutating func gain(_ step: Step) -> Lanes {
    let (rows, expected, cost) = (step.rows, step.expected, step.cost)
    var sum = Lanes()
    for place in rows.indices {
      let gain = onward[rows[place]] - (expected[place] - price * cost[place])
      gains[place] = gain
      sum += gain
    }
    return sum
  }

  /// The sum of the products of the deviations of estimates and of gains from their means.
  @inline(never)
  package func covariance(_ step: Step, mean: Lanes) -> Lanes {
    let (estimates, meanEstimate) = (step.estimates, step.meanEstimate)
    var sum = Lanes()
    for place in estimates.indices { sum += (estimates[place] - meanEstimate) * (gains[place] - mean) }
    return sum
  }

  /// Ends the rows of `step` whose estimates reach the thresholds at its model.
  @inline(never)
  package mutating func stop(_ step: Step, after model: Int, from threshold: Lanes) {
    let (rows, estimates, expected, cost) = (step.rows, step.estimates, step.expected, step.cost)
    let (least, greatest) = (threshold.min(), threshold.max())
    for place in rows.indices where estimates[place] >= least {
      let (row, worth) = (rows[place], expected[place] - price * cost[place])
      // Thresholds at prices next to each other are almost the same.
      if estimates[place] >= greatest {
        onward[row] = worth
        ends[row] = SIMD8(repeating: UInt16(model))
      } else {
        onward[row].replace(with: worth, where: Lanes(repeating: estimates[place]) .>= threshold)
        for lane in 0..<Lanes.scalarCount where estimates[place] >= threshold[lane] { ends[row][lane] = UInt16(model) }
      }
    }
  }

  /// For each lane, the sum over the rows of the outcomes where they end.
  package func sums(of outcomes: [SIMD4<Double>], modelCount: Int) -> [SIMD4<Double>] {
    var sums = [SIMD4<Double>](repeating: .zero, count: Lanes.scalarCount)
    for row in onward.indices {
      let end = ends[row]
      for lane in 0..<Lanes.scalarCount { sums[lane] += outcomes[row * modelCount + Int(end[lane])] }
    }
    return sums
  }
}
