import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces

extension Commands {
  static let guarantee = Command(
    "guarantee", .run, "the cheapest policy of a strategy whose loss of quality is bounded, with confidence",
    arguments: [Argument("STRATEGY", .strategy)],
    options: [
      Option("reference", .model, "MODEL", "the model whose quality may be lost (the best on the tuning part)"),
      Option("loss", .number, "SHARE", "the mean loss to bound (2%)"),
      Option("confidence", .number, "SHARE", "the confidence of the bound (95%)"),
      .resultName,
    ],
    details: """
      The loss of a query is what the reference's quality exceeds the policy's by; its mean over queries to come is bounded. \
      Policies are tuned for budgets, and tested on the test part from the dearest to the cheapest, each against "the mean \
      loss is greater"; the first that is not rejected ends the series, and the last before it is certified. In such a fixed \
      order every test may use the whole error probability. The tests are exact where losses are 0 or 1, and by \
      Hoeffding and Bentkus otherwise. Test queries must be like those to come, and must not have been used for anything \
      else; so they cannot be folds.
      """,
    examples: ["guarantee index --loss 2%", "guarantee routing --reference gpt-4 --loss 5% --confidence 90%"]
  ) { context in
    let fitted = try context.benchAloud()
    let data = fitted.data
    if data.folds != nil {
      throw CommandError.notYet(
        "a guarantee needs queries that were used for nothing else: parts, not folds",
        advice: "split --train 30% --tune 20%")
    }
    let (word, invocation) = (context.invocation.arguments[0], context.invocation)
    let share = "a share between 0 and 1, such as 2%"
    let loss = try invocation.number("loss", in: 0...1, allowed: share) ?? 0.02
    let confidence = try invocation.number("confidence", in: 0...0.9999, allowed: share) ?? 0.95
    let delta = 1 - confidence
    if data.isLog {
      throw CommandError.notYet(
        "a guarantee needs the outcomes of two models on one query, and this log has that of one",
        advice: "sweep mix knn")
    }
    let tuning = data.means(of: data.quality, over: data.tuningRows)
    var reference = tuning.indices.max { (tuning[$0], $1) < (tuning[$1], $0) }!
    if let word = invocation.word("reference") {
      reference = data.models.firstIndex(of: try context.model(word.text, among: data.models, at: word))!
    }
    let (name, strategy) = try context.strategy(word.text, for: data, at: word)
    let tuner = try context.at(word) { try strategy.tuner(for: fitted, task: context.task) }
    // From the tuning part, so that test queries choose neither budgets nor their order.
    let costs = data.means(of: data.cost, over: data.tuningRows)
    let (low, high) = (costs.min()!, costs[reference])
    let steps = 12
    var certified: (tuned: TunedPolicy, outcomes: Outcomes)?
    var tests: [(tuned: TunedPolicy, outcomes: Outcomes, risk: Double, p: Double)] = []
    var isBinary = true
    for step in 0...steps {
      let budget = high - (high - low) * Double(step) / Double(steps)
      let tuned = try tuner.policy(budget: budget, task: context.task.step(step, of: steps + 1))
      let outcomes = try tuned.drawnOutcomes(
        on: data.test, of: fitted, seed: context.session.settings.seed, task: context.task.untold)
      let risks = data.test.indices.map { place in
        max(0, data.quality[data.test[place] * data.modelCount + reference] - outcomes.quality[place])
      }
      isBinary = isBinary && risks.allSatisfy { $0 == 0 || $0 == 1 }
      let p = RiskBound.pValue(of: risks, level: loss)
      tests.append((tuned, outcomes, risks.mean, p))
      if p > delta { break }
      certified = (tuned, outcomes)
    }
    let unit = data.traces.costUnit.label
    tellTests(tests, in: &context.report, delta: delta, unit: unit)
    let count = Format.count(data.test.count, "test query", "test queries")
    context.report.json = [
      .init("strategy", .string(name)), .init("reference", .string(data.models[reference])),
      .init("loss", .number(loss)),
      .init("confidence", .number(confidence)),
      .init("certified", certified?.tuned.budget.map { .number($0) } ?? .null),
      .init(
        "tests",
        .array(
          tests.map {
            [
              "budget": $0.tuned.budget.map { .number($0) } ?? .null, "cost": .number($0.outcomes.meanCost),
              "quality": .number($0.outcomes.meanQuality), "risk": .number($0.risk), "p": .number($0.p),
            ]
          })),
    ]
    guard let certified else {
      let needed = RiskBound.queriesNeeded(risk: tests[0].risk, isBinary: isBinary, level: loss, delta: delta)
      context.report.paragraph(
        "nothing is certified: on \(count) the dearest of these policies lost \(percent(tests[0].risk)) of quality to "
          + data.models[reference]
          + (needed.map { "; at that loss it would take \(Format.count($0, "query", "queries"))" }
            ?? ", which is no less than the bound"))
      return
    }
    context.report.paragraph(
      "with \(percent(confidence)) confidence, \(name) at budget \(Format.significant(certified.tuned.budget ?? 0, 4)) \(unit) "
        + "loses at most \(percent(loss)) of quality to \(data.models[reference]) on queries like the \(count); there it has "
        + "quality \(Format.fixed(certified.outcomes.meanQuality, 4)) for "
        + "\(Format.significant(certified.outcomes.meanCost, 4)) \(unit) per query")
    try context.keep(
      .run(
        RunResult(
          strategy: name, tuned: certified.tuned, outcomes: certified.outcomes, fitted: fitted,
          workspace: try context.workspace(), reference: context.session.settings.reference,
          draw: context.session.settings.seed)))
  }

  private static func percent(_ share: Double) -> String { Format.significant(100 * share, 3) + "%" }

  private static func tellTests(
    _ tests: [(tuned: TunedPolicy, outcomes: Outcomes, risk: Double, p: Double)], in report: inout Report,
    delta: Double, unit: String
  ) {
    report.show(
      Table(
        [
          .init("budget (\(unit))", key: "budget"), .init("quality"), .init("cost (\(unit))", key: "cost"),
          .init("loss"),
          .init("p"), .init("verdict"),
        ],
        rows: tests.map {
          [
            .number($0.tuned.budget ?? .nan, digits: 4), .fixed($0.outcomes.meanQuality, decimals: 4),
            .number($0.outcomes.meanCost, digits: 4), .fixed($0.risk, decimals: 4), .number($0.p, digits: 2),
            .text($0.p <= delta ? "certified" : "not rejected: stop"),
          ]
        }))
  }
}
