import CommandLanguage
import Display
import Routing
import Traces
import Workbench

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

  /// The explanation requested by `explain` or `step`.
  func explanation() throws -> Explanation {
    let words = invocation.arguments
    let inUse = try fittedTraces()
    let (name, tuned, guarantee, fitted) = try policy(words.dropFirst().first, of: inUse)
    let query = try query(words[0].text, among: inUse.data.queryIndices, of: inUse.data.traces, at: words[0])
    let id = inUse.data.traces.queryIDs[query]
    guard let row = fitted.data.queryIndices.indices.first(where: { fitted.data.queryID($0) == id }) else {
      throw LocatedError(.notYet("the latest run was made without \(id)", advice: "run \(name)"), at: words[0])
    }
    let part = tuned.part(for: row, of: fitted)
    return Explanation(
      name, part.tuned, guarantee: guarantee, row: row, of: part.fitted, seed: session.settings.seed)
  }
}
