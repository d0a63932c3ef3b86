/// The scale that scores seem to be on.
package struct LikelyScale {
  /// Its ends; `nil` for that of croute, 0 to 1.
  package private(set) var range: ClosedRange<Double>?
  /// Whether some scores lie just beyond an end.
  package private(set) var isExceeded = false

  /// The scale whose end the scores reach: ratings of 1 to 5, a power of ten, twice as wide where some are below 0; else, where
  /// such a scale would be too short or mostly empty, the range that holds them all. `nil` without scores, and where they are no
  /// scores of any scale.
  package init?(of scores: [Double]) {
    guard let least = scores.min(), let greatest = scores.max() else { return nil }
    if least >= 1, greatest > least, greatest <= 5, scores.allSatisfy({ $0 == $0.rounded() }) {
      range = 1...5
      return
    }
    let size = max(-least, greatest)
    guard let top = [1.0, 10, 100, 1000].first(where: { 1.05 * $0 >= size }), top < 1000 || size > 500 || least >= 0
    else {
      // From 0 outwards, to two digits.
      let step = size < 1000 ? 10.0 : 100
      if !(size <= 10_000) { return nil }
      range = min(0, (least / step).rounded(.down) * step)...max(0, (greatest / step).rounded(.up) * step)
      return
    }
    let bottom = least < -0.05 * top ? -top : 0
    if top > 1 || bottom < 0 { range = bottom...top }
    isExceeded = size > top || least < bottom
  }

  /// Which files are on which scale, in a sentence; `nil` where one scale may be that of all.
  ///
  /// Scores that all lie in the lowest tenth of the scale of all are on another one.
  static func difference(of files: [(path: String, scores: [Double])]) -> String? {
    guard let all = LikelyScale(of: files.flatMap(\.scores)) else { return nil }
    let top = all.ends.upperBound
    let own = files.compactMap { file in
      LikelyScale(of: file.scores).map { (path: file.path, scale: $0, scores: file.scores) }
    }
    guard own.contains(where: { 10 * $0.scale.ends.upperBound <= top && $0.scores.contains { $0 > 0 } }) else {
      return nil
    }
    let words = own.map {
      "\($0.path) from \($0.scale.ends.lowerBound.text ?? "") to \($0.scale.ends.upperBound.text ?? "")"
    }
    return "the files seem to be on different scales, and --scale is one for all: "
      + words.prefix(8).joined(separator: ", ") + (words.count > 8 ? ", and \(words.count - 8) more" : "")
  }

  private var ends: ClosedRange<Double> { range ?? 0...1 }
}
