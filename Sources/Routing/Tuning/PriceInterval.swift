import Glibc
import Mathematics
import Traces

/// An interval of prices in which one query is served in the same way, under the low-cost rule.
public struct PriceInterval: Sendable, Equatable {
  /// The lowest price; 0 in the first interval.
  public var from: Double
  /// The price at which the next interval begins; infinite in the last.
  public var to: Double
  /// The models run and the answer.
  public var path: ServedPath

  /// A price well within the interval.
  public var inner: Double {
    if to == .infinity { return from > 0 ? 2 * from : 1 }
    return from > 0 ? (from * to).squareRoot() : to / 2
  }
}

extension PricedPolicy {
  /// The intervals of the price for `row`, ascending.
  ///
  /// - Throws: `Cancelled` if the computation was cancelled.
  public func intervals(
    _ row: Int, of fitted: FittedTraces, task: TaskContext = .unobserved
  ) throws(Cancelled) -> [PriceInterval] {
    var belief = Belief(modelCount: fitted.data.modelCount)
    var scratch = makeScratch(modelCount: fitted.data.modelCount)
    let intervals = intervals(
      row, of: fitted, marks: PriceMarks.all(of: fitted.data, density: 64), belief: &belief, scratch: &scratch,
      task: task)
    try task.check()
    return intervals
  }

  /// The steps of this policy on `rows`.
  public func priceSteps(on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> PriceSteps
  {
    try PriceSteps(of: self, on: rows, of: fitted, task: task)
  }

  /// The intervals of the price for `row`, ascending.
  ///
  /// Exact where the policy knows its hull. Otherwise found by bisection, to a relative 1e-9, starting from `marks`; a
  /// change and its reversal between two of them stay unseen. Incomplete where `task` is cancelled.
  func intervals(
    _ row: Int, of fitted: FittedTraces, marks: [Double], belief: inout Belief, scratch: inout Scratch,
    task: TaskContext
  ) -> [PriceInterval] {
    if let hull = hull(of: row, in: fitted) {
      let edges = [.infinity] + hull.slopes + [0]
      return hull.indices.indices.reversed().map { place in
        let model = hull.indices[place]
        return PriceInterval(
          from: edges[place + 1], to: edges[place], path: ServedPath(ran: [model], answer: model))
      }
    }
    func path(_ lambda: Double) -> ServedPath {
      priced(at: lambda).path(row, of: fitted, rule: .lowestCost, belief: &belief, scratch: &scratch)
    }
    var intervals = [PriceInterval(from: 0, to: .infinity, path: path(marks[0]))]
    // Brackets still to be examined, that of the lowest prices last.
    var open: [(low: Double, lowPath: ServedPath, high: Double, highPath: ServedPath)] = []
    var last = (lambda: marks[0], path: intervals[0].path)
    for mark in marks.dropFirst() {
      if task.isCancelled { return intervals }
      let next = (lambda: mark, path: path(mark))
      open.append((last.lambda, last.path, next.lambda, next.path))
      last = next
    }
    open.reverse()
    while let bracket = open.popLast() {
      if task.isCancelled { return intervals }
      if bracket.lowPath == bracket.highPath { continue }
      guard let middle = PriceMarks.middle(bracket.low, bracket.high) else {
        intervals[intervals.count - 1].to = bracket.high
        intervals.append(PriceInterval(from: bracket.high, to: .infinity, path: bracket.highPath))
        continue
      }
      let middlePath = path(middle)
      open.append((middle, middlePath, bracket.high, bracket.highPath))
      open.append((bracket.low, bracket.lowPath, middle, middlePath))
    }
    return intervals
  }
}

/// The prices at which the search for changes starts.
enum PriceMarks {
  /// A vanishing price (at 0 itself every reservation value is infinite), `density` prices per decade from where 0.001
  /// of quality pays for the most expensive model to where 100 does not pay for the cheapest, and one at which only
  /// cost counts.
  static func all(of data: Dataset, density: Double) -> [Double] {
    let costs = data.means(of: data.cost, over: data.tuningRows).filter { $0 > 0 }
    // Within bounds that leave all marks finite, whatever costs are counted in.
    let high = min(1e2 / (costs.min() ?? 1), 1e306)
    let low = min(max(1e-3 / (costs.max() ?? 1), high * 1e-300), high / 10)
    let count = Int((density * log10(high / low)).rounded(.up))
    return [1e-9 * low] + (0...count).map { low * pow(high / low, Double($0) / Double(count)) } + [
      min(1e60 * high, .greatestFiniteMagnitude)
    ]
  }

  /// The next price between two, their geometric mean where they are far apart; `nil` where they are nearly equal.
  static func middle(_ low: Double, _ high: Double) -> Double? {
    if high - low <= 1e-9 * high { return nil }
    return high > 4 * low ? low.squareRoot() * high.squareRoot() : low + (high - low) / 2
  }
}
