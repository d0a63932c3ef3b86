import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

extension Commands {
  static let run = Command(
    "run", .run, "tune a strategy for one budget and measure it on the test part",
    arguments: [Argument("STRATEGY", .strategy)],
    options: CommandContext.policyOptions + [
      Option("confidence", .number, "SHARE", "keep the mean cost within --budget with this confidence, such as 95%"),
      Option("cap", .number, "C", "the most that a single query may cost"),
      CommandContext.tuneRows,
      Option("draw", nil, "", "let each query draw its tie rule instead of reporting the expectation"),
      .resultName,
    ],
    details: """
      The budget bounds the expected cost per query; without one, cost is ignored. gamma is the share of queries \
      served by the high-cost rule. On a log of one model per query, what the strategy's choices would have been worth \
      is estimated (doubly robust), mainly from the queries on which the log made the same choice. Per model, `chosen` \
      counts the queries on which the strategy runs it, `recorded` those on which the log did, `agreeing` those on \
      which both did, and `weight` says for how many queries these stand. Where mixing single models is ahead of a \
      strategy on the train and tune parts, the strategy falls back on the mixture, as in `sweep`. Of many \
      queries prices are chosen on a sample, as there. With --lambda or \
      --thresholds nothing is tuned; `policy:FILE` runs the policy of a file as it is.

      A policy tuned for a budget meets it on the tune part; on other queries it may cost more. With --confidence \
      policies for ascending budgets are tested on the test part, each against "the mean cost is above --budget", up \
      to the first for which that cannot be rejected; the last before it is taken (`explain` shows the tests). The \
      test is a one-sided bootstrap-t, which needs many queries, or with --cap that of Hoeffding and Bentkus, which \
      holds for any number. Under a cap a model runs only where its estimated cost fits into what is left; a run that \
      would exceed it is cut off there, and its answer is lost.
      """,
    examples: [
      "run routing --budget 0.001", "run routing --budget 0.01 --confidence 95% --cap 0.1", "run cascade --lambda 200",
      "run single:gpt-4", "run oracle",
    ]
  ) { context in
    let word = context.invocation.arguments[0]
    let isDeployed = word.text.hasPrefix(CommandContext.policyPrefix)
    let cap = try context.invocation.number(
      "cap", in: Double.leastNormalMagnitude...Double.greatestFiniteMagnitude, allowed: "a cost above 0")
    if context.invocation.has("confidence") { return try context.runGuaranteed(word, cap: cap) }
    var (name, tuned, fitted) = try isDeployed ? context.deployed(word) : context.tunedAloud(word)
    if let cap {
      try context.at(context.invocation.word("cap") ?? word) { try context.refuseMissing(fitted.data, for: "--cap") }
      tuned = tuned.capped(at: cap)
    }
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
          reference: context.session.settings.reference, draw: draw,
          tuneRows: isDeployed ? nil : context.tuneLimit(of: fitted.data), isDeployed: isDeployed)))
    try context.reportRun(name, tuned, outcomes, overlap, fitted)
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
    if !invocation.has("lambda") && !invocation.has("thresholds") { try noteTuneRows(of: fitted.data) }
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

  /// Runs a strategy whose mean cost is within the budget with confidence; where no policy's is shown to be, keeps nothing.
  fileprivate mutating func runGuaranteed(_ word: Word, cap: Double?) throws {
    let fitted = try benchAloud()
    let (name, strategy) = try strategy(word.text, for: fitted.data, at: word)
    try refuseBound(name, at: word)
    if fitted.data.isLog {
      throw CommandError.notYet(
        "a guarantee needs what a policy costs on each query, and a log has that of its own choices only",
        advice: "run \(word.text)")
    }
    try refuseMissing(fitted.data, for: "a guarantee")
    let given = ["lambda", "thresholds", "draw"].compactMap { invocation.word($0) }
    if let other = given.first {
      throw LocatedError(
        .unexpectedArgument(other.text, usage: "--confidence with --budget, --cap and --as"), at: other)
    }
    guard
      let budget = try invocation.number(
        "budget", in: 0...Double.greatestFiniteMagnitude, allowed: "a cost of at least 0")
    else {
      throw LocatedError(
        .missingArgument("--budget", usage: "run STRATEGY --budget B --confidence 95%"), at: invocation.verb)
    }
    try refuseFolds(fitted.data)
    let confidence = try invocation.number("confidence", in: 0.5...0.999, allowed: "a share from 50% to 99.9%") ?? 0.95
    let (guarantee, certified) = try Guarantee.certify(
      .cost(budget: budget, cap: cap), confidence: confidence, on: fitted,
      tuner: try strategy.tuner(for: fitted, task: task.step(0, of: 2)), seed: session.settings.seed,
      task: task.step(1, of: 2))
    tell(guarantee, of: name, fitted.data)
    report.json = [.init("strategy", .string(name)), .init("guarantee", guarantee.json)]
    guard let (tuned, outcomes) = certified else { return }
    try keep(
      .run(
        RunResult(
          strategy: name, tuned: tuned, outcomes: outcomes, fitted: fitted, workspace: try workspace(),
          reference: session.settings.reference, guarantee: guarantee)))
    try reportRun(name, tuned, outcomes, nil, fitted)
    report.json.append(.init("guarantee", guarantee.json))
  }

  fileprivate mutating func reportRun(
    _ name: String, _ tuned: TunedPolicy, _ outcomes: Outcomes, _ overlap: LogOverlap?, _ fitted: FittedTraces
  ) throws {
    let data = fitted.data
    let unit = data.traces.costUnit.label
    let budget = tuned.budget.map { " at budget \(Format.significant($0)) \(unit)" } ?? ""
    report.line("\(name)\(budget), measured on \(data.measured)")
    if !tuned.isReachable { report.note("the budget is below the cheapest reachable point, which is used instead") }
    if let sentence = tuned.fallbackSentence(name, on: data) { report.note(sentence) }
    if overlap == nil, let note = data.estimateNote { report.note(note) }
    let intervals = try overlap.map { _ in try meanIntervals(of: outcomes) }
    let quality = Format.fixed(outcomes.meanQuality, 4) + (intervals.map { " " + $0.quality.text(4) } ?? "")
    let cost = Format.significant(outcomes.meanCost, 4) + (intervals.map { " " + $0.cost.significantText(4) } ?? "")
    let depth = overlap == nil ? ", \(Format.fixed(outcomes.depth, 2)) models per query" : ""
    report.line("quality \(quality), cost \(cost) \(unit) per query" + depth)
    let latency = overlap == nil ? try latency(of: tuned, fitted) : nil
    if let latency {
      report.line(latency.line(of: data.test.count))
    }
    if let cap = tuned.policy.cap {
      let lost = 1 - outcomes.answered.sum / Double(outcomes.count)
      report.line(
        "no query costs more than \(Format.significant(cap)) \(unit)"
          + (lost > 1e-9 ? "; \(Format.fixed(100 * lost, 1))% of them have no answer, cut off there" : ""))
    }
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
    if let overlap {
      return tellLogged(
        named: name, tuned: tuned, outcomes: outcomes, intervals: intervals, overlap: overlap, of: data)
    }
    report.show(
      Table(
        [.init("model"), .init("ran"), .init("answered")],
        rows: data.models.indices.map { model in
          [
            .text(data.models[model]), .percent(outcomes.ran[model] / total),
            .percent(outcomes.answered[model] / total),
          ]
        }))
    report.json = runJSON(name, tuned, outcomes, data, latency: latency)
  }

  /// A run's figures in JSON.
  func runJSON(
    _ name: String, _ tuned: TunedPolicy, _ outcomes: Outcomes, _ data: Dataset, latency: LatencyMetric? = nil
  ) -> [JSONValue.Member] {
    func perModel(_ counts: [Double]) -> JSONValue {
      .object(zip(data.models, counts).map { .init($0, .number($1)) })
    }
    var members: [JSONValue.Member] = [
      .init("strategy", .string(name)), .init("budget", tuned.budget.map { .number($0) } ?? .null),
      .init("cost", .number(outcomes.meanCost)), .init("quality", .number(outcomes.meanQuality)),
      .init("depth", .number(outcomes.depth)), .init("ran", perModel(outcomes.ran)),
      .init("answered", perModel(outcomes.answered)),
    ]
    members += tuned.parameters + [.init("reachable", .bool(tuned.isReachable))]
    if let latency {
      members += [
        .init("latency", .number(latency.mean)), .init("latency_95", .number(latency.percentile95)),
        .init("latency_known", .number(latency.knownShare)),
      ]
    }
    if let cap = tuned.policy.cap { members.append(.init("cap", .number(cap))) }
    return members
  }
}
