import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

extension Commands {
  static let sweep = Command(
    "sweep", .run, "tune and measure strategies over many budgets (frontiers)",
    arguments: [Argument("STRATEGY", .strategies, isOptional: true, isRepeated: true)],
    options: [
      Option(
        "budgets", .text, "BUDGETS",
        "K budgets between neighbours on the hull, and on to the dearest model (10); total:K for K budgets up to the cost of running all models; or the "
          + "costs themselves: =B or B,B,..."),
      Option("bootstrap", .integer, "N", "intervals of AUC from N resamples of the test queries"),
      Option("seed", .integer, "S", "the seed of the resampling"),
      Option("brief", nil, "", "leave out the table of single models"),
      Option("again", .integer, "N", "sweep N more times with other seeds of the split, and show the means"),
      CommandContext.tuneRows, .resultName,
    ] + .sharding,
    details: """
      `all` (the default) is every strategy that needs no argument. Cascade routing may run all models of a pool of up to 15 on a \
      query, of a larger one fewer (7 of 16, 5 of 20, 3 of 33), and 5 after `set reference on`; +max-depth=D says otherwise. AUC is the area \
      under mean test quality against mean test cost between the cheapest and the most expensive single model, on a \
      scale of 100. The linear baseline is the hull of the single models' means on the queries measured, which nobody \
      knows beforehand; `mix` is the part of it that can be achieved. Of several strategies, those that cannot run on \
      these traces are left out, and Ctrl-C keeps those that are done, with --again also the seeds that are. At budgets where mixing single models at the \
      same cost is ahead of a strategy on the train and tune parts, by more than 0.001 plus a quarter of a \
      standard error, it falls back on that mixture, but not with `+always` or after `set reference on`; a strategy that \
      is just as good as one single model on each of these queries, at its cost, is replaced by that model. `pairs` and \
      `threshold`, which are chosen by quality, are judged on queries not used for the choice. \
      Of more than 5,000 train or tune queries a sample of so many chooses prices, with each group in its share, drawn \
      by the seed of the split. With --again the queries are dealt anew, estimators fitted and prices tuned anew; \
      differences to `mix` (to the linear baseline without it) are taken seed by seed; the standard error is that of \
      their mean, and does not say how much hangs on these queries.
      """,
    examples: [
      "sweep", "sweep routing mix --budgets 20", "sweep routing --budgets 3 --bootstrap 200",
      "sweep all --budgets 0.0002,0.001", "sweep mix index --again 9",
    ]
  ) { context in
    let (workspace, bootstrap) = (try context.workspace(), try context.bootstrap())
    let seeds = try context.furtherSeeds(after: workspace.splitInUse.seed, areAllItems: false)
    if case .column = workspace.splitInUse, let word = context.invocation.word("again") {
      throw LocatedError(
        .misuse("--again deals the queries by other seeds, and a column deals them here; try: split --seed 0"), at: word
      )
    }
    var dealt: DealtSweep?
    if context.isDealt {
      dealt = try context.dealtSweep(of: workspace, under: seeds)
      if dealt == nil { return }
    }
    let whole = context.task
    context.task = whole.step(0, of: 1 + seeds.count)
    let fitted = try context.benchAloud()
    try context.noteTuneRows(of: fitted.data)
    let frontiers = try context.curves(
      of: workspace, fitted, keepsFinished: true, task: context.task, dealt: dealt)
    let tuneRows = try context.tuneLimit(of: fitted.data)
    try context.keep(
      .sweep(
        SweepResult(
          frontiers: frontiers, fitted: fitted, workspace: workspace,
          reference: context.session.settings.reference, tuneRows: tuneRows)))
    try context.reportSweep(frontiers, fitted, tuneRows, bootstrap)
    context.task = whole
    let others = try dealt?.others ?? context.furtherAreas(of: workspace, under: seeds)
    if !others.isEmpty {
      let own = SweepAgain.areas(of: frontiers)
      let sweeps = SweepAgain([own] + others)
      context.report.line("\nover \(others.count + 1) seeds of the split:")
      context.report.show(sweeps.table)
      let dropped = own.map(\.name).filter { !sweeps.names.contains($0) }
      if !dropped.isEmpty { context.report.note("not under every seed: \(dropped.joined(separator: ", "))") }
      context.report.json.append(.init("again", sweeps.table.json))
    }
  }
}

