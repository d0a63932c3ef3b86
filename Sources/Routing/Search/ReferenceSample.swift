import Mathematics

/// E[max] as in the reference implementation: the mean over a sample of its own for every size of set, with the k-th
/// column going to the k-th model of (already run, ascending) + (new, ascending). One model: its estimate.
struct ReferenceSample: ExpectedMaxEvaluator {
  /// The given values.
  var table: NormalTable?
  /// Whether samples are scaled by the variance.
  var usesVariance = false
  private var means: [Double]
  private var scales: [Double]
  private var answered: [Int] = []
  private var path: [Int]
  private var drawn: [Int: [Double]] = [:]

  init(modelCount: Int) {
    means = [Double](repeating: 0, count: modelCount)
    scales = means
    path = [Int](repeating: 0, count: modelCount)
  }

  mutating func begin(_ belief: Belief) -> Double {
    means = belief.quality
    scales = usesVariance ? belief.sigma.map { $0 * $0 } : belief.sigma
    answered = belief.answered.sorted()
    return answered.isEmpty ? -.infinity : mean(answered)
  }

  mutating func quality(at level: Int, adding model: Int) -> Double {
    mean(answered + (path[..<level] + [model]).sorted())
  }

  mutating func descend(from level: Int, adding model: Int) { path[level] = model }

  func gainBound(of model: Int, over other: Int) -> Double { .infinity }

  private mutating func mean(_ models: [Int]) -> Double {
    let size = models.count
    if size == 1 { return means[models[0]] }
    let normals = values(size: size)
    var total = 0.0
    for row in stride(from: 0, to: normals.count, by: size) {
      var greatest = -Double.infinity
      for (column, model) in models.enumerated() {
        greatest = max(greatest, normals[row + column] * scales[model] + means[model])
      }
      total += greatest
    }
    return total / Double(normals.count / size)
  }

  private mutating func values(size: Int) -> [Double] {
    if let given = table?.values(size: size) { return given }
    if let known = drawn[size] { return known }
    let lanes = NormalLanes.shared(count: max(128, NormalLanes.leastCount(dimensions: size)), dimensions: size)
    let groups = lanes.count / 8
    let values = (0..<lanes.count * size).map { lanes.values[$0 % size * groups + $0 / size / 8][$0 / size % 8] }
    drawn[size] = values
    return values
  }
}
