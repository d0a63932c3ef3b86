import Glibc
import Mathematics

/// How estimates step when models run, as seen on training queries by fits without them (method, section 7).
///
/// Steps are alike for all estimates on a scale of their own: near 0 and 1 there is little to gain, so for chances they are
/// taken on the log odds. Whatever the present estimate, the steps are shifted together so that the mean stays the present
/// estimate: what can be foretold is no step.
public final class StepModel: Sendable {
  /// On which scale steps are alike.
  public enum Scale: Sendable, Equatable {
    /// Log odds, for chances.
    case logOdds
    /// As they are, kept within the range of graded quality.
    case graded(ClosedRange<Double>)
  }

  /// The scale.
  let scale: Scale
  /// Per model, the steps of its estimate when it runs next: equally likely, descending, none where a run shows nothing.
  let steps: [[Double]]
  /// The same, on log odds their exponentials.
  private let own: [[Double]]
  /// The steps of all members of a set, row by row; `nil` where only single runs are known.
  let joint: JointSteps?

  /// Creates a model of steps.
  ///
  /// - Parameters:
  ///   - scale: the scale of the steps.
  ///   - own: per model, equally likely steps of its estimate at its own run, in any order.
  ///   - joint: what is known of sets of runs.
  public init(scale: Scale, own: [[Double]], joint: JointSteps? = nil) {
    self.scale = scale
    steps = own.map { $0.sorted(by: >) }
    self.own = scale == .logOdds ? steps.map { $0.map { exp($0) } } : steps
    self.joint = joint
  }

  /// How many equally likely steps stand for the steps seen: the means of as many equal parts.
  public static let stepCount = 20

  /// The means of equal parts of the steps seen, so that their mean stays; all, where there are few.
  public static func representatives(of steps: [Double]) -> [Double] {
    let sorted = steps.sorted(by: >)
    let count = min(stepCount, sorted.count)
    return (0..<count).map { sorted[$0 * sorted.count / count..<($0 + 1) * sorted.count / count].mean }
  }

  /// The equally likely estimates that the run of `model` may leave, descending; their mean is `mean`.
  package func values(of model: Int, mean: Double) -> [Double] {
    guard let shift = shift(of: model, mean: mean) else { return [mean] }
    return own[model].map(shift.value)
  }

  /// The value in hand at which running `model` is worth its price (method, section 8, discrete).
  func reservationValue(of model: Int, mean: Double, price: Double) -> Double {
    var best = -Double.infinity
    forEachReservationLine(of: model, mean: mean) { level, weight in best = max(best, level - weight * price) }
    return best
  }

  /// The lines of which that value is the greatest.
  @inline(__always)
  func forEachReservationLine(of model: Int, mean: Double, _ body: (_ level: Double, _ weight: Double) -> Void) {
    guard let shift = shift(of: model, mean: mean) else { return body(mean, 1) }
    let total = Double(own[model].count)
    var (moment, count) = (0.0, 0.0)
    for step in own[model] {
      moment += shift.value(step)
      count += 1
      body(moment / count, total / count)
    }
  }

  /// E[(Q - hand)^+] for the estimate Q after running `model`.
  func excess(of model: Int, mean: Double, over hand: Double) -> Double {
    guard let shift = shift(of: model, mean: mean) else { return max(mean - hand, 0) }
    var total = 0.0
    for step in own[model] {
      let gain = shift.value(step) - hand
      if gain <= 0 { break }
      total += gain
    }
    return total / Double(own[model].count)
  }

  /// The standard deviation of the estimate after running `model`.
  func deviation(of model: Int, mean: Double) -> Double {
    guard let shift = shift(of: model, mean: mean) else { return 0 }
    var total = 0.0
    for step in own[model] {
      let distance = shift.value(step) - mean
      total += distance * distance
    }
    return (total / Double(own[model].count)).squareRoot()
  }

  /// The shift of the own steps that keeps the mean; `nil` where there is nothing to learn.
  private func shift(of model: Int, mean: Double) -> StepShift? {
    let steps = own[model]
    guard let first = steps.first, let last = steps.last, first > last else { return nil }
    return StepShift(scale, mean: mean, lowest: last, highest: first) { shift in
      var (sum, slope) = (0.0, 0.0)
      for step in steps {
        let value = shift.value(step)
        sum += value
        slope += shift.slope(at: value)
      }
      let share = 1 / Double(steps.count)
      return (sum * share, slope * share)
    }
  }
}

/// A shift of steps on their scale; on log odds steps and shift are exponentials.
struct StepShift {
  private let isOdds: Bool
  private let low: Double
  private let high: Double
  private(set) var amount: Double

  /// The shift under which the mean of the values is `mean`; `nil` where no values around it lie within the range.
  ///
  /// Newton's method within a bracket: the mean rises with the shift.
  ///
  /// - Parameters:
  ///   - lowest: the least step.
  ///   - highest: the greatest.
  ///   - moments: the mean of the values under a shift, and its slope.
  init?(
    _ scale: StepModel.Scale, mean: Double, lowest: Double, highest: Double,
    moments: (StepShift) -> (mean: Double, slope: Double)
  ) {
    var bracket: (low: Double, high: Double)
    switch scale {
    case .logOdds:
      (isOdds, low, high) = (true, 0, 1)
      guard mean > 0, mean < 1 else { return nil }
      let odds = mean / (1 - mean)
      bracket = (log(odds / highest), log(odds / lowest))
    case .graded(let range):
      (isOdds, low, high) = (false, range.lowerBound, range.upperBound)
      guard mean > low, mean < high else { return nil }
      bracket = (mean - highest, mean - lowest)
    }
    var place = bracket.low + (bracket.high - bracket.low) / 2
    amount = isOdds ? exp(place) : place
    for _ in 0..<100 {
      let (now, slope) = moments(self)
      let miss = now - mean
      if abs(miss) <= 1e-13 { break }
      if miss > 0 { bracket.high = place } else { bracket.low = place }
      var next = slope > 0 ? place - miss / slope : bracket.low
      if next <= bracket.low || next >= bracket.high { next = bracket.low + (bracket.high - bracket.low) / 2 }
      if next == place { break }
      place = next
      amount = isOdds ? exp(place) : place
    }
  }

  /// The estimate after a step.
  @inline(__always)
  func value(_ step: Double) -> Double {
    if isOdds {
      let odds = amount * step
      return odds / (1 + odds)
    }
    return min(max(amount + step, low), high)
  }

  /// The estimates after eight steps.
  @inline(__always)
  func values(_ steps: SIMD8<Double>) -> SIMD8<Double> {
    if isOdds {
      let odds = amount * steps
      return odds / (1 + odds)
    }
    let sums = amount + steps
    return sums.clamped(lowerBound: SIMD8(repeating: low), upperBound: SIMD8(repeating: high))
  }

  /// How fast a value grows with the shift.
  @inline(__always)
  func slope(at value: Double) -> Double { isOdds ? value * (1 - value) : value > low && value < high ? 1 : 0 }

  /// How fast eight values grow with the shift.
  @inline(__always)
  func slopes(at values: SIMD8<Double>) -> SIMD8<Double> {
    isOdds ? values * (1 - values) : SIMD8<Double>.zero.replacing(with: 1, where: (values .> low) .& (values .< high))
  }
}
