import Mathematics

/// E[max] of independent normal estimates by Gauss-Legendre quadrature on one grid for all sets of a decision:
///
///     E[max] = b - integral_a^b prod_{i in M} Phi((t - mu_i) / sigma_i) dt
///
/// with b = max(mu + 5 sigma), and a = max(mu - 5 sigma) over A or, with nothing answered, the second lowest mu - 5
/// sigma (no two models both lie below it). 64 nodes suffice if no model's sigma is below a twentieth of b - a; otherwise
/// the interval is cut at mu -+ 5 sigma of such models, and at mu of certain ones. What lies outside [a, b] makes an error of
/// at most 5.4e-8 max(sigma) per model of the set. Each model has a row of Phi values, computed when first needed; a set is
/// the product of its rows.
struct IndependentGrid: ExpectedMaxEvaluator {
  private let normal = VectorNormal.shared
  private let rules = QuadraturePanels.shared
  private let modelCount: Int
  private var means: [Double]
  private var sigmas: [Double]
  private var startsEmpty = true
  private var end = 0.0
  private var groups = 0
  private var points: [SIMD8<Double>] = []
  private var rows: [SIMD8<Double>] = []
  private var isKnown: [Bool]
  /// Weight times the product of the rows, for each level.
  private var levels: [SIMD8<Double>] = []
  private var cuts: [Double] = []

  init(modelCount: Int) {
    self.modelCount = modelCount
    means = [Double](repeating: 0, count: modelCount)
    sigmas = means
    isKnown = [Bool](repeating: false, count: modelCount)
    reserve(groups: 8)
  }

  mutating func begin(_ belief: Belief) -> Double {
    // Element by element, because shared arrays would be copied when the belief changes.
    for model in 0..<modelCount {
      means[model] = belief.quality[model]
      sigmas[model] = belief.sigma[model]
    }
    startsEmpty = belief.answered.isEmpty
    layOut(belief)
    for model in 0..<modelCount { isKnown[model] = false }
    if startsEmpty { return -.infinity }
    var greatest = -Double.infinity
    var isCertain = true
    for model in belief.answered {
      greatest = max(greatest, means[model])
      if sigmas[model] == 0 && means[model] <= points[0][0] { continue }
      if sigmas[model] > 0 { isCertain = false }
      fillIfNeeded(model)
      for group in 0..<groups { levels[group] *= rows[model * groups + group] }
    }
    if isCertain || belief.answered.count == 1 { return greatest }
    var total = SIMD8<Double>()
    for group in 0..<groups { total += levels[group] }
    return end - total.total
  }

  mutating func quality(at level: Int, adding model: Int) -> Double {
    if level == 0 && startsEmpty { return means[model] }
    fillIfNeeded(model)
    let (row, from) = (model * groups, level * groups)
    var total = SIMD8<Double>()
    for group in 0..<groups { total += levels[from + group] * rows[row + group] }
    return end - total.total
  }

  mutating func descend(from level: Int, adding model: Int) {
    fillIfNeeded(model)
    let (row, from, to) = (model * groups, level * groups, (level + 1) * groups)
    for group in 0..<groups { levels[to + group] = levels[from + group] * rows[row + group] }
  }

  func gainBound(of model: Int, over other: Int) -> Double {
    let variance = sigmas[model] * sigmas[model] + sigmas[other] * sigmas[other]
    return positivePartBound(mean: means[model] - means[other], variance: variance)
  }

  /// The loss is at most the integral of (Phi_other - Phi_model)^+, since no product of other rows exceeds 1. The two
  /// functions cross once, so it equals E[D^+] with D ~ N(mu_model - mu_other, (sigma_model - sigma_other)^2).
  func loses(lessThan saving: Double, exchanging model: Int, for other: Int) -> Bool {
    let deviation = sigmas[model] - sigmas[other]
    return positivePartBound(
      mean: means[model] - means[other], variance: deviation * deviation, isBelow: saving)
  }

  // MARK: Grid

  private mutating func layOut(_ belief: Belief) {
    var (lowest, second) = (Double.infinity, Double.infinity)
    end = -.infinity
    for model in 0..<modelCount {
      let low = means[model] - 5 * sigmas[model]
      if low < lowest { (lowest, second) = (low, lowest) } else if low < second { second = low }
      end = max(end, means[model] + 5 * sigmas[model])
    }
    let start =
      startsEmpty
      ? min(second, end) : belief.answered.reduce(-.infinity) { max($0, means[$1] - 5 * sigmas[$1]) }
    let width = end - start
    cuts.removeAll(keepingCapacity: true)
    for model in 0..<modelCount where sigmas[model] * 20 < width {
      cut(at: means[model] - 5 * sigmas[model], after: start)
      if sigmas[model] > 0 { cut(at: means[model] + 5 * sigmas[model], after: start) }
    }
    if cuts.isEmpty {
      groups = 8
      write(rules.whole, from: start, to: end, at: 0)
    } else {
      cuts.sort()
      cuts.append(end)
      layOutPanels(from: start, width: width)
    }
  }

  private mutating func cut(at value: Double, after start: Double) {
    if value > start && value < end { cuts.append(value) }
  }

  private mutating func layOutPanels(from start: Double, width: Double) {
    groups = 0
    var left = start
    for cut in cuts where cut > left {
      groups += rules.panel(share: (cut - left) / width).count
      left = cut
    }
    groups = max(groups, 1)
    reserve(groups: groups)
    var position = 0
    left = start
    for cut in cuts where cut > left {
      let rule = rules.panel(share: (cut - left) / width)
      write(rule, from: left, to: cut, at: position)
      position += rule.count
      left = cut
    }
  }

  private mutating func reserve(groups: Int) {
    let missing = groups * modelCount - rows.count
    if missing > 0 { rows.append(contentsOf: repeatElement(.zero, count: missing)) }
    let levelsMissing = groups * (modelCount + 1) - levels.count
    if levelsMissing > 0 { levels.append(contentsOf: repeatElement(.zero, count: levelsMissing)) }
    if points.count < groups { points.append(contentsOf: repeatElement(.zero, count: groups - points.count)) }
  }

  private mutating func write(_ rule: QuadraturePanels.Rule, from left: Double, to right: Double, at position: Int) {
    let middle = 0.5 * (left + right)
    let half = 0.5 * (right - left)
    for group in 0..<rule.count {
      points[position + group] = rule.nodes[group] * half + middle
      levels[position + group] = rule.weights[group] * half
    }
  }

  @inline(__always)
  private mutating func fillIfNeeded(_ model: Int) {
    if !isKnown[model] { fill(model) }
  }

  private mutating func fill(_ model: Int) {
    isKnown[model] = true
    let start = model * groups
    if sigmas[model] > 0 {
      let scale = 1 / sigmas[model]
      normal.fill(
        &rows, from: start, points: points, groups: groups, scale: scale, offset: -means[model] * scale)
    } else {
      for group in 0..<groups {
        rows[start + group] = SIMD8(repeating: 0).replacing(with: 1, where: points[group] .>= means[model])
      }
    }
  }
}
