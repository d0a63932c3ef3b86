/// E[max] of certain estimates: the greatest of them. Also used by `noExpect`.
struct GreatestMean: ExpectedMaxEvaluator {
  private var means: [Double]
  private var greatest: [Double]

  init(modelCount: Int) {
    means = [Double](repeating: 0, count: modelCount)
    greatest = [Double](repeating: 0, count: modelCount + 1)
  }

  mutating func begin(_ belief: Belief) -> Double {
    for model in means.indices { means[model] = belief.quality[model] }
    greatest[0] = belief.answered.reduce(-.infinity) { max($0, belief.quality[$1]) }
    return greatest[0]
  }

  func quality(at level: Int, adding model: Int) -> Double { max(greatest[level], means[model]) }

  mutating func descend(from level: Int, adding model: Int) { greatest[level + 1] = max(greatest[level], means[model]) }

  func gainBound(of model: Int, over other: Int) -> Double { max(means[model] - means[other], 0) }

  func loses(lessThan saving: Double, exchanging model: Int, for other: Int) -> Bool {
    means[model] - means[other] < saving
  }
}
