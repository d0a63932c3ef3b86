import CommandLanguage
import Display
import Input
import Routing
import Traces
import Workbench

extension Commands {
  static let experiment = Command(
    "experiment", .run, "repeat an experiment of the paper, beside its published numbers",
    arguments: [Argument("NAME", .choice(Experiments.all.map(\.name)))],
    options: [
      Option("queries", .integer, "N", "the number of queries to simulate (RouterBench has 36,497)"),
      Option("small", nil, "", "a small size that takes seconds"),
      Option("cell", .choice(RouterBenchProtocol.cellNames), "POOL/NOISE,...", "only these cells, such as 11/medium"),
      Option("budgets", .integer, "K", "budgets in each gap of the hull; for agentic, in total"),
      Option("bootstrap", .integer, "N", "the number of resamples of the test queries"),
      Option("timing", nil, "", "measure and show times, which vary from run to run"),
      Option("seed", .integer, "S", "the seed of simulation, split, noise and resampling"),
      .resultName,
    ] + .sharding,
    details: """
      Names: \(Experiments.all.map { "\($0.name) (\($0.summary))" }.joined(separator: "; ")). Queries are simulated \
      unless the traces in use fit (they have RouterBench's eleven models) and neither --queries nor --small is given. \
      Fitted estimates are not used. Published figures are those of the paper on RouterBench itself.
      """,
    examples: ["experiment noise-map --small", "experiment noise-map --queries 10k --as map"]
  ) { context in
    let word = context.invocation.arguments[0]
    guard let experiment = Experiments.all.first(where: { $0.name == word.text }) else {
      throw LocatedError(.unknown("experiment", word.text, known: Experiments.all.map(\.name)), at: word)
    }
    let arguments = try arguments(of: experiment, context)
    let plan = try context.at(word) { try experiment.plan(arguments) }
    let values = try context.items(plan.items) { [context] index, task in
      .array(try context.at(word) { try plan.value(index, task) }.map(JSONValue.exactly))
    }
    guard let values else { return }
    let result = plan.result(try context.at(word) { try values.map { try $0.exactNumbers(count: plan.size) } })
    try context.keep(.table(Table(result.data[0].numeric)))
    if let own = context.session.workspace?.traces, let used = arguments.traces, used.source != own.source,
      !context.invocation.has("queries"), !arguments.isSmall
    {
      context.report.note("\(own.source) lacks what \(experiment.name) needs; queries are simulated instead")
    }
    for remark in result.remarks { context.report.paragraph(remark) }
    for table in result.shown {
      if let title = table.title {
        context.report.line("")
        context.report.paragraph(title)
      }
      context.report.show(Table(table))
    }
    context.report.json =
      [
        .init("experiment", .string(experiment.name)),
        .init("simulated", .bool(arguments.traces?.isSimulated ?? true)),
        .init("queries", arguments.traces.map { .integer($0.queryCount) } ?? .null),
        .init("seed", .seed(arguments.seed)),
      ] + result.data.map { .init($0.key, Table($0.numeric).json) }
  }

  private static func arguments(of experiment: Experiment, _ context: CommandContext) throws -> ExperimentArguments {
    let invocation = context.invocation
    for option in ExperimentOption.allCases where !experiment.options.contains(option) {
      guard let word = invocation.word(option.rawValue) else { continue }
      throw LocatedError(
        .unknown(
          "option of experiment \(experiment.name)", "--" + option.rawValue,
          known: ExperimentOption.allCases.filter(experiment.options.contains).map { "--" + $0.rawValue }), at: word)
    }
    var arguments = ExperimentArguments()
    arguments.isSmall = invocation.has("small")
    arguments.isTimed = invocation.has("timing")
    arguments.seed = try context.seed()
    arguments.budgetCount = try invocation.integer("budgets", in: 2...1_000)
    arguments.bootstrapCount = try invocation.integer("bootstrap", in: 10...100_000)
    if let word = invocation.word("cell") {
      for cell in try Invocation.list(word) {
        guard RouterBenchProtocol.cellNames.contains(cell) else {
          throw LocatedError(.unknown("cell", cell, known: RouterBenchProtocol.cellNames), at: word)
        }
        arguments.cells.append(cell)
      }
    }
    arguments.traces = try traces(for: experiment, arguments, context)
    return arguments
  }

  /// The traces in use if they fit and no number of queries is given, else simulated ones.
  private static func traces(
    for experiment: Experiment, _ arguments: ExperimentArguments, _ context: CommandContext
  ) throws -> TraceSet? {
    guard let simulation = experiment.simulation else { return nil }
    let count = try context.invocation.integer("queries", in: Simulator.queryCounts)
    if count == nil, !arguments.isSmall, let traces = context.session.workspace?.traces, experiment.accepts(traces) {
      return traces
    }
    let standard = arguments.isSmall ? experiment.queryCounts.small : experiment.queryCounts.standard
    return try context.at(context.invocation.word("queries")) {
      try Simulator.traces(
        named: simulation, queries: count ?? standard, seed: arguments.seed, task: context.task.untold)
    }
  }
}

extension Table {
  /// Creates a table from an experiment's.
  init(_ table: ExperimentTable) {
    self.init(
      table.columns.map { .init($0.title, key: $0.key) },
      rows: table.rows.map { row in
        row.map { value in
          switch value {
          case .text(let text): .text(text)
          case .count(let count): .integer(count)
          case .fixed(let number, let decimals): .fixed(number, decimals: decimals)
          case .number(let number, let digits): .number(number, digits: digits)
          case .difference(let interval, let decimals):
            .text(
              "\(Format.fixed(interval.estimate, decimals)) [\(Format.fixed(interval.low, decimals)), "
                + "\(Format.fixed(interval.high, decimals))]")
          case .missing: .missing
          }
        }
      })
  }
}
