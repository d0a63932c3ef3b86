import Traces

/// A kind of strategy: one line of the table.
public struct StrategyKind: Sendable {
  /// The name in kebab-case.
  public let name: String
  /// A one-line description.
  public let summary: String
  /// Whether it needs a model as its argument.
  public let takesModel: Bool
  /// Whether it uses the truth: a bound on strategies rather than one of them.
  public let isBound: Bool
  /// Whether it uses fitted quality estimates.
  public let usesEstimates: Bool
  /// Whether it falls back on mixing single models where that gains as much.
  public let fallsBack: Bool
  /// Whether one model serves each query, so that a log of such queries tells what the strategy is worth.
  public let runsOneModel: Bool
  /// How many models a pool may have; `nil` for any number.
  public let modelLimit: Int?
  /// Its options, in canonical order.
  public let options: [StrategyOption]
  /// Creates the strategy for a pool of the given models, without its fallback.
  public let make: @Sendable (StrategySpecification, _ models: [String]) throws(RoutingError) -> any Strategy

  /// Creates a line of the table; strategies that fall back on mixing take the option `always`, too.
  public init(
    _ name: String, _ summary: String, takesModel: Bool = false, isBound: Bool = false, usesEstimates: Bool = true,
    fallsBack: Bool = true, runsOneModel: Bool = false, modelLimit: Int? = nil, options: [StrategyOption] = [],
    make: @escaping @Sendable (StrategySpecification, [String]) throws(RoutingError) -> any Strategy
  ) {
    self.name = name
    self.summary = summary
    self.takesModel = takesModel
    self.isBound = isBound
    self.usesEstimates = usesEstimates
    self.fallsBack = fallsBack
    self.runsOneModel = runsOneModel
    self.modelLimit = modelLimit
    self.options = options + (fallsBack ? [.always] : [])
    self.make = { (specification, models) throws(RoutingError) in
      if let reason = Self.refusal(of: models.count, limit: modelLimit) { throw .unsuitable(name, reason: reason) }
      return try make(specification, models)
    }
  }

  /// Why it is not for these traces: the pool has too many models, or they are a log and it runs several models on a query;
  /// `nil` where it is.
  public func refusal(on data: Dataset) -> String? {
    data.isLog && !runsOneModel
      ? Self.refusalOfLogs : Self.refusal(of: data.modelCount, limit: modelLimit)
  }

  /// Why a log does not tell what a strategy is worth that needs several answers.
  static let refusalOfLogs =
    "it needs the outcomes of several models on one query, and this log has that of one; to ask that, record those of all "
    + "models on some hundred queries"

  private static func refusal(of modelCount: Int, limit: Int?) -> String? {
    guard let limit, modelCount > limit else { return nil }
    return "the pool has \(modelCount) models, but at most \(limit) can be searched; try: pool hull"
  }
}

/// An option of a strategy.
public struct StrategyOption: Sendable {
  /// The name after the `+`.
  public let name: String
  /// A one-line description.
  public let summary: String
  /// The placeholder for its value in help; `nil` for a flag.
  public let placeholder: String?
  /// Its default value, or what it follows, if any.
  public let standard: String?

  /// Creates an option; without a placeholder it is a flag.
  public init(_ name: String, _ summary: String, placeholder: String? = nil, standard: String? = nil) {
    self.name = name
    self.placeholder = placeholder
    self.standard = standard
    self.summary = summary
  }

  /// The option that limits how many models cascade routing runs.
  static let searchDepth = StrategyOption(
    "max-depth", "at most D models per query", placeholder: "D", standard: "all of up to 15, fewer of more")

  /// The option of strategies that fall back on mixing single models.
  static let always = StrategyOption(
    "always", "never fall back on mixing single models")

  func check(_ value: String) throws(RoutingError) {
    if placeholder == nil {
      if !value.isEmpty { throw .invalidParameter("+" + name, found: value, allowed: "no value") }
    } else if !(Int(value).map { $0 >= 1 } ?? false) {
      throw .invalidParameter("+" + name, found: value, allowed: "a whole number of at least 1")
    }
  }
}
