import CommandLanguage
import Display
import Routing
import Traces
import Workbench

extension Commands {
  static let fit = Command(
    "fit", .fit, "fit a quality or cost estimator on the train part",
    arguments: [
      Argument("quality|cost|table", .choice(["quality", "cost", "table"])),
      Argument("NAME|FILE", .estimator),
    ],
    options: parameters + [
      Option(
        "for", .strategy, "STRATEGY", "with auto: the strategy that is to use the estimates (index; routing on a log)"),
      Option("seed", .integer, "S", "the seed of everything random in the estimator"),
    ],
    details: """
      See `help estimators`. `fit table FILE` reads quality and cost estimates from a file. `fit quality auto` tries \
      the estimators that the columns permit, by cross-fitting on the train and tune parts, and takes the one with \
      which the strategy of --for reaches the highest AUC; if others are within a standard error of it, the first of \
      these in the table that is printed.
      """,
    examples: [
      "fit quality noisy --ante 0.6 --post 0.3 --fuse", "fit quality auto --for cascade-routing", "fit cost constant",
      "fit table estimates.csv",
    ]
  ) { context in
    var workspace = try context.workspace()
    let words = context.invocation.arguments
    if workspace.split == nil {
      let split = workspace.splitInUse
      workspace.split = split
      context.report.note("default split: \(split.text)")
    }
    if let word = context.invocation.word("for"), words[1].text != "auto" {
      throw LocatedError(.misuse("--for is only for `fit quality auto`"), at: word)
    }
    var trials: [FitTrial] = []
    switch words[0].text {
    case "quality" where words[1].text == "auto":
      let word = context.invocation.word("for") ?? words[1]
      // A log has one answer per query, so that nothing can be learned of a second.
      let isLog = workspace.traces.isLog(on: try context.queries(of: workspace))
      let strategy = context.invocation.text("for") ?? (isLog ? "routing" : "index")
      let choice = try context.chosenFit(for: strategy, at: word, of: workspace)
      workspace.qualityFit = QualityFit(choice.fit)
      trials = choice.trials
    case "quality": workspace.qualityFit = QualityFit(try specification(context))
    case "cost": workspace.costFit = CostFit(try specification(context))
    case "table":
      let specification = try tableSpecification(context)
      workspace.qualityFit = QualityFit(specification)
      workspace.costFit = CostFit(specification)
    default:
      throw LocatedError(
        .misuse("cannot fit '\(words[0].text)', expected quality, cost or table"), at: words[0])
    }
    context.session.workspace = workspace
    let data = try context.dataset(workspace)
    try context.at(words[1]) {
      if words[0].text != "cost" { _ = try context.qualityEstimates(of: workspace, data) }
      if words[0].text != "quality" { _ = try context.costEstimates(of: workspace, data) }
    }
    if !trials.isEmpty { context.tell(trials) }
    let name =
      words[0].text == "table" ? "table" : trials.isEmpty ? words[1].text : workspace.qualityFit!.specification.text
    let what = words[0].text == "table" ? "quality and cost" : words[0].text
    let on =
      data.folds.map { "\(Format.count(data.count, "query", "queries")), out of fold (\($0.text))" }
      ?? Format.count(data.train.count, "train query", "train queries")
    context.report.status("fitted \(what) \(name) on \(on)")
    if words[0].text != "cost" || workspace.costFit?.specification.name == "noisy" {
      context.noteCaveats(of: workspace)
    }
    context.report.json = [
      .init("what", .string(words[0].text)), .init("estimator", .string(name)),
      .init("train", .integer(data.train.count)),
    ]
    if !trials.isEmpty { context.report.json.append(.init("tried", trialTable(trials).json)) }
  }

  /// What `auto` tried: the area with each estimator, and its distance from the best.
  fileprivate static func trialTable(_ trials: [FitTrial]) -> Table {
    let best = trials.compactMap(\.area).max() ?? .nan
    return Table(
      [.init("estimator"), .init("AUC"), .init("difference"), .init("standard error", key: "error")],
      rows: trials.map { trial in
        guard let area = trial.area else { return [.text(trial.fit.text), .missing, .missing, .missing] }
        return [
          .text(trial.fit.text), .fixed(area, decimals: 2), .fixed(area - best, decimals: 2),
          trial.error.map { .fixed($0, decimals: 2) } ?? .missing,
        ]
      })
  }

  /// The parameters of all estimators as options, without duplicates.
  private static var parameters: [Option] {
    var options: [Option] = []
    for parameter in QualityEstimators.all.flatMap(\.parameters) + CostEstimators.all.flatMap(\.parameters)
    where !options.contains(where: { $0.name == parameter.name }) {
      let (kind, placeholder): (ValueKind?, String) =
        switch parameter.kind {
        case .number: (.number, "X")
        case .text: (.text, "X")
        case .choice(let words): (.choice(words), "WORD")
        case .flag: (nil, "")
        }
      var summary = parameter.summary
      if case .choice(let words) = parameter.kind { summary += " (\(words.joined(separator: ", ")))" }
      options.append(Option(parameter.name, kind, placeholder, summary))
    }
    return options
  }

  private static func specification(_ context: CommandContext) throws -> FitSpecification {
    let invocation = context.invocation
    var values: [String: String] = [:]
    for option in invocation.command.options {
      guard option.name != "seed", option.name != "for", let word = invocation.word(option.name) else { continue }
      values[option.name] = option.kind == nil ? "" : word.text
      // Estimators read plain numbers; here numbers may have a suffix.
      if option.kind == .number, ["k", "M", "%"].contains(word.text.last), let number = Number.parse(word.text) {
        values[option.name] = number.text
      }
    }
    return FitSpecification(
      name: invocation.arguments[1].text, parameters: values, seed: try context.seed(),
      reference: context.session.settings.reference)
  }

  private static func tableSpecification(_ context: CommandContext) throws -> FitSpecification {
    let word = context.invocation.arguments[1]
    var specification = try specification(context)
    specification.name = "table"
    let file = try context.reading(word)
    specification.table = TableReference(
      table: try context.at(word) { try EstimatesFormat.read(path: word.text, task: context.task) }, file: file,
      identity: context.interpreter.makeIdentity())
    return specification
  }
}

extension CommandContext {
  fileprivate mutating func tell(_ trials: [FitTrial]) {
    report.show(Commands.trialTable(trials))
    for trial in trials {
      if let reason = trial.reason { report.note("\(trial.fit.text) cannot be fitted: \(reason)") }
    }
  }
}
