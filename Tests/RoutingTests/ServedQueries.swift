import Input
import Mathematics
import Routing
import Testing
import Traces

/// Fitted traces whose rows can be told as new queries.
struct ServedQueries {
  let fitted: FittedTraces
  private var signals: (Int, Int) -> QueryState.Estimate = { _, _ in QueryState.Estimate() }

  init(_ estimators: String) throws {
    let names = estimators.split(separator: " ").map(String.init)
    let world = names[0] == "judge" ? "sim:agentic" : "sim:cascade"
    let traces = try Simulator.traces(named: world, queries: 300, seed: 6)
    let models = names[0] == "judge" ? [0, 5, 12, 20] : [0, 1, 2, 4]
    let data = try Dataset(traces: traces, models: models, queries: Array(0..<300), split: .standard)
    let task = TaskContext.unobserved
    let cost: any CostEstimator
    let table = Self.table(data)
    var words = names[0].split(separator: "-").map(String.init)
    let calibration = CalibrationMethod(rawValue: words[0])
    if calibration != nil { words.removeFirst() }
    let estimator = words.joined(separator: "-")
    let plain: any QualityEstimator
    switch estimator {
    case "noisy": plain = NoisyEstimator(exAnte: 0.6, postHoc: 0.3, seed: 3)
    case "fused": plain = NoisyEstimator(exAnte: 0.6, postHoc: 0.3, fuses: true, seed: 3)
    case "table": plain = TableEstimator(table: table, fuses: true)
    case "logistic": plain = LogisticEstimator()
    case "worded": plain = LogisticEstimator(families: [.text, .confidence])
    case "linear": plain = LinearEstimator(ridge: 2)
    case "irt": plain = IRTEstimator(isJudged: false)
    case "judge": plain = IRTEstimator(isJudged: true)
    case "oracle-after": plain = OracleAfterEstimator(before: ConstantEstimator())
    case "oracle-before-logistic": plain = OracleAfterEstimator(before: LogisticEstimator())
    case "constant": plain = ConstantEstimator()
    default:
      plain = ConstantEstimator()
      Issue.record("no estimator of quality is called \(estimator)")
    }
    let quality = calibration.map { CalibratedEstimator(plain, by: $0) } ?? plain
    switch names[1] {
    case "noisy": cost = NoisyEstimator(exAnte: 1e-3, postHoc: 1e-4, seed: 3)
    case "table": cost = TableEstimator(table: table)
    case "tokens": cost = TokenCostEstimator()
    case "regression": cost = RegressionCostEstimator()
    case "constant": cost = ConstantEstimator()
    default:
      cost = ConstantEstimator()
      Issue.record("no estimator of costs is called \(names[1])")
    }
    fitted = FittedTraces(
      data: data, estimates: Estimates(quality: try quality.fit(data, task: task), cost: try cost.fit(data, task: task))
    )
    let count = data.modelCount
    if estimator == "table" {
      signals = { row, model in
        var estimate = QueryState.Estimate()
        (estimate.exAnte, estimate.postHoc) = (table.exAnte[row * count + model], table.postHoc[row * count + model])
        (estimate.costExAnte, estimate.costPostHoc) = (
          table.costExAnte[row * count + model], table.costPostHoc[row * count + model]
        )
        return estimate
      }
    } else if names[1] == "noisy" {
      signals = { row, model in
        // The RouterBench protocol: the truth plus noise, a function of seed, purpose, query and model.
        func noise(_ purpose: String) -> Double {
          RandomKey(seed: 3, purpose: "noise " + purpose).mixing(data.queryID(row)).mixing(data.models[model]).normal
        }
        let (quality, cost) = (data.quality[row * count + model], data.cost[row * count + model])
        var estimate = QueryState.Estimate()
        estimate.exAnte = quality + 0.6 * noise("quality ante")
        estimate.postHoc = quality + 0.3 * noise("quality post")
        estimate.costExAnte = cost + 1e-3 * noise("cost ante")
        estimate.costPostHoc = cost + 1e-4 * noise("cost post")
        return estimate
      }
    } else if names[1] == "tokens" {
      let read = Self.numbers("tokens_in", data)
      signals = { row, model in
        var estimate = QueryState.Estimate()
        estimate.tokensIn = read(row, model)
        return estimate
      }
    }
  }

  /// Estimates of all sorts for all rows.
  private static func table(_ data: Dataset) -> EstimateTable {
    let key = RandomKey(seed: 1, purpose: "served")
    func numbers(_ purpose: String) -> [Double] {
      (0..<data.quality.count).map { key.mixing(purpose).mixing($0).uniform }
    }
    return EstimateTable(
      source: "by hand", queryIDs: StringColumn((0..<data.count).map { data.queryID($0) }), models: data.models,
      exAnte: numbers("ante"), postHoc: numbers("post"), costExAnte: numbers("cost ante").map { $0 / 50 },
      costPostHoc: numbers("cost post").map { $0 / 50 })
  }

