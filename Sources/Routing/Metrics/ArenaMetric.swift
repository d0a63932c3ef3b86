import Glibc

/// RouterArena's score: accuracy and cost per query in one number.
public enum ArenaMetric {
  /// 1.1 A C / (0.1 A + C) with C = (log2 200 - log2 u) / (log2 200 - log2 0.0044), u the cost of 1,000 queries in USD
  /// clamped to [0.0044, 200]: the weighted harmonic mean of accuracy and cheapness, with ten times the weight on
  /// accuracy.
  ///
  /// - Parameters:
  ///   - accuracy: the mean quality.
  ///   - cost: the mean cost in USD per query.
  public static func score(accuracy: Double, cost: Double) -> Double {
    let perThousand = min(max(1000 * cost, 0.0044), 200)
    let cheapness = (log2(200) - log2(perThousand)) / (log2(200) - log2(0.0044))
    let scale = 0.1 * accuracy + cheapness
    return scale > 0 ? 1.1 * accuracy * cheapness / scale : 0
  }
}
