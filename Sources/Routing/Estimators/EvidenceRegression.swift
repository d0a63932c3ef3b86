import Glibc
import Mathematics
import Traces

/// A kind of regression of quality on evidence, and what is lost by a wrong estimate.
struct EvidenceRegression: Sendable {
  /// The regression of targets on the rows of a design under a penalty.
  let fit: @Sendable (_ design: DesignMatrix, _ targets: [Double], _ ridge: Double) -> any Regression
  /// The loss of an estimate, given the truth.
  let loss: @Sendable (_ estimate: Double, _ truth: Double) -> Double

  /// Logistic regression, log loss.
  static let logistic = EvidenceRegression(
    fit: { LogisticRegression($0, targets: $1, ridge: $2) },
    loss: { estimate, truth in
      let chance = min(max(estimate, 1e-6), 1 - 1e-6)
      return -truth * log(chance) - (1 - truth) * log(1 - chance)
    })

  /// Linear regression, squared error.
  static let linear = EvidenceRegression(
    fit: { RidgeRegression($0, targets: $1, ridge: $2) }, loss: { ($0 - $1) * ($0 - $1) })

  /// The penalties that are tried.
  static let ridges: [Double] = [1, 3, 10, 30, 100, 300]
  /// How many train queries are enough to choose by.
  static let choiceLimit = 2_000

  /// The penalty under which train queries are estimated best by the others, all models' together, once all have run:
  /// then there are most coefficients to hold down.
  func bestRidge(_ data: PooledTraces, _ evidence: Evidence) -> Double {
    let rows = Array(data.train.prefix(Self.choiceLimit))
    let design = evidence.design(rows, given: ModelSet(data.models.indices))
    if design.width == 0 || rows.count < 2 { return Self.ridges[0] }
    let losses = Self.ridges.map { ridge in
      data.models.indices.map { model in
        let targets = rows.map { data.quality[$0 * data.modelCount + model] }
        let values = fit(design, targets, ridge).valuesWithoutOwnRow(design, targets: targets, ridge: ridge)
        return zip(values, targets).map { loss($0, $1) }.sum
      }.sum
    }
    return Self.ridges[losses.indices.min { (losses[$0], $0) < (losses[$1], $1) }!]
  }
}
