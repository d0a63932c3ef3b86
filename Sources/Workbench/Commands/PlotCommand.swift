import CommandLanguage
import Display
import Mathematics
import Routing
import Traces

extension Commands {
  static let plot = Command(
    "plot", .look, "draw a result or a column as text or SVG",
    arguments: [Argument("KIND", .choice(Plots.all.map(\.name))), Argument("WHAT", .plotted, isOptional: true)],
    options: [
      Option("out", .path, "FILE.svg", "write an SVG figure; a terminal and a notebook show it as well"),
      Option("force", nil, "", "overwrite the file if it exists"),
      Option("log", nil, "", "a logarithmic axis for cost or values"),
      Option("bootstrap", .integer, "N", "frontier only: 95% bands from N resamples of the test queries"),
      Option(
        "x", .resultColumn, "COLUMN",
        "scatter, bars, xy, heatmap: the column on the horizontal axis, or the names of bars"),
      Option(
        "y", .resultColumn, "COLUMN",
        "scatter, bars, xy, heatmap: the column on the vertical axis, or the lengths of bars"),
      Option("series", .resultColumn, "COLUMN", "scatter, bars, xy: the column that determines colours"),
      Option("title", .text, "TEXT", "the heading"),
      Option("scale", .number, "X", "enlarge the picture, with its letters, by a factor (1)"),
      Option("dark", nil, "", "draw the picture on a dark background"),
      Option("model", .model, "MODEL", "histogram only: the outcomes of one model"),
      Option("bins", .integer, "N", "histogram and reliability only: the number of bins"),
      Option("post", nil, "", "reliability only: estimates once the model has run"),
      Option("part", .choice(Part.allCases.map(\.rawValue)), "PART", "reliability only: train, tune or test (test)"),
      Option("shares", nil, "", "lambda only: the share of queries on which each model runs"),
      Option("value", .resultColumn, "COLUMN", "heatmap only: the column that determines colours"),
      Option("down", nil, "", "heatmap only: rows downwards, as in a table"),
      Option("head", .integer, "N", "path only: the maximum number of branches (24)"),
      Option("height", .integer, "ROWS", "the height in rows of text (20)"),
      Option("ascii", nil, "", "plain ASCII characters"),
    ]
      + CommandContext.policyOptions.map {
        let summary = $0.summary.replacing("threshold only:", with: "for threshold,")
        return Option($0.name, $0.kind, $0.placeholder, "path only: \(summary)")
      },
    details: Plots.all.map { "\($0.name) \($0.argument.usage): \($0.summary)." }.joined(separator: "\n") + """

      RESULT is a named result (default: the latest). For a table, --x defaults to the first numeric column (for bars: \
      the first text column), --y to the next numeric column, and --series to the next text column with at most 10 \
      values, unless it names every row. A heatmap shows its third numeric column over the first two; with fewer than \
      three, its last numeric column over the first two columns.
      """,
    examples: ["plot frontier", "plot frontier --log --out frontier.svg", "plot histogram cost --model gpt-4"]
  ) { context in
    let words = context.invocation.arguments
    guard let kind = Plots.all.first(where: { $0.name == words[0].text }) else {
      throw LocatedError(.unknown("plot", words[0].text, known: Plots.all.map(\.name)), at: words[0])
    }
    let word = words.dropFirst().first
    var figure = try kind.make(context, word)
    switch kind.argument.kind {
    case .result: context.noteStaleness(of: word, orLatest: kind.name == "frontier" ? NamedResult.latestSweep : "_")
    case .strategy where kind.name == "path": try context.noteStaleness(ofRunBehind: word)
    default: break
    }
    if let title = context.invocation.text("title") { figure.title = title }
    context.report.json = [.init("kind", .string(kind.name)), .init("figure", figure.json)]
    let out = context.invocation.word("out")
    let renderer = SVGRenderer(
      scale: try context.invocation.number("scale", in: 0.1...20) ?? 1, isDark: context.invocation.has("dark"))
    context.report.show(
      figure, height: try context.invocation.integer("height", in: 8...200), isASCII: context.invocation.has("ascii"),
      renderer: renderer, writtenTo: out?.text)
    guard let out else { return }
    guard out.text.hasSuffix(".svg") else {
      throw LocatedError(.invalidValue("--out", found: out.text, allowed: "a name that ends in .svg"), at: out)
    }
    try context.write(renderer.render(figure), to: out, isFigure: true)
    context.report.json.append(.init("file", .string(out.text)))
  }
}

