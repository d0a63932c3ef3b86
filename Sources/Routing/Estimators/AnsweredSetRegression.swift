import Glibc
import Mathematics
import Traces

/// A kind of regression of quality on evidence, with its loss.
struct AnsweredSetRegression: Sendable {
  /// The regression of targets on the rows of a design under a penalty.
  let fit: @Sendable (_ design: DesignMatrix, _ targets: [Double], _ ridge: Double) -> any Regression
  /// A regression with a given intercept and coefficients.
  let made: @Sendable (_ intercept: Double, _ coefficients: [Double]) -> any Regression
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

  /// The estimate at a place on that scale.
  func estimate(at place: Double) -> Double { scale == .logOdds ? 1 / (1 + exp(-place)) : place }

  /// Logistic regression, log loss.
  static let logistic = AnsweredSetRegression(
    fit: { LogisticRegression($0, targets: $1, ridge: $2) },
    made: { LogisticRegression(intercept: $0, coefficients: $1) },
    loss: { estimate, truth in
      let chance = min(max(estimate, 1e-6), 1 - 1e-6)
      return -truth * log(chance) - (1 - truth) * log(1 - chance)
    }, scale: .logOdds)

  /// Linear regression, squared error.
  static let linear = AnsweredSetRegression(
    fit: { RidgeRegression($0, targets: $1, ridge: $2) },
    made: { RidgeRegression(intercept: $0, coefficients: $1) }, loss: { ($0 - $1) * ($0 - $1) },
    scale: .graded(0...1))

  /// The kind of an estimator.
  static func named(_ estimator: String) -> AnsweredSetRegression { estimator == "logistic" ? .logistic : .linear }

  /// The penalties to choose from.
  static let ridges: [Double] = [1, 3, 10, 30, 100, 300]
  /// The most train queries used for the choice.
  static let choiceLimit = 2_000

  /// The penalty with the lowest leave-one-out loss on train queries, summed over all models, with all answers known,
  /// when there are most coefficients to shrink.
  ///
  /// - Parameter leading: the answers that regressions rest on; `nil` for all.
  /// - Throws: `RoutingError.cancelled`.
  func bestRidge(
    _ data: Dataset, _ evidence: AnsweredSetValues, leading: LeadingAnswers? = nil, task: TaskContext
  ) throws(RoutingError) -> Double {
    let rows = Self.chosen(of: data)
    let all = ModelSet(data.models.indices)
    if evidence.features.isEmpty || rows.count < 2 { return Self.ridges[0] }
    var losses = [Double](repeating: 0, count: Self.ridges.count)
    for model in data.models.indices {
      let given = leading?.leading(of: model, given: all) ?? all
      for (place, ridge) in Self.ridges.enumerated() {
        do { try task.check() } catch { throw .cancelled }
        losses[place] += loss(of: model, given: given, on: rows, of: data, evidence, ridge: ridge)
      }
    }
    return Self.ridges[losses.indices.min { (losses[$0], $0) < (losses[$1], $1) }!]
  }

  /// The leave-one-out loss of one model's regression on what is known once a set has run, summed over its rows among `rows`.
  func loss(
    of model: Int, given answered: ModelSet, on rows: [Int], of data: Dataset, _ evidence: AnsweredSetValues,
    ridge: Double
  ) -> Double {
    let own = data.rows(of: model, among: rows)
    let design = evidence.design(own, given: answered)
    let targets = own.map { data.quality[$0 * data.modelCount + model] }
    let values = fit(design, targets, ridge).valuesWithoutOwnRow(design, targets: targets, ridge: ridge)
    return zip(values, targets).map { loss($0, $1) }.sum
  }

  /// The train rows used for the choice, in ascending order: those of lowest hash, independent of the order of the
  /// file.
  static func chosen(of data: Dataset) -> [Int] {
    if data.train.count <= choiceLimit { return data.train }
    let key = RandomKey(seed: 0, purpose: "ridge rows")
    let ranks = data.train.map { (key.mixing(data.queryID($0)).bits, $0) }
    return ranks.sorted { $0 < $1 }.prefix(choiceLimit).map(\.1).sorted()
  }
}
