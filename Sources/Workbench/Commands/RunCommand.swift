import CommandLanguage
import Display
import Input
import Routing
import Traces

extension Commands {
  static let run = Command(
    "run", .run, "tune a strategy for one budget and measure it on the test part",
    arguments: [Argument("STRATEGY", .strategy)],
    options: CommandContext.policyOptions + [
      Option("draw", nil, "", "let each query draw its tie rule instead of reporting the expectation"),
      .resultName,
    ],
    details: """
      The budget bounds the expected cost per query; without one, cost is ignored. gamma is the share of queries \
      served by the high-cost rule. In a log of one model per query a strategy is worth what its choices would have got, \
      doubly robust, as far as the log chose alike: `chosen` counts queries of the strategy, `recorded` those of the log, \
      `agreeing` those of both, `weight` what these stand for. Where mixing single models is ahead of a strategy on the \
      train and tune parts, the strategy falls back on the mixture, as in `sweep`. With --lambda or --thresholds nothing \
      is tuned; `policy:FILE` runs the policy of a file as it is.
      """,
    examples: ["run routing --budget 0.001", "run cascade --lambda 200", "run single:gpt-4", "run oracle"]
  ) { context in
    let word = context.invocation.arguments[0]
    let isDeployed = word.text.hasPrefix(CommandContext.policyPrefix)
    let (name, tuned, fitted) = try isDeployed ? context.deployed(word) : context.tunedAloud(word)
    let draw = context.invocation.has("draw") ? context.session.settings.seed : nil
    let outcomes =
      if let draw {
        try tuned.drawnOutcomes(on: fitted.data.test, of: fitted, seed: draw, task: context.task)
      } else {
        try tuned.outcomes(on: fitted.data.test, of: fitted, task: context.task)
      }
    let overlap = try context.at(word) {
      try Sweep.overlap(of: tuned, named: name, with: fitted, context.task.untold)
    }
    try context.keep(
      .run(
        RunResult(
          strategy: name, tuned: tuned, outcomes: outcomes, fitted: fitted, workspace: try context.workspace(),
          reference: context.session.settings.reference, draw: draw, isDeployed: isDeployed)))
    try context.reportRun(name, tuned, outcomes, overlap, fitted.data)
  }
}

extension CommandContext {
  /// The strategy that a word names, tuned, with notes on defaults.
  fileprivate mutating func tunedAloud(
    _ word: Word
  ) throws -> (name: String, tuned: TunedPolicy, fitted: FittedTraces) {
    let offered = try benchAloud()
    let (name, strategy) = try strategy(word.text, for: offered.data, at: word)
    let fitted = try traces(for: name, offered, of: workspace())
    return (name, try tuned(strategy, name, for: fitted), fitted)
  }

  /// The fitted traces, with notes on defaults and on where parameters are chosen.
  mutating func benchAloud() throws -> FittedTraces {
    let fitted = try fittedTraces()
    let workspace = try workspace()
    if workspace.costFit == nil && workspace.qualityFit != nil {
      report.note("costs are estimated by their train means; see `fit cost`")
    }
    if fitted.data.tune.isEmpty && fitted.data.folds == nil {
      report.note("there is no tune part: parameters are chosen on the train part")
    }
    noteCaveats(of: workspace)
    if let note = fitted.data.offersNote { report.note(note) }
    return fitted
  }

  fileprivate mutating func reportRun(
    _ name: String, _ tuned: TunedPolicy, _ outcomes: Outcomes, _ overlap: LogOverlap?, _ data: Dataset
  ) throws {
    let unit = data.traces.costUnit.label
    let budget = tuned.budget.map { " at budget \(Format.significant($0)) \(unit)" } ?? ""
    report.line("\(name)\(budget), measured on \(data.measured)")
    if !tuned.isReachable { report.note("the budget is below the cheapest reachable point, which is used instead") }
    if let fallback = tuned.fallback { report.note(fallback.sentence(name)) }
    let intervals = try overlap.map { _ in try meanIntervals(of: outcomes) }
    report.line(
      "quality \(Format.fixed(outcomes.meanQuality, 4))\(intervals.map { " " + $0.quality.text(4) } ?? ""), "
        + "cost \(Format.significant(outcomes.meanCost, 4))\(intervals.map { " " + $0.cost.significantText(4) } ?? "") "
        + "\(unit) per query" + (overlap == nil ? ", \(Format.fixed(outcomes.depth, 2)) models per query" : ""))
    if data.folds != nil && !(tuned.lambdas.isEmpty && tuned.thresholds.isEmpty) {
      report.line("tuned on all queries, for new ones:")
    }
    if !tuned.lambdas.isEmpty {
      report.line(
        "lambda \(tuned.lambdas.map { Format.significant($0) }.joined(separator: " ")), "
          + "gamma \(Format.significant(tuned.gamma, 4))")
    }
    if !tuned.thresholds.isEmpty {
      report.line("thresholds \(tuned.thresholds.map { Format.significant($0) }.joined(separator: " "))")
    }
    let total = Double(outcomes.count)
    if let overlap { return try tellLogged(name, tuned, outcomes, intervals, overlap, data) }
    report.show(
      Table(
        [.init("model"), .init("ran"), .init("answered")],
        rows: data.models.indices.map { model in
          [
            .text(data.models[model]), .percent(outcomes.ran[model] / total),
            .percent(outcomes.answered[model] / total),
          ]
        }))
    report.json = runJSON(name, tuned, outcomes, data)
  }

  /// A run's figures in JSON.
  func runJSON(_ name: String, _ tuned: TunedPolicy, _ outcomes: Outcomes, _ data: Dataset) -> [JSONValue.Member] {
    func perModel(_ counts: [Double]) -> JSONValue {
      .object(zip(data.models, counts).map { .init($0, .number($1)) })
    }
    return
      [
        .init("strategy", .string(name)), .init("budget", tuned.budget.map { .number($0) } ?? .null),
        .init("cost", .number(outcomes.meanCost)), .init("quality", .number(outcomes.meanQuality)),
        .init("depth", .number(outcomes.depth)), .init("ran", perModel(outcomes.ran)),
        .init("answered", perModel(outcomes.answered)),
      ] + tuned.parameters + [.init("reachable", .bool(tuned.isReachable))]
  }
}

extension TunedPolicy {
  /// The parameters in JSON: `lambdas` (or `thresholds`) and `gamma`.
  var parameters: [JSONValue.Member] {
    let values = { (values: [Double]) in JSONValue.array(values.map { .number($0) }) }
    return [
      thresholds.isEmpty ? .init("lambdas", values(lambdas)) : .init("thresholds", values(thresholds)),
      .init("gamma", .number(gamma)),
      .init("fallback", fallback.map(\.json) ?? .null),
    ]
  }
}

extension Fallback {
  /// As written in JSON and in state files.
  var json: JSONValue { ["gain": .number(gain), "standard_error": .number(standardError)] }

  /// Why a mixture of single models replaces a strategy.
  func sentence(_ strategy: String) -> String {
    "\(strategy) does not beat mixing single models on the train and tune parts (\(Format.fixed(gain, 4)) in quality at "
      + "the same budget, standard error \(Format.fixed(standardError, 4))), so the mixture is used"
  }
}
