import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

extension Commands {
  static let advise = Command(
    "advise", .run,
    "recommend how to answer queries like these, and measure what that gains",
    options: [
      Option("within", .number, "SHARE", "acceptable loss of quality, relative to the best single model (1%)"),
      Option("budget", .number, "B", "instead: the best quality at a mean cost of B per query"),
      Option("at-quality", .number, "Q", "instead: the lowest cost at quality Q"),
      Option("latency-below", .number, "S", "the seconds within which 95% of the queries have to be answered"),
      Option("judge", nil, "", "every answer can be judged in production, as by a test suite: try oracle-after, too"),
      Option("folds", .integer, "K", "the number of folds (5; below 500 queries 20, or a tenth of fewer than 200)"),
      Option("repeats", .integer, "R", "how often they are dealt (5 for few queries, 1 for many)"),
      Option("seed", .integer, "S", "the seed of the folds and of the resampling"),
      Option("again", .integer, "N", "advise N more times with other seeds, and say how often the verdict is the same"),
      .resultName,
    ] + .sharding,
    details: """
      Estimators that the columns permit (`logistic` or `linear`, with the words of prompts where there are any, \
      `irt`, and what is fitted now) are tried with the strategies from mixing single models to cascade routing (which \
      is left out above 6 models, and `cascade` above 12), each at several budgets. The goal is the lowest cost at the \
      quality of the best single model minus `--within`: of what loses at most half of that on the queries it is tuned \
      on, the one worth most is taken (quality less cost, a unit of cost at what it buys between the cheapest model and \
      the best). With --at-quality the cheapest that reaches Q is taken. Choosing and tuning happen inside each fold, so \
      the figures hold for queries the choice has not seen; where two are within a standard error the simpler or cheaper \
      one is taken. The single model to beat is chosen inside the folds as well: the best on all queries would look \
      better than it is. Where folds do not agree on it, its quality there is said. The \
      verdict is a gain only if the interval of the saving says so; with fewer than 30 queries it is never a gain. \
      With --budget it is a gain if the interval of the gain in quality is above 0 and the measured cost is at most a \
      standard error, and at most 5%, above B; where its whole interval is above B nothing is gained, and between it \
      is undecided. A measured cost above B is always said. Where nothing is gained, the result is the single model to \
      beat alone. With --again the verdict is that of nine in ten seeds; where fewer agree, the first sentence says \
      that it is undecided; Ctrl-C keeps the seeds that are done. With --latency-below only what answers 95% of the \
      queries in time is chosen, with some room for queries to come, and the single model to beat is one that does, if \
      any; a query is not in time where a run of it lacks a latency; models are taken to run one after the other. \
      Queries without an outcome of every model are left out, unless they are unlike the others, as in a cascade's own \
      records: then nothing is advised, and `pool ... --complete` leaves them out all the same. The \
      result is a run: `policy _ FILE` writes it, tuned on all queries.
      """,
    examples: ["advise", "advise --within 2%", "advise --budget 0.001 --as best", "advise --at-quality 0.8"]
  ) { context in
    let seed = try context.seed()
    let seeds = try context.furtherSeeds(after: seed)
    var others: [JSONNode]?
    if context.isDealt {
      others = try context.verdicts(under: seeds, keptAfter: nil)
      if others == nil { return }
    }
    let whole = context.task
    context.task = whole.step(0, of: 1 + seeds.count)
    let adviser = try context.adviser(seed: seed)
    let (found, evidence) = try adviser.advice(seed: seed, task: context.task)
    context.task = whole
    // What is told is what is kept.
    let advice = evidence.verdict == .none ? found.withoutGain : found
    let goal = adviser.goal
    var workspace = adviser.workspace
    workspace.qualityFit = adviser.specifications[advice.estimator].map { QualityFit($0) }
    var verdicts = [evidence.verdict]
    for other in try others ?? context.verdicts(under: seeds, keptAfter: 1) ?? [] {
      guard let verdict = AdviceEvidence.Verdict(rawValue: try other.string()) else {
        throw other.mismatch("gain, none or undecided")
      }
      verdicts.append(verdict)
    }
    let together = AdviceEvidence.Verdict.together(verdicts)
    let text = AdviceText(
      advice: advice, ofFolds: found.outcomes, isChoiceLate: found.isLate, evidence: evidence, goal: goal,
      names: adviser.names, data: adviser.data, signals: adviser.signals, together: verdicts.count == 1 ? nil : together
    )
    text.tell(&context.report)
    for (name, reason) in adviser.leftOut { context.report.note("not tried: \(name): \(reason)") }
    context.noteCaveats(of: workspace)
    context.report.json = text.json
    if verdicts.count > 1 {
      let counts = [AdviceEvidence.Verdict.gain, .none, .undecided].map { verdict in
        (verdict.rawValue, verdicts.count { $0 == verdict })
      }
      context.report.paragraph(
        "\nthe verdict under \(verdicts.count) seeds: \(counts.map { "\($0.0) \($0.1)" }.joined(separator: ", "));"
          + " taken together: \(together.rawValue)")
      context.report.json += [
        .init("verdicts", .object(counts.map { .init($0.0, .integer($0.1)) })),
        .init("together", .string(together.rawValue)),
      ]
    }
    try context.keep(
      .run(
        RunResult(
          strategy: advice.trials[advice.choice].candidate.strategy, tuned: advice.tuned, outcomes: advice.outcomes,
          fitted: adviser.fitted[advice.estimator], workspace: workspace, reference: [], draw: nil, isAdvice: true)))
  }
}

/// What `advise` works with.
private struct Adviser {
  var advisor: Advisor
  var goal: AdviceGoal
  var data: Dataset
  var workspace: Workspace
  var signals: TraceSignals
  /// By estimator, first that of the means: its name, its specification, the traces with its estimates.
  var names: [String]
  var specifications: [FitSpecification?]
  var fitted: [FittedTraces]
  /// The estimators that cannot be fitted, with the reason.
  var leftOut: [(name: String, reason: String)]

  func advice(
    seed: UInt64, task: TaskContext
  ) throws(RoutingError) -> (advice: Advisor.Advice, evidence: AdviceEvidence) {
    let advice = try advisor.advice(task: task)
    return (
      advice,
      try AdviceEvidence(
        of: advice, for: goal, on: data, bootstrap: Bootstrap(count: 1000, seed: seed), task: task.untold)
    )
  }
}

extension CommandContext {
  /// The most models of a pool: each is tried alone in every fold, and each strategy searches through all of them.
  private static var comparedModels: Int { 100 }

  /// The verdicts under further seeds of the folds; `nil` where they are written to a shard.
  ///
  /// - Parameter done: how many steps are done before, if an interruption keeps the verdicts that are found.
  fileprivate mutating func verdicts(under seeds: [UInt64], keptAfter done: Int?) throws -> [JSONNode]? {
    try items(seeds.map { "seed \($0)" }, keptAfter: done) { [self] place, task in
      var context = self
      context.task = task
      let (_, evidence) = try context.adviser(seed: seeds[place]).advice(seed: seeds[place], task: task)
      return .string(evidence.verdict.rawValue)
    }
  }

  /// - Parameter seed: the seed of the folds.
  fileprivate func adviser(seed: UInt64) throws -> Adviser {
    var workspace = try workspace()
    if workspace.traces.isLog(on: try queries(of: workspace)) {
      throw CommandError.notYet(
        "advise compares the outcomes of all models on the same queries, and this log has that of one per query",
        advice: "sweep mix knn")
    }
    let current = workspace.qualityFit
    let complete = try queries(of: workspace).count
    if complete < Folds.counts.lowerBound {
      let words = "\(Format.count(complete, "query is", "queries are")) too few to say anything"
      throw workspace.filters.isEmpty
        ? CommandError.refused(words + "; load more traces") : .notYet(words, advice: "filter off")
    }
    let modelCount = pool(of: workspace).count
    if modelCount > Self.comparedModels {
      throw CommandError.refused(
        "the pool has \(Format.count(modelCount)) models, but advise compares at most \(Self.comparedModels); try: pool hull"
      )
    }
    let count = try invocation.integer("folds", in: Folds.counts) ?? Folds.standardCount(of: complete)
    let repeats =
      try invocation.integer("repeats", in: Folds.repeatCounts) ?? (complete <= 500 ? 5 : complete <= 2000 ? 2 : 1)
    workspace.split = .folds(count: count, repeats: repeats, seed: seed)
    workspace.qualityFit = nil
    if !workspace.needsAll, let differ = try at(invocation.verb, { try dataset(workspace).completeQueriesDiffer }) {
      throw CommandError.notYet("advise compares all models on the same queries, and \(differ)", advice: "sweep mix")
    }
    // Candidates and single models are compared query by query, so each query needs them all.
    workspace.needsAll = true
    if workspace.costFit?.specification.name == "noisy", !workspace.traces.isSimulated { workspace.costFit = nil }
    let data = try at(invocation.verb) { try dataset(workspace) }
    // Read before anything is fitted: a mistake in them is said at once.
    let (goal, latencyLimit) = (try goal(data), try latencyLimit(data))
    let signals = TraceSignals(data.traces)
    var fits = signals.fits.filter { $0 != "knn" }.map { FitSpecification(spelling: $0) }
    // What is fitted now counts, too, unless it knows the truth.
    var own = workspace
    own.qualityFit = current
    if let fit = current?.specification, own.caveats.isEmpty, fit.name != "knn", fit.name != "constant",
      !fits.contains(where: { $0.text == fit.text })
    {
      fits.append(fit)
    }
    if invocation.has("judge") {
      fits +=
        [FitSpecification(name: "oracle-after")]
        + fits.filter { ["logistic", "linear"].contains($0.name) }.map { fit in
          var judged = fit
          judged.name = "oracle-after"
          judged.parameters["before"] = fit.name
          return judged
        }
    }
    var adviser: (names: [String], specifications: [FitSpecification?], fitted: [FittedTraces]) = (
      [""], [nil], [try fittedTraces(of: workspace)]
    )
    var leftOut: [(name: String, reason: String)] = []
    for fit in fits {
      var fitted = workspace
      fitted.qualityFit = QualityFit(fit)
      do {
        adviser.fitted.append(try fittedTraces(of: fitted))
        adviser.names.append(fit.text)
        adviser.specifications.append(fit)
      } catch let error as RoutingError {
        guard case .unsuitable(_, let reason) = error else { throw error }
        leftOut.append((fit.text, reason))
      }
    }
    let strategies =
      ["routing", "threshold", "pairs", "cascade", "index"].filter {
        $0 != "cascade" || data.modelCount <= 12
      } + (data.modelCount <= 6 ? ["cascade-routing"] : [])
    let advisor = try Advisor(
      goal, estimators: zip(adviser.names, adviser.fitted).map { Advisor.Estimator(name: $0, fitted: $1) },
      strategies: strategies, latencyLimit: latencyLimit)
    return Adviser(
      advisor: advisor, goal: goal, data: data, workspace: workspace, signals: signals, names: adviser.names,
      specifications: adviser.specifications, fitted: adviser.fitted, leftOut: leftOut)
  }

  private func latencyLimit(_ data: Dataset) throws -> Double? {
    let allowed = "a number of seconds above 0"
    guard
      let limit = try invocation.number(
        "latency-below", in: Double.leastNormalMagnitude...Double.greatestFiniteMagnitude, allowed: allowed)
    else { return nil }
    if data.latency == nil {
      throw LocatedError(
        .misuse("--latency-below needs traces with latencies (a column latency in seconds, or latency_ms)"),
        at: invocation.word("latency-below")!)
    }
    return limit
  }

  private func goal(_ data: Dataset) throws -> AdviceGoal {
    let given = ["within", "budget", "at-quality"].compactMap { invocation.word($0) }
    if given.count > 1 {
      throw LocatedError(.misuse("give only one of --within, --budget and --at-quality"), at: given[1])
    }
    let cost = "a cost of at least 0"
    if let budget = try invocation.number("budget", in: 0...Double.greatestFiniteMagnitude, allowed: cost) {
      return .budget(budget)
    }
    if let quality = try invocation.number("at-quality", in: 0...1, allowed: "a quality from 0 to 1") {
      return .quality(quality)
    }
    let share = "a share of quality from 0 to 50%, such as 1%"
    let margin = try invocation.number("within", in: 0...0.5, allowed: share)
    // Where all cost the same, nothing can be saved; quality is what there is to gain.
    let costs = data.means(of: data.cost, over: data.test)
    if margin == nil, let low = costs.min(), let high = costs.max(), high - low <= 1e-9 * high {
      return .budget(high * (1 + 1e-9))
    }
    return .within(margin ?? 0.01)
  }
}

extension FitSpecification {
  /// The estimator as typed after `fit quality`, with options that take a value.
  init(spelling: String) {
    let words = spelling.split(separator: " ").map(String.init)
    self.init(name: words[0])
    for (option, value) in zip(words.dropFirst(), words.dropFirst(2)) where option.hasPrefix("--") {
      parameters[String(option.dropFirst(2))] = value
    }
  }
}
