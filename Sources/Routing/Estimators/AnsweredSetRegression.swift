import Glibc
import Mathematics
import Traces

/// A kind of regression of quality on evidence, with its loss.
struct AnsweredSetRegression: Sendable {
  /// The regression of targets on the rows of a design under a penalty.
  let fit: @Sendable (_ design: DesignMatrix, _ targets: [Double], _ ridge: Double) -> any Regression
  /// The loss of an estimate, given the truth.
  let loss: @Sendable (_ estimate: Double, _ truth: Double) -> Double

  /// The scale on which estimates step.
  let scale: StepModel.Scale

  /// Where an estimate stands on that scale.
  func place(_ estimate: Double) -> Double {
    if scale != .logOdds { return estimate }
    let chance = min(max(estimate, 1e-6), 1 - 1e-6)
    return log(chance / (1 - chance))
  }

  /// Logistic regression, log loss.
  static let logistic = AnsweredSetRegression(
    fit: { LogisticRegression($0, targets: $1, ridge: $2) },
    loss: { estimate, truth in
      let chance = min(max(estimate, 1e-6), 1 - 1e-6)
      return -truth * log(chance) - (1 - truth) * log(1 - chance)
    }, scale: .logOdds)

  /// Linear regression, squared error.
  static let linear = AnsweredSetRegression(
    fit: { RidgeRegression($0, targets: $1, ridge: $2) }, loss: { ($0 - $1) * ($0 - $1) },
    scale: .graded(0...1))

  /// The penalties to choose from.
  static let ridges: [Double] = [1, 3, 10, 30, 100, 300]
  /// The most train queries used for the choice.
  static let choiceLimit = 2_000

  /// The penalty with the lowest leave-one-out loss on train queries, summed over all models, with all answers known,
  /// when there are most coefficients to shrink.
  ///
  /// - Throws: `RoutingError.cancelled`.
  func bestRidge(_ data: Dataset, _ evidence: AnsweredSetValues, task: TaskContext) throws(RoutingError) -> Double {
    let rows = Self.chosen(of: data)
    let design = evidence.design(rows, given: ModelSet(data.models.indices))
    if design.width == 0 || rows.count < 2 { return Self.ridges[0] }
    var losses: [Double] = []
    for ridge in Self.ridges {
      var total = 0.0
      for model in data.models.indices {
        do { try task.check() } catch { throw .cancelled }
        let own = data.rows(of: model, among: rows)
        let design = own.count == rows.count ? design : evidence.design(own, given: ModelSet(data.models.indices))
        let targets = own.map { data.quality[$0 * data.modelCount + model] }
        let values = fit(design, targets, ridge).valuesWithoutOwnRow(design, targets: targets, ridge: ridge)
        total += zip(values, targets).map { loss($0, $1) }.sum
      }
      losses.append(total)
    }
    return Self.ridges[losses.indices.min { (losses[$0], $0) < (losses[$1], $1) }!]
  }

  /// The train rows used for the choice, in ascending order: those of lowest hash, independent of the order of the
  /// file.
  private static func chosen(of data: Dataset) -> [Int] {
    if data.train.count <= choiceLimit { return data.train }
    let key = RandomKey(seed: 0, purpose: "ridge rows")
    let ranks = data.train.map { (key.mixing(data.queryID($0)).bits, $0) }
    return ranks.sorted { $0 < $1 }.prefix(choiceLimit).map(\.1).sorted()
  }
}
