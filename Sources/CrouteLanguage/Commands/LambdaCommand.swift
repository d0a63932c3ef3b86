import CommandLanguage
import Display
import Routing
import Traces
import Workbench

extension Commands {
  static let lambda = Command(
    "lambda", .learn, "the prices at which choices change, with cost and quality on either side",
    arguments: [
      Argument("QUERY|STRATEGY", .queryOrStrategy, isOptional: true), Argument("STRATEGY", .strategy, isOptional: true),
    ],
    options: [
      Option("budget", .number, "B", "show how a budget determines the price and gamma"),
      Option("head", .integer, "N", "the maximum number of prices (12)"),
      Option("interactive", nil, "", "budgets to move along in a notebook, and what each gives; elsewhere a table"),
      .resultName,
    ],
    details: """
      One price for all steps, under the low-cost rule, on the tune part. If there are many changes, those shown are \
      separated by equal changes in cost. For one query: the intervals of the price and what runs in each; q^ and c^ \
      are the estimates of the choice. Without a strategy: that of the latest `run`, or routing if that has no price. \
      Prices of routing are exact; those of other strategies are found by bisection.
      """,
    examples: [
      "lambda", "lambda cascade-routing --budget 0.001", "lambda routing --interactive", "lambda sim.00001 routing",
    ]
  ) { context in
    let words = context.invocation.arguments
    let fitted = try context.fittedTraces()
    if let word = words.first, words.count == 2 || !Strategies.isNamed(by: word.text) {
      let row = try context.row(word, of: fitted, orStrategy: words.count == 1)
      if let budget = context.invocation.word("budget") {
        throw LocatedError(
          .misuse("--budget cannot be used with a QUERY: a budget is a mean over queries"), at: budget)
      }
      if context.invocation.has("interactive") {
        throw LocatedError(.misuse("--interactive is for a STRATEGY: a budget is a mean over queries"), at: word)
      }
      let (name, _, policy) = try context.pricedStrategy(words.dropFirst().first, of: fitted)
      try context.admitPrices(of: policy, name, rows: [row], fitted, at: words.dropFirst().first)
      try context.tellIntervals(of: policy, name, row, fitted)
    } else {
      try context.tellSteps(words.first, fitted)
    }
  }
}

extension CommandContext {
  /// The row of the query named by a word, where a strategy is also allowed.
  fileprivate func row(_ word: Word, of fitted: FittedTraces, orStrategy: Bool) throws(LocatedError) -> Int {
    if orStrategy, !fitted.data.queryIndices.contains(where: { fitted.data.traces.queryIDs[$0].contains(word.text) }) {
      throw LocatedError(.unknown("query or strategy", word.text, known: Strategies.all.map(\.name)), at: word)
    }
    let query = try query(word.text, among: fitted.data.queryIndices, of: fitted.data.traces, at: word)
    return fitted.data.queryIndices.firstIndex(of: query)!
  }

  // MARK: all queries

