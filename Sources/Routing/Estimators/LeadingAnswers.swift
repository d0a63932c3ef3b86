import Mathematics
import Traces

/// How the estimates of a large pool follow from regressions on three answers at most: those that tell most of a model have
/// regressions together, and each further answer moves its estimate by half of what it adds to the first two (method,
/// section 7).
///
/// So the number of regressions grows with the third power of the number of models instead of doubling with each, and none has
/// more features than three answers bring. By half, since what answers add is in part the same.
struct LeadingAnswers: Sendable {
  /// How many answers a regression rests on.
  static let count = 3
  /// The share that counts of what a further answer adds.
  static let share = 0.5

  /// Per model, the others, the one whose answer tells most of it first.
  private let others: [[Int]]

  /// Ranks answers by the leave-one-out loss of regressions on each alone.
  ///
  /// - Throws: `RoutingError.cancelled`.
  init(
    _ data: Dataset, _ evidence: AnsweredSetValues, kind: AnsweredSetRegression, penalty: RidgePenalty,
    task: TaskContext
  ) throws(RoutingError) {
    let rows = AnsweredSetRegression.chosen(of: data)
    var others: [[Int]] = []
    for model in data.models.indices {
      do { try task.check() } catch { throw .cancelled }
      task.progress(Double(model) / Double(data.modelCount))
      let own = data.rows(of: model, among: rows)
      let losses = data.models.indices.map {
        kind.losses(of: model, given: ModelSet([$0]), on: own, of: data, evidence, penalty).sum
      }
      others.append(data.models.indices.filter { $0 != model }.sorted { (losses[$0], $0) < (losses[$1], $1) })
    }
    self.others = others
  }

  /// The answers that tell most of a model, three at most: its own, if it has run, and then the others.
  func leading(of model: Int, given answered: ModelSet) -> ModelSet {
    ModelSet(ranked(model, answered).prefix(Self.count))
  }

  /// The regressions of a model, each by the answers that it rests on, whose weighted sum, on the scale of steps, is its
  /// estimate once `answered` have run.
  func terms(of model: Int, given answered: ModelSet) -> [(answers: ModelSet, weight: Double)] {
    if answered.count <= Self.count { return [(answered, 1)] }
    let ranked = ranked(model, answered)
    let further = ranked.dropFirst(Self.count)
    let first = ModelSet(ranked.prefix(Self.count - 1))
    return [(ModelSet(ranked.prefix(Self.count)), 1)] + further.map { (first.adding($0), Self.share) }
      + [(first, -Self.share * Double(further.count))]
  }

  private func ranked(_ model: Int, _ answered: ModelSet) -> [Int] {
    (answered.contains(model) ? [model] : []) + others[model].filter(answered.contains)
  }
}
