import Mathematics

/// The outcomes of some models on some queries, adjusted for which queries each model was run on.
///
/// A model that was spared the hard queries has too high a mean. What to expect of it elsewhere, m, is a regression of its
/// outcomes on how the *other* models did on the query, compared with their levels, and on its group; the chance p that it
/// was run is a logistic regression on the same. The adjusted outcome is m + (outcome - m)/p where it was run and m
/// elsewhere: its mean is right if either of them is (doubly robust; Robins, Rotnitzky, Zhao 1994). An outcome has not seen
/// its own m, and no weight exceeds 20.
public struct AdjustedOutcomes: Sendable {
  /// How outcomes of easy and hard, or cheap and dear, queries differ between models.
  public enum Scale: Sendable {
    /// By the same amount, as qualities do.
    case difference
    /// By the same factor, as costs do.
    case ratio
  }

  /// The adjusted outcome of each model on each query, laid out like the outcomes: these themselves for a model that was
  /// run on all, NaN for one that was run on none.
  public let values: [[Double]]
  /// The outcome where it is known, elsewhere what is expected.
  public let completed: [[Double]]
  /// What is expected of each model on each query, whether its outcome is known or not; empty for a model that was run on
  /// all or none.
  public let expected: [[Double]]

  /// The greatest weight of an outcome.
  public static let weightLimit = 20.0
  /// The most groups that are told apart.
  static let groupLimit = 20

  /// The adjusted outcomes.
  ///
  /// - Parameters:
  ///   - outcomes: one column per model; NaN where it was not run.
  ///   - groups: the group of each query, from 0, where there are groups.
  ///   - scale: how outcomes differ between queries.
  ///   - signals: what else is known of each model's answer, such as its confidence, laid out like the outcomes: those of the
  ///     other models tell of a query, too.
  public init(_ outcomes: [[Double]], groups: [Int]? = nil, scale: Scale, signals: [[Double]]? = nil) {
    let groupCount = (groups?.max() ?? 0) + 1
    let told = groupCount > 1 && groupCount <= Self.groupLimit ? groups : nil
    let isComplete = outcomes.allSatisfy { !$0.contains(where: \.isNaN) }
    let eases =
      isComplete ? [] : [QueryEase(outcomes, scale)] + (signals.map { [QueryEase($0, .difference)] } ?? [])
    var values = outcomes
    var completed = outcomes
    var allExpected = [[Double]](repeating: [], count: outcomes.count)
    for model in outcomes.indices {
      let own = outcomes[model]
      let ran = own.indices.filter { !own[$0].isNaN }
      if ran.isEmpty || ran.count == own.count { continue }
      let others = eases.map { ease in
        let values = own.indices.map { ease.without(model, on: $0) }
        let standardisation = Standardisation(of: values)
        return values.map { standardisation($0) }
      }
      let rows = own.indices.map { query -> [Double] in
        others.map { $0[query] }
          + (told.map { codes in (1..<groupCount).map { codes[query] == $0 ? 1 : 0 } } ?? [])
      }
      let (all, seen) = (DesignMatrix(rows: rows), DesignMatrix(rows: ran.map { rows[$0] }))
      let targets = ran.map { own[$0] }
      let expected = RidgeRegression(seen, targets: targets)
      let chance = LogisticRegression(all, targets: own.map { $0.isNaN ? 0 : 1 })
      let outside = expected.valuesWithoutOwnRow(seen, targets: targets, ridge: 1)
      allExpected[model] = own.indices.map { expected.value(at: all[$0]) }
      for query in own.indices where own[query].isNaN {
        values[model][query] = allExpected[model][query]
        completed[model][query] = values[model][query]
      }
      for (place, query) in ran.enumerated() {
        let weight = min(1 / chance.value(at: all[query]), Self.weightLimit)
        values[model][query] = outside[place] + weight * (own[query] - outside[place])
      }
    }
    self.values = values
    self.completed = completed
    self.expected = allExpected
  }
}

/// How the models did on each query, compared with their levels.
private struct QueryEase {
  /// For each model and query the outcome compared with the model's level; NaN where there is none.
  private var relative: [[Double]]
  private var sums: [Double]
  private var counts: [Double]

  private static let roundLimit = 50

  /// Levels and ease in turn, until they fit each other: what a model's level says does not hang on which queries it ran on.
  init(_ outcomes: [[Double]], _ scale: AdjustedOutcomes.Scale) {
    let queries = outcomes.first?.indices ?? 0..<0
    var levels = outcomes.map { $0.filter { !$0.isNaN }.mean }
    relative = outcomes
    sums = queries.map { _ in 0 }
    counts = queries.map { query in Double(outcomes.count { !$0[query].isNaN }) }
    for _ in 0..<Self.roundLimit {
      for query in queries { sums[query] = 0 }
      for (model, own) in outcomes.enumerated() {
        for query in queries where !own[query].isNaN {
          relative[model][query] =
            scale == .difference ? own[query] - levels[model] : levels[model] > 0 ? own[query] / levels[model] - 1 : 0
          sums[query] += relative[model][query]
        }
      }
      var change = 0.0
      for (model, own) in outcomes.enumerated() where !levels[model].isNaN {
        let ran = queries.filter { !own[$0].isNaN }
        let ease = ran.map { sums[$0] / counts[$0] }
        let total = ran.map { own[$0] }.sum
        let next =
          scale == .difference ? (total - ease.sum) / Double(ran.count) : total / max(ease.map { 1 + $0 }.sum, 1e-300)
        change = max(change, abs(next - levels[model]) / max(abs(levels[model]), 1e-300))
        levels[model] = next
      }
      if change < 1e-9 { break }
    }
  }

  /// The mean of the other models on a query; NaN without any.
  func without(_ model: Int, on query: Int) -> Double {
    let own = relative[model][query]
    let count = counts[query] - (own.isNaN ? 0 : 1)
    return count > 0 ? (sums[query] - (own.isNaN ? 0 : own)) / count : .nan
  }
}
