import Mathematics

/// Gauss-Legendre rules in groups of eight nodes: one of 64 for a whole interval, smaller ones for parts of it.
struct QuadraturePanels: Sendable {
  /// A rule on [-1, 1].
  struct Rule: Sendable {
    var nodes: [SIMD8<Double>]
    var weights: [SIMD8<Double>]
    /// The number of groups.
    var count: Int { nodes.count }

    init(groups: Int) {
      let rule = GaussLegendre(count: 8 * groups)
      nodes = (0..<groups).map { SIMD8(rule.nodes[8 * $0..<8 * $0 + 8]) }
      weights = (0..<groups).map { SIMD8(rule.weights[8 * $0..<8 * $0 + 8]) }
    }
  }

  /// The rule for an interval without cuts.
  let whole: Rule
  private let rules: [Rule]

  static let shared = QuadraturePanels()

  private init() {
    rules = (1...10).map(Rule.init(groups:))
    whole = rules[7]
  }

  /// The rule for a part with `share` of the interval, of all of it where numbers are too large to tell: 16 nodes and its
  /// share of 64 more.
  func panel(share: Double) -> Rule {
    let part = share >= 0 && share <= 1 ? share : 1
    return rules[Int((part * 8).rounded(.up)) + 1]
  }
}