  fileprivate mutating func tellSteps(_ word: Word?, _ fitted: FittedTraces) throws {
    let budget = try invocation.number(
      "budget", in: 0...Double.greatestFiniteMagnitude, allowed: "a cost of at least 0")
    let head = try invocation.integer("head", in: 1...100_000) ?? 12
    let (name, tuner, fitted, steps) = try priceSteps(word, of: fitted)
    let data = fitted.data
    let unit = data.traces.costUnit.label
    let part = data.folds != nil ? "" : name == "oracle" ? "test " : data.tune.isEmpty ? "train " : "tune "
    report.paragraph(
      "\(name) on \(Format.count(steps.rows.count, "\(part)query", "\(part)queries"))"
        + (data.traces.isSimulated ? " (simulated)" : "") + ": "
        + "\(Format.count(steps.flips.reduce(0) { $0 + $1.changes.count }, "change")) at "
        + Format.count(steps.flips.count, "price"))
    report.paragraph(
      "at lambda 0, where only quality counts: quality \(Format.fixed(steps.start.quality, 4)) for "
        + "\(cost(steps.start.cost, unit)) per query")
    let tuned = try budget.map { try tuner.constantPolicy(budget: $0, task: task) }
    let shown = steps.landmarks(atMost: head, with: tuned?.lambdas.first)
    let table = steps.table(shown, data)
    if !shown.isEmpty { report.show(table) }
    try keep(.table(table))
    let more = steps.flips.count - shown.count
    if more > 0 {
      report.paragraph(
        shown.count > 1
          ? "\(Format.count(more, "more price lies", "more prices lie")) between these; those shown divide the change in cost "
            + "evenly; --head N shows more"
          : "\(Format.count(more, "more price is", "more prices are")) left out; --head N shows more")
    }
    if let widest = steps.flips.max(by: { abs($0.below.cost - $0.above.cost) < abs($1.below.cost - $1.above.cost) }) {
      report.paragraph(
        "a budget between the two costs of a change cannot be met by a price alone: gamma mixes both sides (--budget B). "
          + "The widest gap, at lambda \(Format.significant(widest.lambda)), is from \(cost(widest.below.cost, unit)) to "
          + "\(cost(widest.above.cost, unit)).")
    }
    try noteCaveats(of: workspace())
    report.json = [
      .init("strategy", .string(name)), .init("queries", .integer(steps.rows.count)),
      .init("start", ["cost": .number(steps.start.cost), "quality": .number(steps.start.quality)]),
      .init("prices", .integer(steps.flips.count)), .init("flips", table.json),
    ]
    if let budget, let tuned { try tellBudget(budget, tuned, steps, fitted) }
    if invocation.has("interactive") {
      let slider = try BudgetSlider(strategy: name, tuner: tuner, steps: steps, fitted: fitted, task: task)
      report.show(slider.slider)
      report.json.append(.init("budgets", slider.json))
    }
  }

  /// How a budget is met: the price of the step that contains it, the two sides, and their mixture.
  private mutating func tellBudget(
    _ budget: Double, _ tuned: TunedPolicy, _ steps: PriceSteps, _ fitted: FittedTraces
  ) throws {
    let unit = fitted.data.traces.costUnit.label
    let lambda = tuned.lambdas.first ?? 0
    let cheap = try tuned.policy.outcomes(on: steps.rows, of: fitted, rule: .lowestCost, task: task)
    let dear = try tuned.policy.outcomes(on: steps.rows, of: fitted, rule: .highestCost, task: task)
    let mixture = (
      cost: (1 - tuned.gamma) * cheap.meanCost + tuned.gamma * dear.meanCost,
      quality: (1 - tuned.gamma) * cheap.meanQuality + tuned.gamma * dear.meanQuality
    )
    report.paragraph("\nbudget \(cost(budget, unit)) per query: lambda \(Format.significant(lambda))")
    report.json.append(
      .init(
        "budget",
        [
          "budget": .number(budget), "lambda": .number(lambda), "gamma": .number(tuned.gamma),
          "reachable": .bool(tuned.isReachable),
          "cheap": ["cost": .number(cheap.meanCost), "quality": .number(cheap.meanQuality)],
          "dear": ["cost": .number(dear.meanCost), "quality": .number(dear.meanQuality)],
          "mixture": ["cost": .number(mixture.cost), "quality": .number(mixture.quality)],
        ]))
    if !tuned.isReachable {
      return report.paragraph(
        "the budget is below the least possible cost, \(cost(cheap.meanCost, unit)), which is used instead")
    }
    if tuned.gamma == 0 {
      return report.paragraph(
        (lambda == 0 ? "even at price 0 the cost stays within the budget" : "the price alone meets the budget")
          + ": quality \(Format.fixed(cheap.meanQuality, 4)) for \(cost(cheap.meanCost, unit)); gamma is not needed")
    }
    report.show(
      Table(
        [.init("among ties"), .init("queries"), .init("cost"), .init("quality")],
        rows: [
          ("low-cost rule", 1 - tuned.gamma, cheap.meanCost, cheap.meanQuality),
          ("high-cost rule", tuned.gamma, dear.meanCost, dear.meanQuality), ("both", 1, mixture.cost, mixture.quality),
        ].map { [.text($0.0), .percent($0.1), .number($0.2, digits: 6), .fixed($0.3, decimals: 4)] }))
    func number(_ value: Double) -> String { Format.significant(value) }
    report.paragraph(
      "gamma = (budget - low) / (high - low) = (\(number(budget)) - \(number(cheap.meanCost))) / "
        + "(\(number(dear.meanCost)) - \(number(cheap.meanCost))) = \(Format.significant(tuned.gamma, 4))")
  }

  // MARK: one query

