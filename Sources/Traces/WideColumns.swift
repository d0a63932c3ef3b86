import Input

/// The columns of a table of one row per query: each model's scores and, where they are recorded, its costs.
///
/// A column of costs is told by its name: `gpt-4_cost`, `cost_gpt-4` or `gpt-4|cost` holds those of `gpt-4`, whose scores are
/// the column `gpt-4`, or one such as `gpt-4_score`. Costs count if every model has both columns. A column such as
/// `gpt-4_confidence` or `latency_gpt-4` holds neither.
struct WideColumns: Equatable {
  /// One model.
  struct Model: Equatable {
    /// Its name.
    var name: String
    /// The column of its scores.
    var scores: String
    /// The column of its costs; `nil` where none are recorded.
    var costs: String?
  }

  /// The models, in the order of their columns of scores.
  private(set) var models: [Model]
  /// The columns of scores without one of costs, and those of costs without one of scores, where there are both kinds.
  private(set) var unpaired: [String] = []

  /// The columns of costs.
  var costs: [String] { models.compactMap(\.costs) }

  /// Tells the columns of a table apart.
  ///
  /// - Parameters:
  ///   - scores: the columns whose values are scores, as costs may look, in their order.
  ///   - columns: all columns that may hold either.
  init(scores: [String], columns: [String]) {
    let own = scores.filter { Self.modelOfCosts($0) == nil && !Self.isMeasure($0, beside: scores) }
    let costs = columns.compactMap { column in Self.modelOfCosts(column).map { (model: $0, column: column) } }
    var free = costs
    models = own.map { column in
      let names = [column, Self.model(of: column, "quality")].compactMap { $0 }
      guard let place = free.firstIndex(where: { names.contains($0.model) }) else {
        return Model(name: column, scores: column, costs: nil)
      }
      let found = free.remove(at: place)
      return Model(name: found.model, scores: column, costs: found.column)
    }
    let isPaired = free.count < costs.count
    // Costs of no model here, beyond the range of scores: columns like others.
    if !isPaired, !free.contains(where: { scores.contains($0.column) }) { return }
    let lonely = (isPaired ? models.filter { $0.costs == nil }.map(\.scores) : []) + free.map(\.column)
    unpaired = columns.filter(lonely.contains)
    let names = models.map(\.name)
    // Two columns of scores for one name.
    unpaired += Set(names.filter { name in names.count { $0 == name } > 1 }).sorted()
  }

  /// Refuses costs that cannot be told to be those of one model each.
  func requirePairs(path: String) throws(InputError) {
    if !unpaired.isEmpty { throw Self.alone(unpaired, path: path) }
  }

  /// The error that columns of scores have none of costs, or the other way round.
  ///
  /// - Parameters:
  ///   - suffix: what the format puts behind a model's name in its column of costs.
  ///   - else: what else can be done about it.
  static func alone(
    _ unpaired: [String], path: String, suffix: String = "|cost", else advice: String = ""
  ) -> InputError {
    let shown = unpaired.prefix(6).joined(separator: ", ")
    return .incompatible(
      path: path,
      reason:
        "its columns of costs do not belong to one model each: \(shown) \(unpaired.count == 1 ? "stands" : "stand") alone"
        + "; name the columns of every model MODEL and MODEL\(suffix), or leave all costs out\(advice)")
  }

  /// The model whose costs a column holds by its name; `nil` where it names none.
  static func modelOfCosts(_ column: String) -> String? { model(of: column, "cost") }

  /// What is left of a column's name without a word for one of our columns before or behind it.
  static func model(of column: String, _ own: String) -> String? {
    let words = NameKind.words(for: own).sorted { $0.utf8.count > $1.utf8.count }
    let name = column.lowercased()
    if words.contains(name) { return nil }
    for word in words {
      let length = word.count + 1
      if name.hasSuffix(word), let sign = name.dropLast(word.count).last, separators.contains(sign), name.count > length
      {
        return String(column.dropLast(length))
      }
      if name.hasPrefix(word), let sign = name.dropFirst(word.count).first, separators.contains(sign),
        name.count > length
      {
        return String(column.dropFirst(length))
      }
    }
    return nil
  }

  /// What is measured of an answer beside its score and its cost.
  private static let measures: Set<Substring> = [
    "confidence", "conf", "certainty", "uncertainty", "probability", "prob", "logprob", "logprobs", "entropy",
    "perplexity", "propensity", "latency", "seconds", "time", "duration", "runtime", "tokens",
  ]

  private static func isMeasure(_ column: String, beside scores: [String]) -> Bool {
    func names(_ text: some StringProtocol) -> Bool {
      text.lowercased().split(whereSeparator: separators.contains).contains(where: measures.contains)
    }
    return names(column)
      && scores.flatMap { [$0, model(of: $0, "quality")].compactMap { $0 } }
        .contains { rest(of: column, besides: $0).map(names) ?? false }
  }

  /// What stands before or behind a model's name in a column's, in lower case; `nil` where the column is not called so.
  static func rest(of column: String, besides model: String) -> Substring? {
    let (name, model) = (column.lowercased(), model.lowercased())
    if name.hasPrefix(model), let sign = name.dropFirst(model.count).first, separators.contains(sign) {
      return name.dropFirst(model.count)
    }
    if name.hasSuffix(model), let sign = name.dropLast(model.count).last, separators.contains(sign) {
      return name.dropLast(model.count)
    }
    return nil
  }

  /// What stands between a word and the name of a model.
  static let separators: Set<Character> = ["_", "|", ".", "-", ":", "/", " "]
}