extension CommandContext {
  fileprivate mutating func reportSweep(
    _ frontiers: SweepCurves, _ fitted: FittedTraces, _ tuneRows: Int?, _ bootstrap: Bootstrap?
  ) throws {
    let data = fitted.data
    let unit = data.traces.costUnit.label
    let on =
      data.folds.map {
        "tuned and measured on \(Format.count(data.count, "query", "queries")), out of fold (\($0.text))"
      }
      ?? "tuned on \(Format.count(min(data.tuningRows.count, tuneRows ?? .max), "query", "queries")), "
      + "measured on \(Format.count(data.test.count))"
    report.line(
      "\(Format.count(frontiers.budgets.count, "budget")), \(on)"
        + (data.traces.isSimulated ? " (simulated)" : ""))
    let intervals = try areaIntervals(frontiers, fitted, bootstrap)
    if let intervals {
      report.show(
        Table(
          [
            .init("strategy"), .init("AUC"), .init("95% interval", key: "interval"), .init("over linear"),
            .init("its 95% interval", key: "over_linear_interval"),
          ],
          rows: frontiers.curves.indices.map { index in
            let (own, over) = intervals[index]
            return [
              .text(frontiers.curves[index].name), .fixed(own.estimate, decimals: 2), .text(own.text(2)),
              .fixed(over.estimate, decimals: 2), .text(over.text(2)),
            ]
          } + [
            [.text("linear baseline"), .fixed(frontiers.linearBaseline, decimals: 2)] + [
              .text(""), .missing, .text(""),
            ]
          ]
        ))
    } else {
      var curves: [[Table.Cell]] = []
      var latencies: [(name: String, latency: LatencyMetric?)] = []
      for curve in frontiers.curves {
        let best = curve.points.max { $0.outcomes.meanQuality < $1.outcomes.meanQuality }!
        latencies.append((curve.name, try latency(of: best.tuned, fitted)))
        curves.append(
          [
            .text(curve.name), .fixed(curve.area, decimals: 2),
            .fixed(curve.area - frontiers.linearBaseline, decimals: 2),
            .fixed(best.outcomes.meanQuality, decimals: 4), .number(best.outcomes.meanCost, digits: 4),
          ] + (latencies.last!.latency.map { [$0.cell] } ?? []))
      }
      let hasLatency = latencies.contains { $0.latency != nil }
      let linear: [Table.Cell] = [
        .text("linear baseline"), .fixed(frontiers.linearBaseline, decimals: 2), .missing, .missing, .missing,
      ]
      report.show(
        Table(
          [.init("strategy"), .init("AUC"), .init("over linear"), .init("best quality"), .init("at cost (\(unit))")]
            + (hasLatency ? [.init("latency (s)", key: "latency")] : []),
          rows: curves + [linear + (hasLatency ? [.missing] : [])]))
      noteLatencies(latencies, of: data.test.count)
    }
    let singles = Table(
      [
        .init("single model"), .init(data.hasAdjustedMeans ? "adjusted quality" : "quality", key: "quality"),
        .init(data.hasAdjustedMeans ? "adjusted cost (\(unit))" : "cost (\(unit))", key: "cost"),
      ],
      rows: data.models.indices.map {
        [
          .text(data.models[$0]), .fixed(frontiers.singles[$0].quality, decimals: 4),
          .number(frontiers.singles[$0].cost, digits: 4),
        ]
      })
    if !invocation.has("brief") { report.show(singles) }
    try noteAdjusted(data)
    noteOverlap(frontiers)
    noteLeftOut(frontiers, data)
    if frontiers.haveEqualCosts {
      report.note("all models cost the same: AUC is no area here, but the best quality at that cost")
    }
    let unreachable = frontiers.curves.map { curve in curve.points.count { !$0.tuned.isReachable } }.max() ?? 0
    if unreachable > 0 {
      report.note(
        "\(Format.count(unreachable)) of \(Format.count(frontiers.budgets.count, "budget")) cannot be met on "
          + "\(data.tunedOn); the cheapest point is used there")
    }
    noteCosts(frontiers.singles, data)
    noteFallbacks(frontiers, data)
    report.json = [
      .init("budgets", .array(frontiers.budgets.map { .number($0) })),
      .init(
        "strategies",
        .array(
          frontiers.curves.indices.map { json(of: frontiers.curves[$0], frontiers, intervals?[$0]) })),
      .init("baseline", ["linear": .number(frontiers.linearBaseline)]),
      .init(
        "singles",
        .array(
          data.models.indices.map {
            [
              "model": .string(data.models[$0]), "cost": .number(frontiers.singles[$0].cost),
              "quality": .number(frontiers.singles[$0].quality),
            ]
          })),
    ]
  }

  /// Says at how many budgets a mixture of single models replaces a strategy, and in how many of the folds measured.
  private mutating func noteFallbacks(_ frontiers: SweepCurves, _ data: Dataset) {
    let budgets = Format.count(frontiers.budgets.count, "budget")
    let ahead = "where mixing single models is ahead \(data.comparedOn), strategies fall back on it: "
    let counts = frontiers.curves.map { curve in
      (curve.name, curve.points.count { $0.tuned.isOvertaken }, curve.points.flatMap(\.tuned.folds))
    }
    if data.folds == nil {
      let texts = counts.filter { $0.1 > 0 }.map { "\($0.0) at \(Format.count($0.1))" }
      if !texts.isEmpty { report.note("\(ahead)\(texts.joined(separator: ", ")) of \(budgets)") }
      return
    }
    let texts = counts.map { name, count, folds in (name, count, folds.count(where: \.isOvertaken), folds.count) }
      .filter { $0.1 > 0 || $0.2 > 0 }.enumerated().map { place, entry in
        let share = Format.fixed(100 * Double(entry.2) / Double(max(1, entry.3)), 0) + "%"
        return place == 0
          ? "\(entry.0) at \(Format.count(entry.1)) of \(budgets) for new queries and in \(share) of the folds measured"
          : "\(entry.0) at \(Format.count(entry.1)) and in \(share)"
      }
    if !texts.isEmpty { report.note(ahead + texts.joined(separator: ", ")) }
  }

