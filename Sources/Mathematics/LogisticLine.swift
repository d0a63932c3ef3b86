import Glibc

/// Logistic regression in one variable, logistic(slope x + intercept), with a ridge that pulls towards a given line.
public struct LogisticLine: Sendable, Equatable {
  /// The log odds at x = 0.
  public var intercept: Double
  /// The slope of the log odds.
  public var slope: Double

  /// Creates a curve with the given intercept and slope.
  public init(intercept: Double, slope: Double) {
    self.intercept = intercept
    self.slope = slope
  }

  /// The curve that maximises
  ///
  ///     sum_i successes_i log p(x_i) + (trials_i - successes_i) log(1 - p(x_i)) - ridge/2 ((a - a0)^2 + (b - b0)^2)
  ///
  /// with p(x) = logistic(a x + b) and (a0, b0) the line `prior`, by Newton's method with halved steps. Counts may be
  /// fractions. A positive ridge keeps it finite where x separates successes from failures.
  public init(x: [Double], successes: [Double], trials: [Double], prior: LogisticLine, ridge: Double) {
    precondition(x.count == successes.count && x.count == trials.count && ridge > 0)
    var line = prior
    func objective(_ line: LogisticLine) -> Double {
      var total = 0.0
      for i in x.indices {
        let odds = line.slope * x[i] + line.intercept
        total += successes[i] * odds - trials[i] * softPlus(odds)
      }
      let (a, b) = (line.slope - prior.slope, line.intercept - prior.intercept)
      return total - 0.5 * ridge * (a * a + b * b)
    }
    var best = objective(line)
    for _ in 0..<100 {
      var gradient = (-ridge * (line.slope - prior.slope), -ridge * (line.intercept - prior.intercept))
      var (aa, ab, bb) = (ridge, 0.0, ridge)
      for i in x.indices {
        let p = line.value(at: x[i])
        let residual = successes[i] - trials[i] * p
        let weight = trials[i] * p * (1 - p)
        gradient.0 += residual * x[i]
        gradient.1 += residual
        aa += weight * x[i] * x[i]
        ab += weight * x[i]
        bb += weight
      }
      let determinant = aa * bb - ab * ab
      let step = (
        (bb * gradient.0 - ab * gradient.1) / determinant, (aa * gradient.1 - ab * gradient.0) / determinant
      )
      var share = 1.0
      var next = line
      var value = best
      repeat {
        next = LogisticLine(intercept: line.intercept + share * step.1, slope: line.slope + share * step.0)
        value = objective(next)
        share /= 2
      } while !(value >= best) && share > 1e-9
      if !(value >= best) { break }
      let moved = max(abs(next.slope - line.slope), abs(next.intercept - line.intercept))
      (line, best) = (next, value)
      if moved < 1e-10 * max(1, abs(line.slope), abs(line.intercept)) { break }
    }
    self = line
  }

  /// The probability of success at `x`.
  public func value(at x: Double) -> Double { Chance.at(logOdds: slope * x + intercept) }

  /// The logarithms of the probabilities of success and failure at `x`; finite even where a probability rounds to 0.
  public func logarithms(at x: Double) -> (success: Double, failure: Double) {
    let odds = slope * x + intercept
    return (-softPlus(-odds), -softPlus(odds))
  }
}

/// log(1 + e^x) without overflow.
private func softPlus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }
