import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

extension Commands {
  static let compare = Command(
    "compare", .run, "compare strategies, with confidence intervals",
    arguments: [Argument("RESULT", .result, isOptional: true, isRepeated: true)],
    options: [
      Option("at-quality", .model, "Q", "sweeps: the cost at quality Q, at a model's quality, or at that of the best"),
      Option(
        "within", .number, "SHARE", "with --at-quality MODEL or best: the acceptable loss of quality, such as 1%"),
      Option("at-cost", .model, "C", "sweeps: the quality at cost C, or at a model's cost"),
      Option("against", .text, "STRATEGY", "sweeps: the strategy that differences are relative to"),
      Option("bootstrap", .integer, "N", "the number of resamples of the test queries (500)"),
      Option("seed", .integer, "S", "the seed of the resampling"), .resultName,
    ] + .sharding,
    details: """
      `sweep` results are compared by AUC, `run` results by quality and cost; all must be measured on the same test \
      queries. Policies stay fixed; test queries are resampled, with the same draws for everything compared; 95% \
      intervals are percentile intervals. `difference` is relative to the best strategy, or to `mix` after `sweep \
      all`; a bound such as `oracle` is never the reference. For runs it is relative to the first. `--at-quality` and \
      `--at-cost` read the frontiers of test points at one level, interpolated between neighbours, and compare them \
      with single models and the linear baseline, which is the hull of their means in hindsight. The level is a number \
      or a model, which stands for its own level; `best` is the model with the best quality. An interval of costs ends \
      in "never" where the level is not reached in some resamples; a strategy "reaches" a quality where it does so in \
      more than 97.5% of them, "may reach" it where it does so in more than half, and "hardly reaches" it where it \
      does so in fewer.
      """,
    examples: [
      "compare", "compare first second --bootstrap 2000", "compare --at-quality best --within 1%",
      "compare --at-cost 0.001",
    ]
  ) { context in
    let words = context.invocation.arguments
    let results = try words.isEmpty ? [context.measured(nil)] : words.map { try context.result($0) }
    let latest = context.latestMeasured?.identity
    let names =
      words.isEmpty
      ? context.session.results.filter { $0.identity == latest }.map(\.name) : words.map(\.text)
    let bootstrap = try context.bootstrap() ?? Bootstrap(count: 500, seed: try context.seed())
    // Several results are compared because what they were made from differs.
    for (index, result) in results.enumerated() {
      context.noteStaleness(
        of: result, named: words.isEmpty ? nil : words[index].text, onlyOfTraces: results.count > 1)
    }
    var sweeps: [SweepResult] = []
    var runs: [RunResult] = []
    for result in results {
      switch result {
      case .sweep(let sweep): sweeps.append(sweep)
      case .run(let run): runs.append(run)
      case .table: break
      }
    }
    let word = words.first ?? context.invocation.verb
    let isAtLevel = context.invocation.has("at-quality") || context.invocation.has("at-cost")
    var caveats: [String] = []
    for caveat in (sweeps.map(\.workspace) + runs.map(\.workspace)).flatMap(\.caveats) where !caveats.contains(caveat) {
      caveats.append(caveat)
      context.report.note(caveat)
    }
    if sweeps.count == results.count {
      try context.at(word) {
        try context.requireSameQueries(sweeps.map { ($0.workspace, $0.fitted.data) }, orElse: "sweep all")
        var merged = sweeps[0].frontiers
        for sweep in sweeps.dropFirst() { merged.curves += sweep.frontiers.curves }
        if let word = context.invocation.word("against"), isAtLevel {
          throw LocatedError(.misuse("--against cannot be combined with --at-quality or --at-cost"), at: word)
        }
        if isAtLevel {
          try context.compareLevels(of: merged, on: sweeps[0].fitted, from: names, bootstrap)
        } else {
          let origins = zip(words, sweeps).flatMap { word, sweep in sweep.frontiers.curves.map { _ in word.text } }
          try context.compareAreas(
            of: merged, origins: words.count > 1 ? origins : nil, on: sweeps[0].fitted, from: names, bootstrap)
        }
      }
    } else if isAtLevel {
      throw LocatedError(.notYet("--at-quality and --at-cost need a sweep", advice: "sweep all"), at: word)
    } else if runs.count == results.count, runs.count > 1 {
      try context.at(word) { try context.compareMeans(runs, origins: words.map(\.text), bootstrap) }
    } else {
      throw LocatedError(
        .notYet("compare needs a sweep, or two or more runs", advice: "sweep all"), at: word)
    }
  }
}

