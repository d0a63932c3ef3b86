import Glibc
import Input
import Mathematics
import Traces

/// Prompts as sparse vectors: words hashed into 4,096 coordinates or fewer, TF-IDF with sublinear counts, of unit length.
package struct HashedText: Sendable, Equatable {
  /// The weight of each coordinate: log((n + 1) / (n_w + 1)) + 1, n train prompts of which n_w have it.
  let weights: [Double]

  static let width = 4096

  init(weights: [Double]) { self.weights = weights }

  /// The weights of the given prompts' words, hashed into `width` coordinates.
  init(of counts: some Collection<[Int: Double]>, width: Int = Self.width) {
    var known = [Double](repeating: 0, count: width)
    for own in counts { for word in own.keys { known[word] += 1 } }
    weights = known.map { log(Double(counts.count + 1) / ($0 + 1)) + 1 }
  }

  /// How often each of `width` coordinates occurs in a text.
  static func counts(of text: String, width: Int = width) -> [Int: Double] {
    var counts: [Int: Double] = [:]
    for word in words(of: text, width: width) { counts[word, default: 0] += 1 }
    return counts
  }

  /// The vector of a text, coordinates ascending; empty for a text without words.
  func vector(_ counts: [Int: Double]) -> [(index: Int, value: Double)] {
    let values = counts.sorted { $0.key < $1.key }.map { (index: $0.key, value: (1 + log($0.value)) * weights[$0.key]) }
    let length = values.reduce(0) { $0 + $1.value * $1.value }.squareRoot()
    return values.map { ($0.index, $0.value / length) }
  }

  /// The coordinates of the words of a text: runs of letters and digits in lower case, hashed.
  private static func words(of text: String, width: Int) -> [Int] {
    let key = RandomKey(seed: 0, purpose: "words")
    return text.lowercased().utf8.split { byte in
      !(byte >= 0x80 || byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39)
    }.map { Int(key.mixing(bytes: $0).bits % UInt64(width)) }
  }
}

/// What the words of a prompt say of a model's quality: a ridge regression on `HashedText`, less the mean.
///
/// As a feature of a train row it comes from a fit without the row's fifth, so that it is as good there as for new queries.
package final class TextScore: Sendable, Equatable {
  let text: HashedText
  let regression: SparseRidge

  init(text: HashedText, regression: SparseRidge) {
    self.text = text
    self.regression = regression
  }

  package static func == (a: TextScore, b: TextScore) -> Bool { a.text == b.text && a.regression == b.regression }

  /// The score of a prompt.
  func value(of prompt: String) -> Double {
    var row = SparseMatrix(width: HashedText.width)
    row.append(text.vector(HashedText.counts(of: prompt)))
    return regression.value(row, row: 0)
  }
}

extension TextScore {
  static let foldCount = 5
  /// The penalties that are tried; vectors have unit length.
  static let ridges: [Double] = [0.3, 1, 3, 10, 30]

  /// For each model of the pool its score and the values on all rows, NaN for those without a prompt; `nil` where a model has no
  /// train row with one.
  ///
  /// - Throws: `Cancelled`.
  static func fitted(to data: Dataset, task: TaskContext) throws(Cancelled) -> [(score: TextScore, values: [Double])]? {
    guard let prompts = data.traces.prompts, data.train.count >= 2 * foldCount else { return nil }
    let counts: [[Int: Double]?] = try task.chunks(of: data.count) { rows in
      rows.map { prompts[data.queryIndices[$0]].map { HashedText.counts(of: $0) } }
    }.flatMap(\.self)
    let text = HashedText(of: data.train.compactMap { counts[$0] })
    let all = SparseMatrix(width: HashedText.width, rows: counts.map { $0.map(text.vector) ?? [] })
    let train = all.selecting(data.train)
    let folds = Calibration.folds(of: data)
    let targets = data.models.indices.map { model in data.train.map { data.quality[$0 * data.modelCount + model] } }
    let known = targets.map { own in own.indices.filter { !own[$0].isNaN && counts[data.train[$0]] != nil } }
    if known.contains(where: \.isEmpty) { return nil }
    // Every fold, model and penalty is a fit of its own.
    let jobs = data.models.indices.flatMap { model in
      ridges.indices.flatMap { ridge in (0..<foldCount).map { (model: model, ridge: ridge, fold: $0) } }
    }
    let outside = try task.chunks(of: jobs.count, size: 1) { places in
      places.map { place -> [(place: Int, value: Double, mean: Double)] in
        let job = jobs[place]
        let inside = known[job.model].filter { folds[$0] != job.fold }
        if inside.isEmpty { return [] }
        let own = inside.map { targets[job.model][$0] }
        let fit = SparseRidge(train.selecting(inside), targets: own, ridge: ridges[job.ridge])
        let mean = own.mean
        return folds.indices.filter { folds[$0] == job.fold && counts[data.train[$0]] != nil }.map {
          (place: $0, value: fit.value(train, row: $0), mean: mean)
        }
      }
    }.flatMap(\.self)
    var losses = [Double](repeating: 0, count: ridges.count)
    for (job, values) in zip(jobs, outside) {
      for (place, value, _) in values {
        let miss = value - targets[job.model][place]
        if miss.isNaN { continue }
        losses[job.ridge] += miss * miss
      }
    }
    let best = losses.indices.min { (losses[$0], -$0) < (losses[$1], -$1) }!
    return try task.chunks(of: data.modelCount, size: 1) { models in
      models.map { model in
        let own = known[model].map { targets[model][$0] }
        let fit = SparseRidge(train.selecting(known[model]), targets: own, ridge: ridges[best])
        let score = TextScore(
          text: text,
          regression: SparseRidge(intercept: fit.intercept - own.mean, coefficients: fit.coefficients))
        var values = (0..<data.count).map { counts[$0] == nil ? .nan : score.regression.value(all, row: $0) }
        for (job, found) in zip(jobs, outside) where job.model == model && job.ridge == best {
          for (place, value, mean) in found { values[data.train[place]] = value - mean }
        }
        return (score: score, values: values)
      }
    }.flatMap(\.self)
  }
}

// MARK: in policy files

extension TextScore {
  var members: [JSONValue.Member] {
    [
      .init("weights", .numbers(text.weights)), .init("intercept", .number(regression.intercept)),
      .init("coefficients", .numbers(regression.coefficients)),
    ]
  }

  /// The members that `members` gives.
  static var schema: [JSONValue.Member] {
    let numbers = JSONSchema.list(of: JSONSchema.number, count: HashedText.width)
    return [
      .init(
        "weights", numbers,
        "text: of the coordinates into which the words of the prompt (runs of letters and digits in lower case) are hashed; "
          + "a coordinate has weight * (1 + log(count)), all scaled to unit length"),
      .init("intercept", JSONSchema.number, "text: of the regression on the coordinates"),
      .init("coefficients", numbers, "text: of the regression on the coordinates"),
    ]
  }

  convenience init(_ node: JSONNode) throws(JSONShapeError) {
    self.init(
      text: HashedText(weights: try node["weights"].numbers(count: HashedText.width)),
      regression: SparseRidge(
        intercept: try node["intercept"].number(),
        coefficients: try node["coefficients"].numbers(count: HashedText.width)))
  }
}
