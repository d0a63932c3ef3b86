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
  /// Whether only the slopes of a row's estimate are those of the others (method, section 7), or all of it.
  var holdsCentre = true

  /// Where an estimate stands on that scale.
  func place(_ estimate: Double) -> Double { scale == .logOdds ? Chance.logOdds(of: estimate) : estimate }

  /// The estimate at a place on that scale.
  func estimate(at place: Double) -> Double { scale == .logOdds ? Chance.at(logOdds: place) : place }

  /// Logistic regression, log loss.
  static let logistic = AnsweredSetRegression(
    fit: { LogisticRegression($0, targets: $1, ridge: $2) },
    made: { LogisticRegression(intercept: $0, coefficients: $1) },
    loss: { Chance.logLoss(of: $0, truth: $1) }, scale: .logOdds)

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

  /// The regression of one model's quality on some features, with the estimate of each row by the others.
  func fit(
    of model: Int, on rows: [Int], of data: Dataset, _ evidence: AnsweredSetValues, features: [Int],
    penalty: RidgePenalty
  ) -> (regression: any Regression, outside: [Double]) {
    let targets = rows.map { data.quality[$0 * data.modelCount + model] }
    let factors = penalty.factors(of: features, in: evidence, model: model)
    var design = evidence.design(rows, of: features)
    if let factors { design = design.scaled(by: factors) }
    let scaled = fit(design, targets, penalty.ridge)
    let outside = scaled.valuesWithoutOwnRow(
      design, targets: targets, ridge: penalty.ridge, holdsCentre: holdsCentre)
    guard let factors else { return (scaled, outside) }
    return (made(scaled.intercept, zip(scaled.coefficients, factors).map { $0 * $1 }), outside)
  }

  /// The penalties of lowest leave-one-out loss over train queries, summed over all models: on features of queries before
  /// any answer; on those of answers with all known, when there are most coefficients to shrink, and there the greatest
  /// penalty whose loss is within a standard error of the lowest.
  ///
  /// A policy that sees answers goes on to the greatest of several estimates, so it pays for their noise, which the loss of
  /// each estimate by itself hardly shows. Hence the most cautious of the penalties that the loss cannot tell apart (the
  /// one-standard-error rule of Breiman, Friedman, Olshen and Stone, 1984).
  ///
  /// - Parameters:
  ///   - leading: the answers that regressions rest on; `nil` for all.
  ///   - isPlain: whether a single penalty of lowest loss falls on all coefficients.
  /// - Throws: `RoutingError.cancelled`.
  func bestPenalty(
    _ data: Dataset, _ evidence: AnsweredSetValues, leading: LeadingAnswers? = nil, isPlain: Bool, task: TaskContext
  ) throws(RoutingError) -> RidgePenalty {
    let plain = Self.ridges.map { RidgePenalty(given: $0) }
    if isPlain {
      let losses = try losses(of: plain, given: ModelSet(data.models.indices), data, evidence, leading, task)
      return plain[Self.lowest(of: losses)]
    }
    let query = plain[Self.lowest(of: try losses(of: plain, given: ModelSet(), data, evidence, leading, task))].ridge
    let penalties = Self.ridges.map { RidgePenalty(chosen: $0, query: query) }
    let losses = try losses(of: penalties, given: ModelSet(data.models.indices), data, evidence, leading, task)
    let best = losses[Self.lowest(of: losses)]
    let limit = best.mean + best.standardDeviation / Double(best.count).squareRoot()
    return penalties[losses.lastIndex { $0.mean <= limit } ?? 0]
  }

  /// The place of the lowest mean loss, the first of several.
  private static func lowest(of losses: [[Double]]) -> Int {
    losses.indices.min { (losses[$0].mean, $0) < (losses[$1].mean, $1) }!
  }

  /// For each penalty the leave-one-out loss of each row used for the choice, summed over models, given some answers.
  private func losses(
    of penalties: [RidgePenalty], given answered: ModelSet, _ data: Dataset, _ evidence: AnsweredSetValues,
    _ leading: LeadingAnswers?, _ task: TaskContext
  ) throws(RoutingError) -> [[Double]] {
    let rows = Self.chosen(of: data)
    let places = Dictionary(uniqueKeysWithValues: zip(rows, 0...))
    var losses = penalties.map { _ in [Double](repeating: 0, count: rows.count) }
    if evidence.features.isEmpty || rows.count < 2 { return losses }
    for model in data.models.indices {
      let given = leading?.leading(of: model, given: answered) ?? answered
      let own = data.rows(of: model, among: rows)
      for (index, penalty) in penalties.enumerated() {
        do { try task.check() } catch { throw .cancelled }
        for (row, loss) in zip(own, self.losses(of: model, given: given, on: own, of: data, evidence, penalty)) {
          losses[index][places[row]!] += loss
        }
      }
    }
    return losses
  }

  /// The leave-one-out losses of one model's regression on what is known once a set has run, on each of its rows.
  func losses(
    of model: Int, given answered: ModelSet, on rows: [Int], of data: Dataset, _ evidence: AnsweredSetValues,
    _ penalty: RidgePenalty
  ) -> [Double] {
    let features = evidence.places(given: answered)
    let outside = fit(of: model, on: rows, of: data, evidence, features: features, penalty: penalty).outside
    return zip(rows, outside).map { loss($1, data.quality[$0 * data.modelCount + model]) }
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
