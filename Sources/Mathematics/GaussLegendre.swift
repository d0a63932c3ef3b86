import Glibc

/// The nodes and weights of Gauss-Legendre quadrature on [-1, 1], exact for polynomials of degree 2 n - 1.
///
///     GaussLegendre(count: 2).nodes   // [-0.577…, 0.577…]
///
/// The nodes are the zeros of the Legendre polynomial of degree n, found by Newton's method from
/// cos(pi (i + 3/4)/(n + 1/2)); the weights are 2 / ((1 - x^2) P'(x)^2).
public struct GaussLegendre: Sendable {
  /// The nodes in ascending order.
  public let nodes: [Double]
  /// The weight of each node; they add up to 2.
  public let weights: [Double]

  /// The rule of `count` nodes, at least one.
  public init(count: Int) {
    precondition(count > 0, "a rule has at least one node")
    var nodes = [Double](repeating: 0, count: count)
    var weights = nodes
    for i in 0..<(count + 1) / 2 {
      var x = cos(Double.pi * (Double(i) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<100 {
        let (value, derivative) = Self.legendre(count, x)
        slope = derivative
        let step = value / derivative
        x -= step
        if abs(step) < 1e-15 { break }
      }
      slope = Self.legendre(count, x).derivative
      nodes[i] = -x
      nodes[count - 1 - i] = x
      weights[i] = 2 / ((1 - x * x) * slope * slope)
      weights[count - 1 - i] = weights[i]
    }
    if count % 2 == 1 { nodes[count / 2] = 0 }
    self.nodes = nodes
    self.weights = weights
  }

  private static func legendre(_ degree: Int, _ x: Double) -> (value: Double, derivative: Double) {
    var previous = 1.0
    var value = x
    for n in stride(from: 2, through: degree, by: 1) {
      (previous, value) = (value, (Double(2 * n - 1) * x * value - Double(n - 1) * previous) / Double(n))
    }
    return (value, Double(degree) * (x * value - previous) / (x * x - 1))
  }
}
