/// The probability that a right answer has a higher estimate than a wrong one: 1 at best, 0.5 for guessing.
public enum AUROCMetric {
  /// The share of pairs of a right and a wrong answer in which the right one's estimate is higher, equal ones counting
  /// half: the area under the receiver operating characteristic.
  ///
  /// - Returns: `nil` where quality is graded, or all answers are right, or all are wrong.
  public static func area(_ estimates: [Double], _ truths: [Double]) -> Double? {
    guard truths.allSatisfy({ $0 == 0 || $0 == 1 }) else { return nil }
    let right = Double(truths.count { $0 == 1 })
    let wrong = Double(truths.count) - right
    if right == 0 || wrong == 0 { return nil }
    let order = estimates.indices.sorted { estimates[$0] < estimates[$1] }
    var ranks = 0.0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, estimates[order[end]] == estimates[order[start]] { end += 1 }
      // Equal estimates share the mean of the ranks start + 1 ... end.
      let rank = Double(start + 1 + end) / 2
      for place in order[start..<end] where truths[place] == 1 { ranks += rank }
      start = end
    }
    return (ranks - right * (right + 1) / 2) / (right * wrong)
  }
}