extension CommandContext {
  /// - Parameters:
  ///   - origins: the name of the result of each curve, if they are from several.
  ///   - results: the names of all results.
  fileprivate mutating func compareAreas(
    of merged: SweepCurves, origins: [String]?, on fitted: FittedTraces, from results: [String], _ bootstrap: Bootstrap
  ) throws {
    let areas = merged.curves.map(\.area)
    let candidates = areas.indices.filter { !Strategies.isBound(merged.curves[$0].name) }
    let best = (candidates.isEmpty ? Array(areas.indices) : candidates).max { (areas[$0], $1) < (areas[$1], $0) }!
    // Beside a bound, as after `sweep all`, what counts is what the strategies add to mixing.
    let hasBound = candidates.count < areas.count
    var baseline = (hasBound ? merged.curves.firstIndex { $0.name == "mix" } : nil) ?? best
    if let word = invocation.word("against") {
      guard let named = merged.curves.firstIndex(where: { $0.name == word.text }) else {
        throw LocatedError(.unknown("strategy of the sweep", word.text, known: merged.curves.map(\.name)), at: word)
      }
      baseline = named
    }
    let samples = try resamples(of: bootstrap, from: results) { try $0.areas(of: merged, on: fitted, task: $1) }
    guard let samples else { return }
    let own = areas.indices.map { index in Interval(estimate: areas[index], resampled: samples.map { $0[index] }) }
    let differences = areas.indices.map { index in
      Interval(estimate: areas[index] - areas[baseline], resampled: samples.map { $0[index] - $0[baseline] })
    }
    try noteAdjusted(fitted.data)
    report.show(
      Table(
        (origins == nil ? [] : [.init("result")]) + [
          .init("strategy"), .init("AUC"), .init("95% interval", key: "interval"), .init("difference"),
          .init("its interval", key: "difference_interval"),
        ],
        rows: areas.indices.map { index in
          (origins.map { [.text($0[index])] } ?? []) + [
            .text(merged.curves[index].name), .fixed(areas[index], decimals: 2), .text(own[index].text(2)),
          ]
            + (index == baseline
              ? [.text(index == best ? "best" : "baseline"), .text("")]
              : [.text(Format.fixed(differences[index].estimate, 2)), .text(differences[index].text(2))])
        }))
    try keep(
      .table(
        Table(
          (origins == nil ? [] : [.init("result")]) + [.init("strategy")] + Interval.headings("auc")
            + Interval.headings("difference"),
          rows: areas.indices.map { index in
            (origins.map { [.text($0[index])] } ?? []) + [.text(merged.curves[index].name)] + own[index].cells
              + differences[index].cells
          })))
    report.json = [
      .init("bootstrap", .integer(bootstrap.count)), .init("best", .string(merged.curves[best].name)),
      .init("against", .string(merged.curves[baseline].name)),
      .init(
        "strategies",
        .array(
          areas.indices.map { index in
            .object(
              (origins.map { [.init("result", .string($0[index]))] } ?? []) + [
                .init("name", .string(merged.curves[index].name)), .init("auc", own[index].json),
                .init("difference", differences[index].json),
              ])
          })),
    ]
  }

  /// - Parameter origins: the names of the runs.
  fileprivate mutating func compareMeans(_ runs: [RunResult], origins: [String], _ bootstrap: Bootstrap) throws {
    try requireSameQueries(runs.map { ($0.workspace, $0.fitted.data) }, orElse: nil)
    var notes: [String] = []
    for note in runs.compactMap(\.fitted.data.estimateNote) where !notes.contains(note) { notes.append(note) }
    for note in notes { report.note(note) }
    let outcomes = runs.map(\.outcomes)
    let samples = try resamples(of: bootstrap, from: origins) { bootstrap, task in
      try bootstrap.means(
        of: outcomes.map(\.quality) + outcomes.map(\.cost),
        repeats: outcomes.map { $0.repeatMeans.map(\.quality) } + outcomes.map { $0.repeatMeans.map(\.cost) },
        widening: outcomes.map(\.widening) + outcomes.map(\.widening), folds: runs[0].fitted.data.testFolds, task: task)
    }
    guard let samples else { return }
    func intervals(_ means: [Double], from first: Int) -> [Interval] {
      runs.indices.map { index in
        Interval(
          estimate: means[index] - means[0], resampled: samples.map { $0[first + index] - $0[first] })
      }
    }
    let qualities = intervals(outcomes.map(\.quality.mean), from: 0)
    let costs = intervals(outcomes.map(\.cost.mean), from: runs.count)
    func table(_ name: String, _ means: [Table.Cell], _ differences: [[Table.Cell]]) -> Table {
      Table(
        [.init("result"), .init("strategy"), .init(name), .init("difference"), .init("95% interval", key: "interval")],
        rows: runs.indices.map { index in
          [.text(origins[index]), .text(runs[index].label), means[index]]
            + (index == 0 ? [.text("first"), .text("")] : differences[index])
        })
    }
    report.show(
      table(
        "quality", runs.map { .fixed($0.outcomes.meanQuality, decimals: 4) },
        qualities.map { [.fixed($0.estimate, decimals: 4), .text($0.text(4))] }))
    report.show(
      table(
        "cost", runs.map { .number($0.outcomes.meanCost, digits: 4) },
        costs.map { [.number($0.estimate, digits: 4), .text($0.significantText(4))] }))
    try keep(
      .table(
        Table(
          [.init("result"), .init("strategy"), .init("quality"), .init("cost")]
            + Interval.headings("quality_difference") + Interval.headings("cost_difference"),
          rows: runs.indices.map { index in
            [
              .text(origins[index]), .text(runs[index].label), .number(runs[index].outcomes.meanQuality, digits: 6),
              .number(runs[index].outcomes.meanCost, digits: 6),
            ] + qualities[index].cells + costs[index].cells
          })))
    report.json = [
      .init("bootstrap", .integer(bootstrap.count)),
      .init(
        "runs",
        .array(
          runs.indices.map {
            [
              "result": .string(origins[$0]), "strategy": .string(runs[$0].label),
              "quality": .number(runs[$0].outcomes.meanQuality), "cost": .number(runs[$0].outcomes.meanCost),
              "quality_difference": qualities[$0].json, "cost_difference": costs[$0].json,
            ]
          })),
    ]
  }
}
