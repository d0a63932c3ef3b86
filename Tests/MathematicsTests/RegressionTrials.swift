import Glibc
import Mathematics

/// Forty rows of three features, made by arithmetic, that the recorded fits of other software used too.
enum RegressionTrials {
  private static let numbers = (0..<40).map { Double($0) }

  /// (sin 1.3 r, cos 0.7 r^2, (r mod 5)/2).
  static let design = DesignMatrix(rows: numbers.map(features))
  /// 1 where sin 2.1 r + x_0 - x_2/2 > -0.3.
  static let labels: [Double] = numbers.map { r in
    let x = features(r)
    let score: Double = sin(2.1 * r) + x[0] - 0.5 * x[2]
    return score > -0.3 ? 1 : 0
  }
  /// 1/2 + sin(1.7 r + x_0)/2.
  static let grades: [Double] = numbers.map { r in
    let angle: Double = 1.7 * r + features(r)[0]
    return 0.5 + 0.5 * sin(angle)
  }
  /// 1, 2, 3, 1, ….
  static let weights: [Double] = (0..<40).map { Double(1 + $0 % 3) }

  private static func features(_ r: Double) -> [Double] {
    let square: Double = 0.7 * r * r
    return [sin(1.3 * r), cos(square), r.truncatingRemainder(dividingBy: 5) / 2]
  }
}
