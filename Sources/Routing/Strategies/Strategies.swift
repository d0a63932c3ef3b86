import Traces

/// A strategy's spelling: `NAME[:ARGUMENT][+option[=value]]…`.
public struct StrategySpecification: Sendable, Hashable {
  /// The kind's name.
  public var name: String
  /// What follows the colon.
  public var argument: String?
  /// The given options with their values ("" for a flag).
  public var options: [String: String]
  /// The faults of the reference implementation to repeat; not part of the spelling.
  public var reference: ReferenceFaults = []

  /// Creates a specification with the given name, argument and options.
  public init(name: String, argument: String? = nil, options: [String: String] = [:]) {
    self.name = name
    self.argument = argument
    self.options = options
  }

  /// Parses a spelling; everything after the colon up to a `+` that precedes a known option is the argument.
  ///
  /// - Throws: `RoutingError.unknown` for an unknown name or option, `missingParameter`, `invalidParameter`.
  public init(_ spelling: String, in kinds: [StrategyKind] = Strategies.all) throws(RoutingError) {
    let end = spelling.firstIndex { $0 == ":" || $0 == "+" } ?? spelling.endIndex
    name = String(spelling[..<end])
    let kind = try Strategies.kind(name, in: kinds)
    var parts = spelling[end...].split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    if let first = parts.first, first.hasPrefix(":") {
      var argument = String(first.dropFirst())
      parts.removeFirst()
      while let next = parts.first, !kind.options.contains(where: { next.prefix { $0 != "=" } == $0.name }) {
        argument += "+" + next
        parts.removeFirst()
      }
      self.argument = argument
    } else {
      argument = nil
      parts = Array(parts.dropFirst())
    }
    options = [:]
    for part in parts {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let option = kind.options.first(where: { $0.name == pair[0] }) else {
        throw .unknown("option of \(name)", pair[0], known: kind.options.map(\.name))
      }
      let value = pair.count > 1 ? pair[1] : ""
      try option.check(value)
      options[option.name] = value
    }
    if kind.takesModel && (argument ?? "").isEmpty {
      throw .missingParameter("a model", of: name, example: "\(name):gpt-4")
    }
    if !kind.takesModel, let argument { throw .unknown("argument of \(name)", argument, known: []) }
  }

  /// The canonical spelling: options in table order, those at their default left out.
  public var canonical: String {
    let kind = Strategies.all.first { $0.name == name }
    var text = name + (argument.map { ":" + $0 } ?? "")
    for option in kind?.options ?? [] {
      guard let value = options[option.name], value != option.standard else { continue }
      text += "+" + option.name + (value.isEmpty ? "" : "=" + value)
    }
    return text
  }

  /// The most models that cascade routing runs on a query in a pool of so many; `nil` for no limit.
  ///
  /// In reference mode the paper's; where single additions or a few sets of each size are weighed, depth costs nothing.
  public func depth(modelCount: Int) -> Int? {
    if let given = integer(StrategyOption.searchDepth.name) { return given }
    if !reference.isEmpty { return CascadeRoutingStrategy.publishedDepth }
    if options["greedy"] != nil || options["beam"] != nil { return nil }
    return PolicyReach.depth(modelCount: modelCount, within: Strategies.setLimit)
  }

