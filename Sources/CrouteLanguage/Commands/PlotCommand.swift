import CommandLanguage
import Display
import Mathematics
import Routing
import Traces
import Workbench

extension Commands {
  static let plot = Command(
    "plot", .look, "draw a result or a column as text or SVG",
    arguments: [Argument("KIND", .choice(Plots.all.map(\.name))), Argument("WHAT", .plotted, isOptional: true)],
    options: [
      Option("out", .path, "FILE.svg", "write an SVG figure; a terminal and a notebook show it as well"),
      Option("force", nil, "", "overwrite the file if it exists"),
      Option(
        "log", nil, "", for: ["frontier", "histogram", "scatter", "bars", "xy"], "a logarithmic axis for cost or values"
      ),
      Option("bootstrap", .integer, "N", for: ["frontier"], "95% bands from N resamples of the test queries"),
      Option(
        "x", .resultColumn, "COLUMN", for: ["scatter", "bars", "xy", "heatmap"],
        "the column on the horizontal axis, or the names of bars"),
      Option(
        "y", .resultColumn, "COLUMN", for: ["scatter", "bars", "xy", "heatmap"],
        "the column on the vertical axis, or the lengths of bars"),
      Option("series", .resultColumn, "COLUMN", for: ["scatter", "bars", "xy"], "the column that determines colours"),
      Option("title", .text, "TEXT", "the heading"),
      Option("scale", .number, "X", "enlarge the picture, with its letters, by a factor (1)"),
      Option("dark", nil, "", "draw the picture on a dark background"),
      Option("model", .model, "MODEL", for: ["histogram"], "the outcomes of one model"),
      Option("bins", .integer, "N", for: ["histogram", "reliability"], "the number of bins"),
      Option("post", nil, "", for: ["reliability"], "estimates once the model has run"),
      Option(
        "part", .choice(Part.allCases.map(\.rawValue)), "PART", for: ["reliability"], "train, tune or test (test)"),
      Option("shares", nil, "", for: ["lambda"], "the share of queries on which each model runs"),
      Option("value", .resultColumn, "COLUMN", for: ["heatmap"], "the column that determines colours"),
      Option("down", nil, "", for: ["heatmap"], "rows downwards, as in a table"),
      Option("head", .integer, "N", for: ["path"], "the maximum number of branches (24)"),
      Option("height", .integer, "ROWS", "the height in rows of text (20), more where each name needs a row"),
      Option("ascii", nil, "", "plain ASCII characters"),
    ]
      + CommandContext.policyOptions.map {
        let summary = $0.summary.replacing("threshold only:", with: "for threshold,")
        return Option($0.name, $0.kind, $0.placeholder, for: ["path"], summary)
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