  /// Says how far a log bears on the strategies, at the budget where it does so least.
  private mutating func noteOverlap(_ frontiers: SweepCurves) {
    let sizes = frontiers.curves.compactMap { curve -> String? in
      let overlaps = curve.points.compactMap(\.overlap)
      guard let least = overlaps.map(\.effectiveSize).min(), let most = overlaps.map(\.effectiveSize).max() else {
        return nil
      }
      let cutOff = overlaps.map(\.cutOff).max() ?? 0
      return "\(curve.name) \(Format.count(Int(least))) to \(Format.count(Int(most)))"
        + (cutOff >= 0.0005 ? " with up to \(Format.fixed(100 * cutOff, 1))% of the weight cut off" : "")
    }
    if !sizes.isEmpty {
      report.note("effective sample sizes, of equally weighted queries: \(sizes.joined(separator: ", "))")
    }
  }

  /// Says which strategies are missing or limited, and why.
  private mutating func noteLeftOut(_ frontiers: SweepCurves, _ data: Dataset) {
    var reasons: [String] = []
    for (_, reason) in frontiers.leftOut where !reasons.contains(reason) { reasons.append(reason) }
    for reason in reasons {
      let names = frontiers.leftOut.filter { $0.reason == reason }.map(\.name)
      report.note("\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") left out: \(reason)")
    }
    if frontiers.leftOut.contains(where: { Strategies.needsEstimates($0.name) }), let workspace = session.workspace,
      workspace.qualityFit == nil
    {
      report.note(
        TraceSignals(workspace.traces).isAny || workspace.traces.isSimulated
          ? "to fit estimates for them: \(workspace.traces.proposedFit)"
          : "nothing in these traces tells queries or answers apart; add prompts, groups or x_... columns (join FILE), or load "
            + "the traces with a column confidence")
    }
    var standard = StrategySpecification(name: "cascade-routing")
    standard.reference = session.settings.reference
    if standard.reference.isEmpty, frontiers.curves.contains(where: { $0.name == standard.name }),
      let depth = standard.depth(modelCount: data.modelCount)
    {
      report.note(
        "cascade routing runs at most \(depth) of the \(data.modelCount) models per query, to save time; "
          + "cascade-routing+max-depth=\(depth + 1) runs one more, and index has no such limit")
    }
    if !frontiers.interrupted.isEmpty {
      report.note("interrupted: \(frontiers.interrupted.joined(separator: ", ")) not finished")
    }
  }

  /// Adds a note where costs differ between the parts, so that spending on test is far from the budgets.
  private mutating func noteCosts(_ singles: [(cost: Double, quality: Double)], _ data: Dataset) {
    let best = UpperHull(cost: singles.map(\.cost), quality: singles.map(\.quality)).indices.last!
    let tuning = SingleModels(data, on: data.tuningRows).means[best].cost
    let change = tuning > 0 ? singles[best].cost / tuning - 1 : 0
    if abs(change) < 0.1 { return }
    let word = change < 0 ? "less" : "more"
    report.note(
      "\(data.models[best]) costs \(Format.fixed(100 * abs(change), 0))% \(word) on the test part than on \(data.tunedOn), "
        + "where budgets are met, so spending is \(change < 0 ? "below" : "above") the budgets")
  }

  /// Each curve's AUC and its gain over the linear baseline, with intervals; `nil` unless requested.
  private func areaIntervals(
    _ frontiers: SweepCurves, _ fitted: FittedTraces, _ bootstrap: Bootstrap?
  ) throws -> [(own: Interval, over: Interval)]? {
    guard let bootstrap, frontiers.interrupted.isEmpty else { return nil }
    let samples = try bootstrap.areasAfterLinear(of: frontiers, on: fitted, task: task)
    return frontiers.curves.indices.map { index in
      let area = frontiers.curves[index].area
      return (
        Interval(estimate: area, resampled: samples.map { $0[index + 1] }),
        Interval(
          estimate: area - frontiers.linearBaseline, resampled: samples.map { $0[index + 1] - $0[0] })
      )
    }
  }

  private func json(
    of curve: SweepCurves.Curve, _ frontiers: SweepCurves, _ intervals: (own: Interval, over: Interval)?
  ) -> JSONValue {
    let points = zip(frontiers.budgets, curve.points).map { budget, point in
      JSONValue.object(
        [
          .init("budget", .number(budget)), .init("cost", .number(point.outcomes.meanCost)),
          .init("quality", .number(point.outcomes.meanQuality)), .init("depth", .number(point.outcomes.depth)),
        ] + point.tuned.parameters + [.init("reachable", .bool(point.tuned.isReachable))])
    }
    return .object(
      [.init("name", .string(curve.name)), .init("auc", .number(curve.area))]
        + (intervals.map { [.init("auc_interval", $0.own.json), .init("over_linear", $0.over.json)] } ?? [])
        + [.init("points", .array(points))])
  }
}