  /// The whole number given to an option, or its default.
  func integer(_ option: String) -> Int? {
    options[option].flatMap { Int($0) }
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

  fileprivate func check(_ value: String) throws(RoutingError) {
    if placeholder == nil {
      if !value.isEmpty { throw .invalidParameter("+" + name, found: value, allowed: "no value") }
    } else if !(Int(value).map { $0 >= 1 } ?? false) {
      throw .invalidParameter("+" + name, found: value, allowed: "a whole number of at least 1")
    }
  }
}

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

extension SearchOptions {
  /// The search options of a spelling of cascade or cascade-routing.
  fileprivate init(_ specification: StrategySpecification, maxDepth: Int? = nil) {
    self.init(maxDepth: specification.integer("max-depth") ?? maxDepth)
    greedy = specification.options["greedy"] != nil
    noExpect = specification.options["no-expect"] != nil
    slow = specification.options["slow"] != nil
    fixedOrder = specification.options["fixed-order"] != nil
    beam = specification.integer("beam")
    lastQuality = specification.options["last-quality"] != nil
    lastAnswer = specification.options["last-answer"] != nil
  }
}

/// All strategies.
public enum Strategies {
  /// In the order of help and of `sweep all`.
  public static let all: [StrategyKind] = [
    StrategyKind(
      "single", "one model for every query", takesModel: true, usesEstimates: false, fallsBack: false,
      runsOneModel: true
    ) {
      (specification, models) throws(RoutingError) in
      guard let model = models.firstIndex(of: specification.argument ?? "") else {
        throw .unknown("model", specification.argument ?? "", known: models)
      }
      return SingleStrategy(model: model)
    },
    StrategyKind(
      "mix", "single models in fixed shares, along their hull", usesEstimates: false, fallsBack: false,
      runsOneModel: true
    ) { _, _ in MixStrategy() },
    StrategyKind("routing", "one model per query, by its ex-ante trade-off (theorem 1)", runsOneModel: true) {
      specification, _ in
      RoutingStrategy(reference: specification.reference)
    },
    StrategyKind("threshold", "a cascade that stops at the first answer whose estimate is high enough") {
      specification, _ in
      ThresholdStrategy(reference: specification.reference)
    },
    StrategyKind(
      "cascade", "models in order of cost, stopping optimally (theorem 2)", modelLimit: SmallModelSet.capacity,
      options: [
        StrategyOption("last-quality", "value a sequence of models as its last model"),
        StrategyOption("last-answer", "give the last answer instead of the best"),
      ]
    ) { specification, _ in
      CascadeStrategy(options: SearchOptions(specification), reference: specification.reference)
    },
    StrategyKind(
      "cascade-routing", "at every step the best set of further models to run (theorem 3)",
      modelLimit: SmallModelSet.capacity,
      options: [
        StrategyOption("greedy", "consider single additions only"),
        StrategyOption("no-expect", "use the greatest estimate for E[max]"),
        StrategyOption("slow", "evaluate every set: no lemma 1, no bounds"),
        .searchDepth,
        StrategyOption("beam", "keep K sets of each size", placeholder: "K"),
        StrategyOption("fixed-order", "add only models after the last one that ran"),
      ]
    ) { specification, models in
      CascadeRoutingStrategy(
        options: SearchOptions(specification, maxDepth: specification.depth(modelCount: models.count)),
        reference: specification.reference)
    },
    StrategyKind(
      "index", "models by reservation value, until the best estimate in hand exceeds the next reservation value",
      options: [StrategyOption("max-depth", "at most D models per query", placeholder: "D")]
    ) { specification, _ in IndexStrategy(maxDepth: specification.integer("max-depth")) },
    StrategyKind(
      "knn", "routing by the outcomes of the nearest train queries; ignores fitted estimates",
      usesEstimates: false, runsOneModel: true,
      options: [StrategyOption("k", "the number of queries averaged", placeholder: "K", standard: "40")]
    ) { specification, _ in
      KNNStrategy(neighbours: specification.integer("k") ?? KNNEstimator.standardNeighbours)
    },
    StrategyKind("pairs", "for each budget the best threshold cascade of two models") { _, _ in
      PairsStrategy()
    },
    StrategyKind(
      "oracle", "routing by the truth: an upper bound, not a strategy", isBound: true, usesEstimates: false,
      fallsBack: false
    ) { _, _ in
      OracleStrategy()
    },
  ]

  /// The strategies of `sweep all`: those that need no argument.
  public static var sweepable: [String] { all.filter { !$0.takesModel }.map(\.name) }

  /// How many sets cascade routing weighs at most where no depth is given: as many as a pool of 15 models has.
  static let setLimit = 32_768

  /// Whether a spelling is that of a strategy that uses fitted quality estimates.
  public static func needsEstimates(_ spelling: String) -> Bool { kind(spelledBy: spelling)?.usesEstimates ?? false }

  /// Whether a spelling is that of a strategy that runs one model per query.
  public static func runsOneModel(_ spelling: String) -> Bool { kind(spelledBy: spelling)?.runsOneModel ?? false }

  /// Whether a text begins with the name of a strategy.
  public static func isNamed(by spelling: String) -> Bool { kind(spelledBy: spelling) != nil }

  private static func kind(spelledBy spelling: String) -> StrategyKind? {
    let name = spelling.prefix { $0 != ":" && $0 != "+" }
    return all.first { $0.name == name }
  }

  /// The strategy of a specification for a pool of the given models, with its fallback on mixing them, unless that is
  /// switched off or the reference implementation is repeated; tuned fold by fold where the traces are dealt into folds.
  public static func strategy(
    _ specification: StrategySpecification, models: [String]
  ) throws(RoutingError) -> any Strategy {
    let kind = try kind(specification.name)
    let strategy = try kind.make(specification, models)
    let isPlain = !kind.fallsBack || specification.options["always"] != nil || !specification.reference.isEmpty
    let complete = isPlain ? strategy : FallbackStrategy(strategy)
    // A bound knows the truth of the queries that it is measured on.
    return kind.isBound ? complete : FoldwiseStrategy(complete)
  }

  /// The kind of that name.
  public static func kind(_ name: String, in kinds: [StrategyKind] = all) throws(RoutingError) -> StrategyKind {
    guard let kind = kinds.first(where: { $0.name == name }) else {
      throw .unknown("strategy", name, known: kinds.map(\.name))
    }
    return kind
  }
}
