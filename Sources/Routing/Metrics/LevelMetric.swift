import Mathematics
import Traces

/// A level of quality or cost at which frontiers are compared.
public enum FrontierLevel: Sendable, Equatable {
  /// A quality; the value is its cost.
  case quality(Value)
  /// A cost; the value is the quality.
  case cost(Value)

  /// A level as a number or a model.
  public enum Value: Sendable, Equatable {
    /// A number: quality from 0 to 1, or cost in the trace set's unit.
    case number(Double)
    /// The level of a single model, by its index in the pool; of its quality all but a share `margin`.
    case model(Int, margin: Double = 0)
  }
}

/// Frontiers at one level of quality or cost, compared with single models and their linear baseline, with paired
/// bootstrap intervals (method, section 9).
///
/// Subjects are indexed: first the curves, in order, then the linear baseline. At a quality their *value* is the least
/// cost that reaches it (infinity where none does), at a cost the quality attained (-infinity where none is). The level
/// of a model is recomputed in each resample.
public struct LevelMetric: Sendable {
  /// The level on the test part: a quality, or a cost.
  public let level: Double
  /// Whether the level is a quality and values are costs.
  public let isQuality: Bool
  /// The subjects' names.
  public let names: [String]
  /// The single models that reach the quality, or are within the cost, on the test part; by their indices in the pool.
  public let comparable: [Int]
  /// Values of subjects, then of all single models: their costs at a quality, their qualities at a cost.
  private let estimates: [Double]
  /// The same on each resample.
  private let samples: [[Double]]

  /// The name of the linear baseline among the subjects.
  public static let baselineName = "linear baseline"

  /// The curves of `frontiers` at `level`.
  ///
  /// - Parameters:
  ///   - frontiers: the curves, measured.
  ///   - level: the level.
  ///   - samples: the values of each resample, as `Bootstrap.values` has them for this level.
  public init(of frontiers: SweepCurves, at level: FrontierLevel, samples: [[Double]]) {
    let curves = frontiers.curves.map {
      $0.points.map { (cost: $0.outcomes.meanCost, quality: $0.outcomes.meanQuality) }
    }
    let singles = frontiers.singles
    self.level = level.value(singles)
    if case .quality = level { isQuality = true } else { isQuality = false }
    names = frontiers.curves.map(\.name) + [Self.baselineName]
    let (bound, isQuality) = (self.level, isQuality)
    comparable = singles.indices.filter {
      isQuality ? Frontier.reaches(singles[$0].quality, bound) : Frontier.reaches(bound, singles[$0].cost)
    }
    estimates = level.values(singles, curves)
    self.samples = samples
  }

  /// The value of a subject; `nil` where it does not reach the level on the test part.
  public func value(_ subject: Int) -> Interval? {
    guard estimates[subject].isFinite else { return nil }
    return Interval(estimate: estimates[subject], resampled: samples.map { $0[subject] })
  }

  /// The share of resamples in which a subject reaches the level.
  public func reachShare(_ subject: Int) -> Double {
    Double(samples.count { $0[subject].isFinite }) / Double(max(1, samples.count))
  }

  /// A subject against a single model: the ratio of costs, or the difference of qualities.
  public func against(model: Int, _ subject: Int) -> Interval? { compared(subject, names.count + model) }

  /// The same against another subject.
  public func against(subject other: Int, _ subject: Int) -> Interval? { compared(subject, other) }

  /// The same against the linear baseline.
  public func againstBaseline(_ subject: Int) -> Interval? { compared(subject, names.count - 1) }

  private func compared(_ subject: Int, _ other: Int) -> Interval? {
    func relation(_ values: [Double]) -> Double {
      isQuality ? values[subject] / values[other] : values[subject] - values[other]
    }
    let estimate = relation(estimates)
    guard estimate.isFinite else { return nil }
    // Where neither reaches the level there is nothing to compare.
    return Interval(estimate: estimate, resampled: samples.map(relation).filter { !$0.isNaN })
  }
}

extension Bootstrap {
  /// The values on each resample at one level after the other: those of the curves and of the linear baseline, then the
  /// single models' costs (at a quality) or qualities (at a cost).
  public func values(
    of frontiers: SweepCurves, on fitted: FittedTraces, at levels: [FrontierLevel], task: TaskContext
  ) throws(RoutingError) -> [[Double]] {
    try statistics(of: frontiers, on: fitted, task: task) { singles, curves in
      levels.flatMap { $0.values(singles, curves) }
    }
  }
}

extension FrontierLevel {
  /// The level as a number, given the single models' means.
  fileprivate func value(_ singles: [(cost: Double, quality: Double)]) -> Double {
    switch self {
    case .quality(.number(let value)), .cost(.number(let value)): value
    case .quality(.model(let model, let margin)): (1 - margin) * singles[model].quality
    case .cost(.model(let model, _)): singles[model].cost
    }
  }

  /// The values of the curves and of the linear baseline, then the singles' costs or qualities.
  fileprivate func values(
    _ singles: [(cost: Double, quality: Double)], _ curves: [[(cost: Double, quality: Double)]]
  ) -> [Double] {
    let level = value(singles)
    let hull = Frontier.hull(cost: singles.map(\.cost), quality: singles.map(\.quality)).map { singles[$0] }
    let subjects = curves + [hull]
    switch self {
    case .quality:
      return subjects.map { Frontier.cost(reaching: level, along: Frontier.nonDecreasing($0)) ?? .infinity }
        + singles.map(\.cost)
    case .cost:
      return subjects.map { Frontier.quality(at: level, along: $0) ?? -.infinity } + singles.map(\.quality)
    }
  }
}
