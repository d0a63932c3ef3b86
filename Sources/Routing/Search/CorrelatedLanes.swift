/// E[max] of correlated estimates: the mean over fixed lanes mu + L z of the greatest coordinate.
///
/// The lanes are symmetric and have exactly the covariance L L^T, so single models keep their estimates and the bounds
/// on pairs hold for the sample as for the distribution.
struct CorrelatedLanes: ExpectedMaxEvaluator {
  private let modelCount: Int
  private var groups = 0
  private var share = 0.0
  private var means: [Double]
  private var startsEmpty = true
  private var covariance: Covariance?
  private var deviations: [SIMD8<Double>] = []
  /// mu + L z, a row per model.
  private var rows: [SIMD8<Double>] = []
  /// The lane-wise maximum at each level.
  private var levels: [SIMD8<Double>] = []

  init(modelCount: Int) {
    self.modelCount = modelCount
    means = [Double](repeating: 0, count: modelCount)
  }

  mutating func begin(_ belief: Belief) -> Double {
    adopt(belief.covariance)
    for model in 0..<modelCount { means[model] = belief.quality[model] }
    startsEmpty = belief.answered.isEmpty
    for model in 0..<modelCount {
      let mean = means[model]
      for index in model * groups..<(model + 1) * groups { rows[index] = deviations[index] + mean }
    }
    guard let first = belief.answered.first else { return -.infinity }
    for group in 0..<groups { levels[group] = rows[first * groups + group] }
    if belief.answered.count == 1 { return means[first] }
    for model in belief.answered.dropFirst() {
      for group in 0..<groups {
        let lane = rows[model * groups + group]
        levels[group].replace(with: lane, where: levels[group] .< lane)
      }
    }
    var total = SIMD8<Double>()
    for group in 0..<groups { total += levels[group] }
    return total.total * share
  }

  private mutating func adopt(_ other: Covariance?) {
    guard let other, other !== covariance else { return }
    covariance = other
    deviations = other.deviations
    if other.laneCount != groups * 8 {
      groups = other.laneCount / 8
      share = 1 / Double(other.laneCount)
      levels = [SIMD8<Double>](repeating: .zero, count: groups * (modelCount + 1))
      rows = [SIMD8<Double>](repeating: .zero, count: groups * modelCount)
    }
  }

  @inline(__always)
  func quality(at level: Int, adding model: Int) -> Double {
    if level == 0 && startsEmpty { return means[model] }
    let (row, from) = (model * groups, level * groups)
    var total = SIMD8<Double>()
    for group in 0..<groups {
      let lane = rows[row + group]
      let best = levels[from + group]
      total += best.replacing(with: lane, where: best .< lane)
    }
    return total.total * share
  }

  mutating func descend(from level: Int, adding model: Int) {
    let (row, from, to) = (model * groups, level * groups, (level + 1) * groups)
    let isFirst = level == 0 && startsEmpty
    for group in 0..<groups {
      let lane = rows[row + group]
      let best = isFirst ? lane : levels[from + group]
      levels[to + group] = best.replacing(with: lane, where: best .< lane)
    }
  }

  func gainBound(of model: Int, over other: Int) -> Double {
    let variance = covariance?.spread[model * modelCount + other] ?? 0
    return positivePartBound(mean: means[model] - means[other], variance: variance)
  }
}
