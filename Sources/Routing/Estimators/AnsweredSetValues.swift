import Mathematics
import Traces

/// A family of features; the words of `--features`.
public enum AnsweredSetFamily: String, Sendable, CaseIterable {
  /// The length of the prompt.
  case length
  /// The group of the query.
  case group
  /// The number of options of a multiple-choice question.
  case options
  /// The columns `x_…`.
  case user
  /// Each model's confidence in its answer.
  case confidence
  /// Statistics of the log-probabilities of an answer.
  case logprobs
  /// Class probabilities: the greatest, their entropy, and the divergence between models.
  case classes
  /// Whether two models gave the same answer.
  case agreement
  /// For each model what the words of the prompt say of its quality; only if asked for.
  case text

  /// The families used unless others are given.
  public static let standard = Set(allCases).subtracting([.text])
}

/// The features of all rows, each with the models that must have run before it is known.
///
/// All have mean 0 and variance 1 over the train part; a missing value counts as the mean. Features that are constant
/// there are left out.
struct AnsweredSetValues: Sendable {
  /// A standardised feature.
  struct Feature: Sendable {
    let name: String
    /// Its source.
    let origin: AnsweredSetOrigin
    /// The shift and scale applied.
    let scale: Standardisation
    /// The models whose answers it needs; none for a feature of the query.
    let needs: ModelSet
    /// One value per row.
    let values: [Double]
  }

  /// The features, those of the query first.
  let features: [Feature]

  /// Whether answers bring features, so that estimates change when models run.
  var hasAnswers: Bool { features.contains { !$0.needs.isEmpty } }

  /// The features of the given families that the traces hold.
  ///
  /// - Parameter modelLimit: how many models may bring features with their answers; of a pool that has more, and whose
  ///   answers do bring some, not all features are there.
  /// - Throws: `RoutingError.cancelled` if the computation was cancelled.
  init(
    _ data: Dataset, families: Set<AnsweredSetFamily>, modelLimit: Int = .max, task: TaskContext
  ) throws(RoutingError) {
    var features: [AnswerFeatures.Feature]
    do {
      features = try QueryFeatures(
        data, families: Set(families.compactMap { QueryFeatures.Family(rawValue: $0.rawValue) }), task: task
      ).features.map { AnswerFeatures.Feature(name: $0.name, origin: AnsweredSetOrigin($0), values: $0.values) }
      if families.contains(.text), let scores = try TextScore.fitted(to: data, task: task) {
        features += scores.enumerated().map { model, found in
          AnswerFeatures.Feature(
            name: "text(\(data.models[model]))", origin: .text(found.score), values: found.values)
        }
      }
      if families.contains(.confidence) { features += AnswerFeatures.confidence(data) }
      if families.contains(.logprobs) { features += try AnswerFeatures.logProbabilities(data, task: task) }
      if families.contains(.classes) { features += try AnswerFeatures.classProbabilities(data, task: task) }
      if families.contains(.agreement) {
        // There are as many as pairs of models: where the pool is too large, those of a few tell so.
        let few = try AnswerFeatures.agreement(data, modelLimit: min(modelLimit, data.modelCount), task: task)
        let areAll = data.modelCount <= modelLimit || few.contains { Self.standardised($0, data) != nil }
        features += areAll ? few : try AnswerFeatures.agreement(data, task: task)
      }
    } catch {
      throw .cancelled
    }
    self.features = features.compactMap { Self.standardised($0, data) }
  }

  /// A feature with mean 0 and variance 1 over the train part; `nil` where it is constant there.
  private static func standardised(_ feature: AnswerFeatures.Feature, _ data: Dataset) -> Feature? {
    let scale = Standardisation(of: data.train.lazy.map { feature.values[$0] })
    let values = feature.values.map { scale($0) }
    if data.train.allSatisfy({ abs(values[$0]) < 1e-12 }) { return nil }
    return Feature(name: feature.name, origin: feature.origin, scale: scale, needs: feature.needs, values: values)
  }

  /// The places of the features that are known once the models of `answered` have run.
  func places(given answered: ModelSet) -> [Int] {
    features.indices.filter { answered.isSuperset(of: features[$0].needs) }
  }

  /// The features at some places of `rows`.
  func design(_ rows: some Collection<Int>, of places: [Int]) -> DesignMatrix {
    let known = places.map { features[$0].values }
    var values: [Double] = []
    values.reserveCapacity(rows.count * known.count)
    for row in rows {
      for feature in known { values.append(feature[row]) }
    }
    return DesignMatrix(values: values, width: known.count, rowCount: rows.count)
  }
}