  private static func numbers(_ name: String, _ data: Dataset) -> (Int, Int) -> Double {
    guard case .numbers(let values)? = data.traces.outcomeColumn(name)?.values else { return { _, _ in .nan } }
    return { row, model in values[data.queryIndices[row] * data.traces.modelCount + data.modelIndices[model]] }
  }

  /// What is known of a row before anything has run.
  func query(_ row: Int) -> QueryState {
    let data = fitted.data
    var query = QueryState(modelCount: data.modelCount)
    query.id = data.queryID(row)
    query.text = data.traces.prompts?[data.queryIndices[row]]
    query.group = data.traces.queryColumn("group")?.text(at: data.queryIndices[row])
    for column in data.traces.queryColumns where column.name.hasPrefix("x_") {
      if case .numbers(let values) = column.values { query.features[column.name] = values[data.queryIndices[row]] }
    }
    for model in 0..<data.modelCount { query.estimates[model] = signals(row, model) }
    return query
  }

  /// What a model shows once it has run.
  func answer(of model: Int, row: Int) -> QueryState.Answer {
    let data = fitted.data
    var answer = QueryState.Answer()
    answer.quality = data.quality[row * data.modelCount + model]
    answer.cost = data.cost[row * data.modelCount + model]
    answer.confidence = Self.numbers("confidence", data)(row, model)
    answer.tokensOut = Self.numbers("tokens_out", data)(row, model)
    answer.text = data.traces.answers?[data.queryIndices[row] * data.traces.modelCount + data.modelIndices[model]]
    return answer
  }
}

extension ServedQueries {
  static let strategies: [(String, PolicyParameters)] = [
    ("single:m", PolicyParameters(models: [2, 2])), ("mix", PolicyParameters(models: [0, 2])),
    ("routing", PolicyParameters(lambdas: [40])), ("threshold", PolicyParameters(thresholds: [0.6, 0.7, 0.4])),
    ("cascade", PolicyParameters(lambdas: [20, 40, 80, 10])),
    ("cascade-routing+max-depth=3", PolicyParameters(lambdas: [20, 40, 80])),
    ("cascade-routing+greedy", PolicyParameters(lambdas: [30])), ("index", PolicyParameters(lambdas: [30])),
    ("index+max-depth=2", PolicyParameters(lambdas: [10])),
    ("pairs", PolicyParameters(thresholds: [0.65], models: [1, 3])),
    ("pairs", PolicyParameters(thresholds: [-.infinity], models: [2])),
  ]

  /// A policy of each strategy, written and read back, decides on new queries what `run` decides on rows with the same
  /// values.
  ///
  /// - Parameter estimators: a pair of quality and cost estimators.
  static func expectDecisionsOfRun(_ estimators: String) throws {
    let served = try ServedQueries(estimators)
    let fitted = served.fitted
    var depths: Set<Int> = []
    var rules: Set<TieRule> = []
    for (spelling, parameters) in Self.strategies {
      let name = spelling == "single:m" ? "single:" + fitted.data.models[2] : spelling
      let specification = try StrategySpecification(name)
      let strategy = try Strategies.kind(specification.name).make(specification, fitted.data.models)
      let policy = try #require(strategy.policy(parameters))
      let tuned = TunedPolicy(
        policy: policy, budget: 0.01, lambdas: parameters.lambdas, thresholds: parameters.thresholds, gamma: 0.4)
      let text = try DeployedPolicy(name, tuned, of: fitted, seed: 9, task: .unobserved).json(program: "test").layout
      let deployed = try DeployedPolicy(JSONNode(try JSONParser.parse(text)))
      #expect(deployed.parameters == strategy.parameters(of: tuned) && deployed.gamma == 0.4 && deployed.seed == 9)
      let server = deployed.server()
      for row in fitted.data.test.prefix(40) {
        let rule: TieRule = TunedPolicy.draw(fitted.data.queryID(row), seed: 9) < 0.4 ? .highestCost : .lowestCost
        let narration = policy.narrate(row, of: fitted, rule: rule)
        var query = served.query(row)
        for step in narration.steps {
          let decision = try server.decide(query)
          #expect(decision.next == step.next && decision.rule == rule && isSame(decision.best, step.best))
          guard let next = step.next else { break }
          query.take(served.answer(of: next, row: row), of: next)
        }
        let last = try server.decide(query)
        #expect(last.next == nil && last.answer == narration.answer)
        #expect(last.inHand == narration.belief.quality[narration.belief.bestAnswered])
        depths.insert(query.answered.count)
        rules.insert(rule)
      }
    }
    #expect(depths.count >= 3 && rules.count == 2)
  }

  /// Whether both hold the same bits; trade-offs are NaN where there is no price.
  private static func isSame(_ a: Candidate?, _ b: Candidate?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.models == b.models && a.quality == b.quality && a.cost == b.cost
      && (a.tradeOff == b.tradeOff || a.tradeOff.isNaN && b.tradeOff.isNaN)
  }
}
