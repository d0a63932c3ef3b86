import CommandLanguage
import Display
import Routing
import Traces

extension Commands {
  static let explain = Command(
    "explain", .learn, "follow one query through a strategy, decision by decision",
    arguments: [Argument("QUERY", .query), Argument("STRATEGY", .strategy, isOptional: true)],
    options: CommandContext.policyOptions,
    details: """
      Shows, for every decision, the estimates, the candidates with cost and trade-off tau = quality - lambda * cost, \
      what was dropped and why, the choice, and how the answer changed the estimates. Without a strategy: that of the \
      latest `run`.
      """,
    examples: ["explain sim.00001 cascade-routing --lambda 500", "explain sim.00002 routing --budget 0.001"]
  ) { context in
    let explanation = try context.explanation()
    explanation.introduce(&context.report)
    for step in explanation.narration.steps.indices {
      explanation.tell(step: step, &context.report)
      explanation.tellAnswer(after: step, &context.report)
    }
    explanation.conclude(&context.report)
    try context.noteStaleness(ofRunBehind: context.invocation.arguments.dropFirst().first)
    try context.noteCaveats(of: context.workspace())
    context.report.json = explanation.json
  }

  static let step = Command(
    "step", .learn, "like explain, pausing after each decision",
    arguments: [Argument("QUERY", .query), Argument("STRATEGY", .strategy, isOptional: true)],
    options: CommandContext.policyOptions + [Option("quiz", nil, "", "first ask which model you would run")],
    details: """
      Where nobody can be asked, everything is printed at once. Answer with a part of a model's name or `stop`; Return alone \
      goes on and does not count. The quiz says what a choice other than the strategy's loses.
      """,
    examples: ["step sim.00001 cascade-routing --lambda 500 --quiz"]
  ) { context in
    let explanation = try context.explanation()
    let isQuiz = context.invocation.has("quiz")
    var score = (right: 0, asked: 0)
    explanation.introduce(&context.report)
    for (index, step) in explanation.narration.steps.enumerated() {
      explanation.tell(step: index, &context.report, hidesChoice: isQuiz)
      if isQuiz {
        if let answer = try context.answer(explanation, step) {
          score.asked += 1
          if explanation.isRight(answer, at: step) { score.right += 1 }
          context.report.paragraph(explanation.verdict(on: answer, at: step))
        }
        explanation.tellThreshold(step, &context.report)
        explanation.tellCandidates(step, &context.report)
        explanation.tellChoice(step, &context.report)
      }
      explanation.tellAnswer(after: index, &context.report)
      if !isQuiz && index + 1 < explanation.narration.steps.count {
        _ = try context.ask("Return for the next step ")
      }
    }
    explanation.conclude(&context.report)
    try context.noteStaleness(ofRunBehind: context.invocation.arguments.dropFirst().first)
    if score.asked > 0 {
      context.report.line("you agreed with the strategy in \(score.right) of \(score.asked) decisions")
    }
    context.report.json = explanation.json
  }
}

extension CommandContext {
  /// What the learner would do at a decision; `nil` where nobody says.
  fileprivate mutating func answer(_ explanation: Explanation, _ step: Narration.Step) throws -> QuizAnswer? {
    for _ in 0..<5 {
      guard let text = try ask("which model would you run next, or stop? "), !text.allSatisfy(\.isWhitespace) else {
        return nil
      }
      let (answer, mistake) = explanation.answer(text, at: step)
      if let answer { return answer }
      if let mistake { report.paragraph(mistake) }
    }
    return nil
  }

  static let policyOptions = [
    Option("budget", .number, "B", "tune for a bound on the expected cost per query"),
    Option("lambda", .number, "L", "use one price for all steps: quality per unit of cost"),
    Option("thresholds", .text, "T,T,...", "threshold only: the estimates at which to stop, by step"),
  ]

  /// The explanation requested by `explain` or `step`.
  func explanation() throws -> Explanation {
    let fitted = try fittedTraces()
    let words = invocation.arguments
    let query = try query(
      words[0].text, among: fitted.data.queryIndices, of: fitted.data.traces, at: words[0])
    let row = fitted.data.queryIndices.firstIndex(of: query)!
    let (name, tuned, guarantee, _) = try policy(words.dropFirst().first, of: fitted)
    let part = tuned.part(for: row, of: fitted)
    return Explanation(
      name, part.tuned, guarantee: guarantee, row: row, of: part.fitted, seed: session.settings.seed)
  }

