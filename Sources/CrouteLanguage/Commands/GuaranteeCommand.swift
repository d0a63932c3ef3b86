import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

extension Commands {
  static let guarantee = Command(
    "guarantee", .run, "the cheapest policy of a strategy whose loss of quality is bounded, with confidence",
    arguments: [Argument("STRATEGY", .strategy)],
    options: [
      Option("reference", .model, "MODEL", "the model that the loss is relative to (the best on the tuning part)"),
      Option("loss", .number, "QUALITY", "the mean loss of quality to bound (0.02)"),
      Option("confidence", .number, "SHARE", "the confidence of the bound (95%)"),
      .resultName,
    ],
    details: """
      The loss on a query is the amount by which the reference's quality exceeds the policy's, or 0; its mean over \
      queries to come is bounded. It is a difference, not a share of the reference's quality: of 0.6 a loss of 0.02 \
      leaves 0.58. Policies are tuned for budgets, and tested on the test part from the most expensive \
      to the cheapest, each against "the mean loss is greater"; the first for which that cannot be rejected ends the \
      series, and the last before it is certified. In such a fixed order every test may use the whole error \
      probability. The tests are exact where losses are 0 or 1, and by Hoeffding and Bentkus otherwise. Test queries \
      must be like those to come, and must not have been used for anything else; so they cannot be folds.
      """,
    examples: ["guarantee index --loss 0.02", "guarantee routing --reference gpt-4 --loss 0.05 --confidence 90%"]
  ) { context in
    let fitted = try context.benchAloud()
    let data = fitted.data
    try context.refuseFolds(data)
    let (word, invocation) = (context.invocation.arguments[0], context.invocation)
    if data.isLog {
      throw CommandError.notYet(
        "a guarantee needs the outcomes of two models on one query, and this log has that of one",
        advice: "sweep mix knn")
    }
    try context.refuseMissing(data, for: "a guarantee")
    let loss = try invocation.number("loss", in: 0...1, allowed: "a quality from 0 to 1, such as 0.02") ?? 0.02
    let confidence = try invocation.number("confidence", in: 0...0.9999, allowed: CommandContext.share) ?? 0.95
    let tuning = data.means(of: data.quality, over: data.tuningRows)
    var reference = data.models[tuning.indices.max { (tuning[$0], $1) < (tuning[$1], $0) }!]
    if let word = invocation.word("reference") {
      reference = try context.model(word.text, among: data.models, at: word)
    }
    let (name, strategy) = try context.strategy(word.text, for: data, at: word)
    try context.refuseBound(name, at: word)
    let tuner = try context.at(word) { try strategy.tuner(for: fitted, task: context.task) }
    let seed = context.session.settings.seed
    let (guarantee, certified) = try Guarantee.certify(
      .loss(reference: reference, level: loss), confidence: confidence, on: fitted, tuner: tuner, seed: seed,
      task: context.task)
    context.tell(guarantee, of: name, data)
    context.report.json = [.init("strategy", .string(name)), .init("guarantee", guarantee.json)]
    guard let certified else { return }
    try context.keep(
      .run(
        RunResult(
          strategy: name, tuned: certified.tuned, outcomes: certified.outcomes, fitted: fitted,
          workspace: try context.workspace(), reference: context.session.settings.reference, draw: seed,
          guarantee: guarantee)))
  }
}

extension CommandContext {
  /// What shares look like.
  static let share = "a share between 0 and 1, such as 2%"

  /// Refuses what no program can do on queries to come.
  func refuseBound(_ strategy: String, at word: Word) throws(LocatedError) {
    if Strategies.isBound(strategy) {
      throw LocatedError(
        .misuse("\(strategy) knows every outcome beforehand: it is an upper bound, not a strategy"), at: word)
    }
  }

  /// Refuses folds, where every query has been used for everything.
  func refuseFolds(_ data: Dataset) throws(CommandError) {
    if data.folds == nil { return }
    throw .notYet(
      "a guarantee needs queries that were used for nothing else: parts, not folds",
      advice: "split --train 30% --tune 20%")
  }

  /// Refuses traces with missing outcomes, where what would have come of them is not known.
  func refuseMissing(_ data: Dataset, for what: String) throws {
    if data.recorded.isComplete { return }
    if data.isLog {
      throw CommandError.refused(
        "\(what) needs every model's outcome on every query, and a log has those of its own choices only")
    }
    throw CommandError.notYet(
      "\(what) needs every model's outcome on every query, and some are missing",
      advice: "pool \(try workspace().poolWord) --complete")
  }

  /// Reports the tests of a guarantee, and what comes of them.
  mutating func tell(_ guarantee: Guarantee, of strategy: String, _ data: Dataset) {
    let unit = data.traces.costUnit.label
    report.show(guarantee.table(unit: unit))
    report.paragraph(guarantee.sentence(strategy, unit: unit))
  }
}
