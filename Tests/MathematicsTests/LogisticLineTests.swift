import Glibc
import Mathematics
import Testing

@Suite struct LogisticLineTests {
  /// Two values of x: without a pull the curve goes through both shares, so the log odds are ln(1/3) and ln 4.
  @Test func sharesAreMet() {
    let line = LogisticLine(
      x: [0, 2], successes: [1, 8], trials: [4, 10], prior: LogisticLine(intercept: 0, slope: 0), ridge: 1e-9)
    #expect(abs(line.intercept - log(1 / 3)) < 1e-7)
    #expect(abs(line.slope - (log(4) - log(1 / 3)) / 2) < 1e-7)
    #expect(abs(line.value(at: 2) - 0.8) < 1e-7)
  }

  /// At the optimum the gradient is 0: sum (s - n p) x = ridge (a - a0), sum (s - n p) = ridge (b - b0).
  @Test func theGradientVanishes() {
    let (x, s, n) = ([-1, 0.5, 3.0], [0.2, 1.7, 2.0], [1.0, 2.0, 2.0])
    let prior = LogisticLine(intercept: -0.5, slope: 1)
    let line = LogisticLine(x: x, successes: s, trials: n, prior: prior, ridge: 0.7)
    var (slope, intercept) = (0.0, 0.0)
    for i in 0..<3 {
      let p = 1 / (1 + exp(-(line.slope * x[i] + line.intercept)))
      slope += (s[i] - n[i] * p) * x[i]
      intercept += s[i] - n[i] * p
    }
    #expect(abs(slope - 0.7 * (line.slope - 1)) < 1e-8)
    #expect(abs(intercept - 0.7 * (line.intercept + 0.5)) < 1e-8)
  }

  @Test func perfectSeparationStaysFinite() {
    let line = LogisticLine(
      x: [-1, 1], successes: [0, 1], trials: [1, 1], prior: LogisticLine(intercept: 0, slope: 0), ridge: 0.01)
    // By symmetry b = 0, and 2 (1 - p(1)) = 0.01 a.
    #expect(abs(line.intercept) < 1e-9)
    #expect(abs(2 * (1 - line.value(at: 1)) - 0.01 * line.slope) < 1e-8)
  }

  @Test func nothingSeenIsThePrior() {
    let prior = LogisticLine(intercept: 2, slope: -1)
    #expect(LogisticLine(x: [], successes: [], trials: [], prior: prior, ridge: 1) == prior)
  }

  @Test func logarithmsKeepTheirDigits() {
    let line = LogisticLine(intercept: 0, slope: 1)
    #expect(line.logarithms(at: 800).failure == -800 && line.logarithms(at: 800).success == 0)
    let (success, failure) = line.logarithms(at: 0.3)
    #expect(abs(exp(success) - line.value(at: 0.3)) < 1e-15 && abs(exp(success) + exp(failure) - 1) < 1e-15)
  }
}