  /// The policy of a strategy with the given parameters, and the traces on which it is tuned and measured; without a strategy
  /// that of the latest run.
  func policy(_ word: Word?, of fitted: FittedTraces) throws -> (
    name: String, tuned: TunedPolicy, guarantee: Guarantee?, fitted: FittedTraces
  ) {
    let latest = reusedRun(word, of: fitted)
    guard let word else {
      guard let latest else {
        let usage = "\(invocation.command.name) ... STRATEGY, or `run` one first"
        throw LocatedError(.missingArgument("STRATEGY", usage: usage), at: invocation.verb)
      }
      return (
        latest.strategy, latest.tuned, latest.guarantee, try traces(for: latest.strategy, fitted, of: workspace())
      )
    }
    let (name, strategy) = try strategy(word.text, for: fitted.data, at: word)
    let own = try traces(for: name, fitted, of: workspace())
    if let latest { return (name, latest.tuned, latest.guarantee, own) }
    return (name, try tuned(strategy, name, for: own), nil, own)
  }

  /// The latest run where it is what a strategy, or none, without options stands for.
  func reusedRun(_ word: Word?, of fitted: FittedTraces) -> RunResult? {
    guard !Self.policyOptions.contains(where: { invocation.has($0.name) }), let run = latestRun, !run.isDeployed,
      run.fitted.data.models == fitted.data.models
    else { return nil }
    guard let word else { return run }
    return (try? strategy(word.text, for: fitted.data, at: word).name) == run.strategy ? run : nil
  }

  /// Notes that the latest run, whose policy is looked at, does not follow from what is in use now.
  mutating func noteStaleness(ofRunBehind strategy: Word?) throws {
    guard let run = reusedRun(strategy, of: try fittedTraces()) else { return }
    noteStaleness(of: .run(run), named: "the latest run")
  }

  /// A strategy at the price of `--lambda`, at `--thresholds`, or tuned for `--budget`.
  func tuned(_ strategy: any Strategy, _ name: String, for fitted: FittedTraces) throws -> TunedPolicy {
    let given = Self.policyOptions.compactMap { invocation.word($0.name) }
    if given.count > 1 {
      throw LocatedError(.misuse("give only one of --budget, --lambda and --thresholds"), at: given[1])
    }
    if let word = invocation.word("thresholds") {
      guard strategy.policy(PolicyParameters(thresholds: [0])) != nil else {
        throw LocatedError(.misuse("--thresholds applies to the strategy threshold only"), at: word)
      }
      let thresholds = try Invocation.list(word).map { text in
        guard let value = Number.parse(text) else {
          throw LocatedError(.invalidValue("--thresholds", found: text, allowed: "numbers: T,T,..."), at: word)
        }
        return value
      }
      guard (1..<max(2, fitted.data.modelCount)).contains(thresholds.count) else {
        throw LocatedError(
          .invalidValue(
            "--thresholds", found: word.text,
            allowed: "one for all steps, or one for each model but the last (\(fitted.data.modelCount - 1))"),
          at: word
        )
      }
      guard let policy = strategy.policy(PolicyParameters(thresholds: thresholds)) else {
        throw LocatedError(.misuse("--thresholds applies to the strategy threshold only"), at: word)
      }
      return TunedPolicy(policy: policy, budget: nil, thresholds: thresholds)
    }
    let tuner = try strategy.tuner(for: tuningTraces(of: fitted), task: task)
    guard
      let lambda = try invocation.number(
        "lambda", in: 0...Double.greatestFiniteMagnitude, allowed: "a price of at least 0")
    else {
      let budget = try invocation.number(
        "budget", in: 0...Double.greatestFiniteMagnitude, allowed: "a cost of at least 0")
      return try tuner.policy(budget: budget, task: task)
    }
    guard let tuned = tuner.policy(lambda: lambda) else {
      throw LocatedError(
        .misuse("\(name) has no price: --lambda does not apply; use --budget"), at: invocation.word("lambda")!)
    }
    return tuned
  }
}
