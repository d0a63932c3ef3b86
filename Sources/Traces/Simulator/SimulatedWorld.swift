import Input

/// A simulated world: its models, its columns, and the distribution of one query's outcomes.
protocol SimulatedWorld: Sendable {
  /// The models, in the order of the columns.
  var models: [String] { get }
  /// Where queries come from.
  var population: QueryPopulation { get }
  /// The names of the numeric query features (`x_…`).
  var featureNames: [String] { get }
  /// The names of the numbers kept per answer beside quality and cost.
  var outcomeNames: [String] { get }

  /// Appends the query at `index` with the outcomes of all models: a pure function of the seed and the index.
  func simulate(_ index: Int, into rows: inout SimulatedRows)
}

/// Consecutive simulated queries, column by column.
struct SimulatedRows: Sendable {
  /// The family of each query.
  var families: [Int32] = []
  /// The quality of each answer, query-major.
  var quality: [Double] = []
  /// The cost of each answer, query-major.
  var cost: [Double] = []
  /// The query features, by feature.
  var features: [[Double]]
  /// The further numbers per answer, by name, query-major.
  var outcomes: [[Double]]
  /// The text of each query; empty where the world has no texts.
  var prompts: [String?] = []
  /// The text of each answer; empty where the world has no texts.
  var answers: [String?] = []

  /// No rows, with room for `capacity` queries of `world`.
  init(_ world: any SimulatedWorld, capacity: Int) {
    features = Array(repeating: [], count: world.featureNames.count)
    outcomes = Array(repeating: [], count: world.outcomeNames.count)
    families.reserveCapacity(capacity)
    quality.reserveCapacity(capacity * world.models.count)
    cost.reserveCapacity(capacity * world.models.count)
  }

  /// Adds the queries that follow.
  mutating func append(_ next: SimulatedRows) {
    families += next.families
    quality += next.quality
    cost += next.cost
    for index in features.indices { features[index] += next.features[index] }
    for index in outcomes.indices { outcomes[index] += next.outcomes[index] }
    prompts += next.prompts
    answers += next.answers
  }

  /// The trace set of these rows; the first row is query number one.
  func traces(of world: any SimulatedWorld, source: String) -> TraceSet {
    var ids = StringColumn()
    ids.reserveCapacity(families.count, length: 10)
    for number in 1...families.count {
      let digits = String(number)
      ids.append("sim." + String(repeating: "0", count: max(0, 5 - digits.count)) + digits)
    }
    let group = Column.Values.categories(codes: families, labels: world.population.families.map(\.name))
    return TraceSet(
      source: source, isSimulated: true, queryIDs: ids, models: world.models, quality: quality, cost: cost,
      prompts: prompts.isEmpty ? nil : TextColumn(prompts), answers: answers.isEmpty ? nil : TextColumn(answers),
      queryColumns: [Column(name: "group", values: group)]
        + zip(world.featureNames, features).map { Column(name: $0, values: .numbers($1)) },
      outcomeColumns: zip(world.outcomeNames, outcomes).map { Column(name: $0, values: .numbers($1)) })
  }
}
