import Mathematics

/// The outcomes of some models on some queries, adjusted for which queries each model was run on.
///
/// A model that was spared the hard queries has too high a mean. What to expect of it elsewhere, m, is a regression of its
/// outcomes on how the *other* models did on the query, compared with their levels, and on its group; the chance p that it
/// was run is a logistic regression on the same. The adjusted outcome is m + (outcome - m)/p where it was run and m
/// elsewhere: its mean is right if either of them is (doubly robust; Robins, Rotnitzky, Zhao 1994). An outcome has not seen
/// its own m, and no weight exceeds 20.
///
/// In a cascade a model runs where those before it have run (`NestedRuns`). These alone then tell of it, the models after it do
/// not; where one of them was not run, what is expected of it stands for its outcome; and the chance to run is that of the last
/// one before it times the chance to be asked after it.
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

  /// For how many queries no run of the model stands, by more than chance: it had none to run there, so what it is worth there
  /// rests on a line through others. 0 where its runs stand for all.
  public let unreached: [Double]

  /// The greatest weight of an outcome.
  public static let weightLimit = 20.0
  /// The share of queries for which no run needs to stand.
  private static let negligibleShare = 0.05
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
    let tables = [outcomes] + (signals.map { [$0] } ?? [])
    let eases = isComplete ? [] : [QueryEase(outcomes, scale)] + tables.dropFirst().map { QueryEase($0, .difference) }
    // By table: what each is worth, and what is known or expected.
    var (values, completed) = (tables, tables)
    var allExpected = [[Double]](repeating: [], count: outcomes.count)
    var weights = allExpected
    let nested = NestedRuns(outcomes)
    for model in nested.order {
      let queries = outcomes[model].indices
      let hasRun = outcomes[model].map { !$0.isNaN }
      if !hasRun.contains(true) || !hasRun.contains(false) { continue }
      let (above, below) = (nested.above[model], nested.below[model])
      func others(_ tables: [[[Double]]]) -> [[Double]] {
        zip(eases, tables).map { ease, table in
          queries.map { ease.without(model, and: below, on: $0, taking: above, from: table) }
        }
      }
      let known = others(completed)
      let scales = known.map { Standardisation(of: $0) }
      func design(_ others: [[Double]]) -> DesignMatrix {
        DesignMatrix(
          rows: queries.map { query -> [Double] in
            zip(others, scales).map { $1($0[query]) }
              + (told.map { codes in (1..<groupCount).map { codes[query] == $0 ? 1 : 0 } } ?? [])
          })
      }
      let all = design(known)
      // What is expected moves with what the models above are worth.
      let moved = above.isEmpty ? all : design(others(values))
      let asked = above.last.map { last in queries.filter { !outcomes[last][$0].isNaN } } ?? Array(queries)
      // It may have run wherever it was asked.
      let chance =
        asked.contains { !hasRun[$0] }
        ? LogisticRegression(all.selecting(asked), targets: asked.map { hasRun[$0] ? 1 : 0 }) : nil
      weights[model] = queries.map { query in
        if !hasRun[query] { return 0 }
        let before = above.last.map { weights[$0][query] } ?? 1
        return min(before / (chance?.value(at: all[query]) ?? 1), Self.weightLimit)
      }
      for (place, table) in tables.enumerated() {
        let own = table[model]
        let ran = queries.filter { hasRun[$0] && !own[$0].isNaN }
        if ran.isEmpty { continue }
        let (seen, targets) = (all.selecting(ran), ran.map { own[$0] })
        let line = RidgeRegression(seen, targets: targets)
        let outside = line.valuesWithoutOwnRow(seen, targets: targets, ridge: 1)
        let expected = queries.map { line.value(at: all[$0]) }
        let worth = above.isEmpty ? expected : queries.map { line.value(at: moved[$0]) }
        for query in queries where !hasRun[query] {
          values[place][model][query] = worth[query]
          completed[place][model][query] = expected[query]
        }
        for (index, query) in ran.enumerated() {
          values[place][model][query] =
            outside[index] + (worth[query] - expected[query]) + weights[model][query] * (own[query] - outside[index])
        }
        if place == 0 { allExpected[model] = expected }
      }
    }
    unreached = weights.map { weights in
      let missing = Double(weights.count) - weights.sum
      let error = weights.map { $0 * $0 }.sum.squareRoot()
      return missing > max(5 * error, Self.negligibleShare * Double(weights.count)) ? missing : 0
    }
    self.values = values[0]
    self.completed = completed[0]
    self.expected = allExpected
  }
}

/// How the models did on each query, compared with their levels.
private struct QueryEase {
  /// For each model and query the outcome compared with the model's level; NaN where there is none.
  private var relative: [[Double]]
  private var sums: [Double]
  private var counts: [Double]
  private var levels: [Double]
  private let scale: AdjustedOutcomes.Scale

  private static let roundLimit = 50

  /// Levels and ease in turn, until they fit each other: what a model's level says does not hang on which queries it ran on.
  init(_ outcomes: [[Double]], _ scale: AdjustedOutcomes.Scale) {
    let queries = outcomes.first?.indices ?? 0..<0
    self.scale = scale
    levels = outcomes.map { $0.filter { !$0.isNaN }.mean }
    relative = outcomes
    sums = queries.map { _ in 0 }
    counts = queries.map { query in Double(outcomes.count { !$0[query].isNaN }) }
    for _ in 0..<Self.roundLimit {
      for query in queries { sums[query] = 0 }
      for (model, own) in outcomes.enumerated() {
        for query in queries where !own[query].isNaN {
          relative[model][query] = compared(own[query], with: model)
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

  private func compared(_ outcome: Double, with model: Int) -> Double {
    scale == .difference ? outcome - levels[model] : levels[model] > 0 ? outcome / levels[model] - 1 : 0
  }

  /// The mean of the other models on a query; NaN without any.
  ///
  /// - Parameters:
  ///   - left: models that are left out, too.
  ///   - taken: models of which what `table` says is taken instead of the outcome.
  func without(
    _ model: Int, and left: [Int], on query: Int, taking taken: [Int], from table: [[Double]]
  ) -> Double {
    var (sum, count) = (sums[query], counts[query])
    for other in [model] + left + taken where !relative[other][query].isNaN {
      sum -= relative[other][query]
      count -= 1
    }
    for other in taken where !table[other][query].isNaN {
      sum += compared(table[other][query], with: other)
      count += 1
    }
    return count > 0 ? sum / count : .nan
  }
}
