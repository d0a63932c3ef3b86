import Mathematics
import Testing

@Suite struct IsotonicRegressionTests {
  /// scikit-learn 1.7, IsotonicRegression(out_of_bounds='clip'): its thresholds and predictions.
  @Test func agreesWithScikitLearn() {
    let fit = IsotonicRegression(x: [5, 1, 2, 2, 3, 4, 6, 7, 8, 8], y: [3, 1, 4, 0, 3, 1, 6, 5, 7, 9])
    #expect(fit.x == [1, 2, 4, 5, 6, 7, 8])
    #expect(fit.y == [1, 2, 2, 3, 5.5, 5.5, 8])
    let places = [0, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 9]
    #expect(places.map { fit.value(at: $0) } == [1, 1.5, 2, 2, 2.5, 4.25, 5.5, 6.75, 8])
  }

  @Test func edges() {
    #expect(IsotonicRegression(x: [3], y: [0.4]).value(at: -1) == 0.4)
    // All in the wrong order: one level, their mean.
    let level = IsotonicRegression(x: [1, 2, 3], y: [3, 2, 1])
    #expect([0, 1.5, 9].map { level.value(at: $0) } == [2, 2, 2])
    // Already in order: left as it is.
    #expect(IsotonicRegression(x: [2, 1, 3], y: [0.5, 0.25, 4]).y == [0.25, 0.5, 4])
  }

  /// No other non-decreasing function is nearer: every grid function on six points, tried.
  @Test func isTheBestMonotoneFit() {
    let y = [2.0, 1, 3, 1, 0, 4]
    let fit = IsotonicRegression(x: [0, 1, 2, 3, 4, 5], y: y)
    func loss(_ f: [Double]) -> Double { zip(f, y).map { ($0 - $1) * ($0 - $1) }.reduce(0, +) }
    let own = loss((0..<6).map { fit.value(at: Double($0)) })
    var best = Double.infinity
    func extend(_ f: [Double]) {
      if f.count == 6 { return best = min(best, loss(f)) }
      for level in stride(from: f.last ?? 0, through: 4, by: 0.25) { extend(f + [level]) }
    }
    extend([])
    #expect(own <= best && best - own < 0.25)
  }
}
