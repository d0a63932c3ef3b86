import Glibc
import Input
import Mathematics
import Traces

/// Numeric features of models' answers: the evidence that estimators condition on.
///
/// Only columns in the traces occur: the outcome columns `confidence` (a number), `logprobs` (the log-probabilities of
/// the answer's tokens) and `class_probs` (a probability per class), both lists of numbers, and the answers' texts. A
/// missing value is NaN.
package enum AnswerFeatures {
  /// A feature with a value for each row, known as soon as the models of `needs` have run.
  package struct Feature {
    package let name: String
    package let origin: AnsweredSetOrigin
    package let values: [Double]

    package var needs: ModelSet { origin.needs }
  }

  /// The confidence of each model.
  package static func confidence(_ data: Dataset) -> [Feature] {
    guard case .numbers(let values)? = data.traces.outcomeColumn("confidence")?.values else { return [] }
    let scale = ConfidenceScale(of: data) ?? .asRecorded
    return data.models.indices.map { model in
      Feature(
        name: "confidence(\(data.models[model]))", origin: .confidence(model, scale),
        values: (0..<data.count).map { scale(values[data.outcome(of: model, row: $0)]) })
    }
  }

  /// For each model's log-probabilities: sum/100, mean, minimum, median, 25% and 10% quantile, log of their number, and
  /// whether they could be parsed (1 or 0; if not, the others are missing).
  package static func logProbabilities(_ data: Dataset, task: TaskContext) throws(Cancelled) -> [Feature] {
    try perModel(
      data, column: "logprobs", logStatisticNames, task, compute: logStatistics,
      origin: { .logprobs($0, statistic: $1) })
  }

  /// The names of the statistics of log-probabilities, in order.
  package static let logStatisticNames = ["sum", "mean", "min", "median", "q25", "q10", "count", "parsed"]

  /// The statistics of an answer's log-probabilities; all but `parsed` are missing where there are none.
  package static func logStatistics(_ list: [Double]?) -> [Double] {
    guard let list, !list.isEmpty else { return [Double](repeating: .nan, count: 7) + [0] }
    let sorted = list.sorted()
    let sum = list.sum
    return [
      sum / 100, sum / Double(list.count), sorted[0], sorted.quantile(0.5), sorted.quantile(0.25),
      sorted.quantile(0.1), log(Double(list.count)), 1,
    ]
  }

  /// For each model's class probabilities: the three greatest and the entropy (natural logarithm); for each pair of
  /// models their Jensen-Shannon divergence.
  package static func classProbabilities(_ data: Dataset, task: TaskContext) throws(Cancelled) -> [Feature] {
    let own = try perModel(
      data, column: "class_probs", classStatisticNames, task, compute: classStatistics,
      origin: { .classProbs($0, statistic: $1) })
    guard let column = data.traces.outcomeColumn("class_probs") else { return [] }
    return own
      + (try perPair(data, data.models.indices, name: "divergence", task, origin: { .divergence($0, $1) }) { row in
        let lists = data.models.indices.map { model in
          column.text(at: data.outcome(of: model, row: row)).flatMap { NumberList.parse($0) }.flatMap(distribution)
        }
        return { i, j in divergence(between: lists[i], lists[j]) }
      })
  }

  /// The names of the statistics of class probabilities, in order.
  package static let classStatisticNames = ["top1", "top2", "top3", "entropy"]

  /// The statistics of an answer's class probabilities; missing where there are none.
  package static func classStatistics(_ list: [Double]?) -> [Double] {
    guard let classes = list.flatMap(distribution) else { return [Double](repeating: .nan, count: 4) }
    let top = classes.sorted(by: >) + [0, 0, 0]
    return [top[0], top[1], top[2], entropy(classes)]
  }

  /// The divergence of two answers' distributions over the same classes; missing where either is.
  package static func divergence(between p: [Double]?, _ q: [Double]?) -> Double {
    guard let p, let q, p.count == q.count else { return .nan }
    return divergence(p, q)
  }

  /// For each pair of models, whether their answers are equal apart from surrounding blanks: 1 or 0.
  ///
  /// - Parameter modelLimit: the pairs of how many models, from the cheapest on.
  package static func agreement(
    _ data: Dataset, modelLimit: Int = .max, task: TaskContext
  ) throws(Cancelled) -> [Feature] {
    guard let answers = data.traces.answers else { return [] }
    let models = data.models.indices.prefix(modelLimit)
    return try perPair(data, models, name: "agreement", task, origin: { .agreement($0, $1) }) { row in
      let texts = models.map { answers[data.outcome(of: $0, row: row)].map(trimmed) }
      return { i, j in agreement(between: texts[i], texts[j]) }
    }
  }

  /// Whether two trimmed answers are equal, 1 or 0; missing where either is.
  package static func agreement(between a: Substring?, _ b: Substring?) -> Double {
    guard let a, let b else { return .nan }
    return a == b ? 1 : 0
  }

  // MARK: Statistics

  /// Non-negative weights scaled to sum to 1; `nil` where that is impossible.
  package static func distribution(_ weights: [Double]) -> [Double]? {
    let total = weights.sum
    return weights.allSatisfy { $0 >= 0 } && total > 0 ? weights.map { $0 / total } : nil
  }

  /// -sum p log p.
  package static func entropy(_ p: [Double]) -> Double { -p.reduce(0) { $1 > 0 ? $0 + $1 * log($1) : $0 } }

  /// The Jensen-Shannon divergence: the entropy of the mean of two distributions less the mean of their entropies; from
  /// 0 to log 2.
  package static func divergence(_ p: [Double], _ q: [Double]) -> Double {
    max(0, entropy(zip(p, q).map { ($0 + $1) / 2 }) - (entropy(p) + entropy(q)) / 2)
  }

  /// The text without surrounding blanks.
  package static func trimmed(_ text: String) -> Substring {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return text[first...last]
  }

  // MARK: Tables

  /// Statistics of each model's list of numbers in the named column; none where there is no such column.
  private static func perModel(
    _ data: Dataset, column name: String, _ statistics: [String], _ task: TaskContext,
    compute: @Sendable ([Double]?) -> [Double], origin: (_ model: Int, _ statistic: Int) -> AnsweredSetOrigin
  ) throws(Cancelled) -> [Feature] {
    guard let column = data.traces.outcomeColumn(name) else { return [] }
    let width = data.modelCount * statistics.count
    let table = try task.chunks(of: data.count) { rows in
      rows.flatMap { row in
        data.models.indices.flatMap { model in
          compute(column.text(at: data.outcome(of: model, row: row)).flatMap { NumberList.parse($0) })
        }
      }
    }.flatMap(\.self)
    return (0..<width).map { place in
      let (model, statistic) = place.quotientAndRemainder(dividingBy: statistics.count)
      return Feature(
        name: "\(name) \(statistics[statistic])(\(data.models[model]))", origin: origin(model, statistic),
        values: (0..<data.count).map { table[$0 * width + place] })
    }
  }

  /// A number for each pair of models, from what `compute` prepares for a row.
  private static func perPair(
    _ data: Dataset, _ models: Range<Int>, name: String, _ task: TaskContext, origin: (Int, Int) -> AnsweredSetOrigin,
    _ compute: @Sendable (Int) -> (Int, Int) -> Double
  ) throws(Cancelled) -> [Feature] {
    let pairs = models.flatMap { i in (i + 1..<models.count).map { (i, $0) } }
    let table = try task.chunks(of: data.count) { rows in
      rows.flatMap { row -> [Double] in
        if task.isCancelled { return [] }
        let value = compute(row)
        return pairs.map { value($0.0, $0.1) }
      }
    }.flatMap(\.self)
    return pairs.indices.map { place in
      let (i, j) = pairs[place]
      return Feature(
        name: "\(name)(\(data.models[i]), \(data.models[j]))", origin: origin(i, j),
        values: (0..<data.count).map { table[$0 * pairs.count + place] })
    }
  }
}

extension Dataset {
  /// The index, in the columns of the trace set, of the outcome of a pool model on a row, or of what stands in for it.
  package func outcome(of model: Int, row: Int) -> Int {
    queryIndices[standIn(of: model, on: row)] * traces.modelCount + modelIndices[model]
  }
}