extension PlotKind {
  static let frontier = PlotKind(
    name: "frontier", summary: "quality against cost: strategies of a sweep, if any, single models and their hull",
    argument: Argument("RESULT", .result, isOptional: true)
  ) { context, word in
    guard let sweep = try context.sweep(word) else { return try context.singlesPlot().figure }
    let data = sweep.fitted.data
    let singles = sweep.frontiers.singles
    let hull = UpperHull(cost: singles.map(\.cost), quality: singles.map(\.quality)).indices
    let bootstrap = try context.invocation.integer("bootstrap", in: 10...100_000)
    let bands = try bootstrap.map {
      try Bootstrap(count: $0, seed: context.session.settings.seed).bands(
        of: sweep.frontiers, on: sweep.fitted, task: context.task)
    }
    return FrontierPlot(
      curves: sweep.frontiers.curves.enumerated().map { index, curve in
        FrontierPlot.Curve(
          curve.name, curve.points.map { .init(cost: $0.outcomes.meanCost, quality: $0.outcomes.meanQuality) },
          band: bands?[index].map { .init(x: $0.cost, low: $0.quality.low, high: $0.quality.high) } ?? [])
      },
      singles: data.models.indices.map {
        FrontierPlot.Single(data.models[$0], cost: singles[$0].cost, quality: singles[$0].quality)
      },
      hull: hull.map { .init(cost: singles[$0].cost, quality: singles[$0].quality) },
      costUnit: "\(data.traces.costUnit.label) per query", isLogarithmic: context.invocation.has("log"),
      isAdjusted: data.hasAdjustedMeans
    ).figure
  }

  static let histogram = PlotKind(
    name: "histogram", summary: "the distribution of quality, cost or another column of numbers",
    argument: Argument("COLUMN", .column)
  ) { context, word in
    guard let word else {
      throw LocatedError(
        .missingArgument("COLUMN", usage: "plot histogram COLUMN"), at: context.invocation.arguments[0])
    }
    let workspace = try context.workspace()
    var models = context.pool(of: workspace)
    if let word = context.invocation.word("model") {
      let name = try context.model(word.text, among: workspace.traces.models, at: word)
      models = models.filter { workspace.traces.models[$0] == name }
    }
    let queries = try context.queries(of: workspace)
    let unit = word.text == "cost" ? workspace.traces.costUnit.label : ""
    let whose = models.count == 1 ? " of \(workspace.traces.models[models[0]])" : ""
    return HistogramPlot(
      title: "Distribution of \(word.text)\(whose)",
      values: try context.at(word) { try workspace.traces.numbers(word.text, of: models, on: queries) },
      name: word.text, unit: unit,
      binCount: try context.invocation.integer("bins", in: 1...1000), isLogarithmic: context.invocation.has("log")
    ).figure
  }
}

extension CommandContext {
  /// The named sweep; the latest by default, `nil` if there is none.
  fileprivate func sweep(_ word: Word?) throws(LocatedError) -> SweepResult? {
    if let word {
      if case .sweep(let sweep) = try result(word) { return sweep }
      throw LocatedError(.invalidValue("RESULT", found: word.text, allowed: "the name of a sweep"), at: word)
    }
    for result in session.results.reversed() {
      if case .sweep(let sweep) = result.value { return sweep }
    }
    return nil
  }

  /// The single models on the queries in use, as `describe` has them.
  ///
  /// - Throws: where the traces are a log, in which single models are estimated.
  fileprivate func singlesPlot() throws -> FrontierPlot {
    let workspace = try workspace()
    if try loggedDataset(workspace, on: try queries(of: workspace)) != nil {
      throw LocatedError(.notYet("there is no sweep to draw", advice: "sweep all"), at: invocation.verb)
    }
    let summary = try summary(of: workspace)
    let singles = summary.models.filter { $0.adjusted.quality.isFinite && $0.adjusted.cost.isFinite }
    return FrontierPlot(
      curves: [],
      singles: singles.map { .init($0.name, cost: $0.adjusted.cost, quality: $0.adjusted.quality) },
      hull: singles.filter(\.isOnHull).map { .init(cost: $0.adjusted.cost, quality: $0.adjusted.quality) },
      costUnit: "\(workspace.traces.costUnit.label) per query", isLogarithmic: invocation.has("log"),
      isAdjusted: !summary.isComplete)
  }
}

extension TraceSet {
  /// The numbers of a column: for quality, cost and other columns of outcomes those of `models`, else one per query.
  ///
  /// - Throws: `TraceError.unknownColumn` for an unknown column, or one without numbers.
  func numbers(_ name: String, of models: [Int], on queries: [Int]) throws(TraceError) -> [Double] {
    func outcomes(_ table: [Double]) -> [Double] {
      queries.flatMap { query in models.map { table[query * modelCount + $0] } }.filter { !$0.isNaN }
    }
    switch name {
    case "quality": return outcomes(quality)
    case "cost": return outcomes(cost)
    default: break
    }
    if case .numbers(let numbers)? = outcomeColumn(name)?.values { return outcomes(numbers) }
    if case .numbers(let numbers)? = queryColumn(name)?.values {
      return queries.map { numbers[$0] }.filter { !$0.isNaN }
    }
    throw .unknownColumn(name, known: plottableColumns)
  }

  /// The numeric columns.
  var plottableColumns: [String] {
    let numeric = (queryColumns + outcomeColumns).filter { if case .numbers = $0.values { true } else { false } }
    return ["quality", "cost"] + numeric.map(\.name)
  }
}
