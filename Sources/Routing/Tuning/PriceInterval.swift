import Glibc
import Mathematics
import Traces

/// Prices between which one query is served in the same way, under the cheap rule.
public struct PriceInterval: Sendable, Equatable {
  /// The lowest price; 0 in the first interval, where prices vanish.
  public var from: Double
  /// The price at which the next interval begins; infinite in the last.
  public var to: Double
  /// What is run and answered.
  public var path: ServedPath

  /// A price well within the interval.
  public var inner: Double {
    if to == .infinity { return from > 0 ? 2 * from : 1 }
    return from > 0 ? (from * to).squareRoot() : to / 2
  }
}

extension PricedPolicy {
  /// The intervals of the price for `row`, ascending.
  public func intervals(_ row: Int, of fitted: FittedTraces) -> [PriceInterval] {
    var belief = Belief(modelCount: fitted.data.modelCount)
    var scratch = makeScratch(modelCount: fitted.data.modelCount)
    return intervals(
      row, of: fitted, marks: PriceMarks.all(of: fitted.data, density: 64), belief: &belief, scratch: &scratch)
  }

  /// The steps of this policy on `rows`.
  public func priceSteps(on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> PriceSteps
  {
    try PriceSteps(of: self, on: rows, of: fitted, task: task)
  }

  /// The intervals of the price for `row`, ascending.
  ///
  /// Exact where the policy knows its hull. Else found by bisection of the whole path, to a relative 1e-9: `marks` are the
  /// prices looked at first, and a flip there and back again between two of them stays unseen.
  func intervals(
    _ row: Int, of fitted: FittedTraces, marks: [Double], belief: inout Belief, scratch: inout Scratch
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
    // Brackets still to be looked at, the one of the lowest prices last.
    var open: [(low: Double, lowPath: ServedPath, high: Double, highPath: ServedPath)] = []
    var last = (lambda: marks[0], path: intervals[0].path)
    for mark in marks.dropFirst() {
      let next = (lambda: mark, path: path(mark))
      open.append((last.lambda, last.path, next.lambda, next.path))
      last = next
    }
    open.reverse()
    while let bracket = open.popLast() {
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

/// The prices that are looked at first when flips are searched for.
enum PriceMarks {
  /// A vanishing price (0 itself would lift every reservation value to infinity), `density` a decade between where a
  /// thousandth of quality pays for the dearest model and where the cheapest is not worth 100, and one at which nothing
  /// but cost counts.
  static func all(of data: Dataset, density: Double) -> [Double] {
    let costs = data.means(of: data.cost, over: data.tuningRows).filter { $0 > 0 }
    let (low, high) = (1e-3 / (costs.max() ?? 1), 1e2 / (costs.min() ?? 1))
    let count = Int((density * log10(high / low)).rounded(.up))
    return [1e-9 * low] + (0...count).map { low * pow(high / low, Double($0) / Double(count)) } + [1e60 * high]
  }

  /// The price to look at between two, half way in size where they are far apart; `nil` where they are as good as equal.
  static func middle(_ low: Double, _ high: Double) -> Double? {
    if high - low <= 1e-9 * high { return nil }
    return high > 4 * low ? low.squareRoot() * high.squareRoot() : low + (high - low) / 2
  }
}
