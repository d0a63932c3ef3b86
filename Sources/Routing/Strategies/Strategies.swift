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