  fileprivate mutating func tellIntervals(
    of policy: any PricedPolicy, _ name: String, _ row: Int, _ fitted: FittedTraces
  ) throws {
    let data = fitted.data
    let intervals = try policy.intervals(row, of: fitted, task: task)
    let expected = intervals.map { interval in
      policy.priced(at: interval.inner).narrate(row, of: fitted, rule: .lowestCost).steps.first?.best
    }
    report.paragraph("query \(data.queryID(row)), \(name): \(Format.count(intervals.count, "interval")) of lambda")
    let runsSeveral = intervals.contains { $0.path.ran.count > 1 }
    let table = Table(
      [.init("from"), .init("to"), .init(runsSeveral ? "run (* answers)" : "run", key: "run")]
        + (runsSeveral ? [] : [.init("q^", key: "expected_quality"), .init("c^", key: "expected_cost")])
        + [.init("quality"), .init("cost")],
      rows: zip(intervals, expected).map { interval, best in
        let expected: [Table.Cell] = [
          best.map { .fixed($0.quality, decimals: 3) } ?? .missing,
          best.map { .number($0.cost, digits: 3) } ?? .missing,
        ]
        return [
          .number(interval.from, digits: 5), .number(interval.to, digits: 5), .text(interval.path.text(data.models)),
        ] + (runsSeveral ? [] : expected) + [
          .fixed(interval.path.quality(row, of: data), decimals: 3),
          .number(interval.path.cost(row, of: data), digits: 3),
        ]
      })
    report.show(table)
    try keep(.table(table))
    if !runsSeveral, policy.hull(of: row, in: fitted) != nil, let a = expected.first ?? nil, intervals.count > 1,
      let b = expected[1]
    {
      report.paragraph(
        "two choices tie where lambda = (q^ - q^') / (c^ - c^'); the first: (\(Format.fixed(a.quality, 3)) - "
          + "\(Format.fixed(b.quality, 3))) / (\(Format.significant(a.cost, 3)) - \(Format.significant(b.cost, 3))) = "
          + Format.significant(intervals[1].from, 5))
    }
    report.json = [
      .init("query_id", .string(data.queryID(row))), .init("strategy", .string(name)),
      .init(
        "intervals",
        .array(
          zip(intervals, expected).map { interval, best in
            [
              "from": .number(interval.from), "to": interval.to.isFinite ? .number(interval.to) : .null,
              "run": .array(interval.path.ran.map { .string(data.models[$0]) }),
              "answer": .string(data.models[interval.path.answer]),
              "expected_quality": best.map { .number($0.quality) } ?? .null,
              "expected_cost": best.map { .number($0.cost) } ?? .null,
              "quality": .number(interval.path.quality(row, of: data)),
              "cost": .number(interval.path.cost(row, of: data)),
            ]
          })),
    ]
  }

  private func cost(_ value: Double, _ unit: String) -> String { "\(Format.significant(value, 4)) \(unit)" }
}

extension ServedPath {
  /// The models run, in order; the answering one of several is marked.
  fileprivate func text(_ models: [String]) -> String {
    ran.map { models[$0] + (ran.count > 1 && $0 == answer ? "*" : "") }.joined(separator: ", ")
  }
}

extension PriceSteps {
  /// The changes with these indices: price, number of queries, means on either side, and what changes.
  fileprivate func table(_ indices: [Int], _ data: Dataset) -> Table {
    func name(_ path: ServedPath, _ step: Int) -> String {
      step < path.ran.count ? data.models[path.ran[step]] : "stop"
    }
    return Table(
      [
        .init("lambda"), .init("changes", key: "flips"), .init("cost below"), .init("cost above"),
        .init("q below", key: "quality_below"), .init("q above", key: "quality_above"), .init("what changes"),
      ],
      rows: indices.map { index in
        let flip = flips[index]
        // The first decision that differs.
        let kinds = Set(
          flip.changes.map { change in
            let step = zip(change.below.ran, change.above.ran).prefix { $0 == $1 }.count
            return "\(name(change.below, step)) to \(name(change.above, step))"
          })
        return [
          .number(flip.lambda, digits: 6), .integer(flip.changes.count), .number(flip.below.cost, digits: 4),
          .number(flip.above.cost, digits: 4), .fixed(flip.below.quality, decimals: 4),
          .fixed(flip.above.quality, decimals: 4), .text(kinds.count == 1 ? kinds.first! : "\(kinds.count) kinds"),
        ]
      })
  }
}
