import CommandLanguage
import Display
import Routing
import Traces
import Workbench

extension Commands {
  static let policy = Command(
    "policy", .session, "write the tuned strategy of a run to a policy file",
    arguments: [Argument("RESULT", .result), Argument("FILE", .path)],
    options: [Option("force", nil, "", "overwrite the file if it exists")],
    details: """
      `_` is the latest run. The file is JSON: models, strategy, prices or thresholds, gamma, the session's seed and \
      the fitted estimators, without traces; what is guaranteed of it, in words, and the cap that it keeps. `croute decide --policy FILE` applies it; see `help policies`.
      """,
    examples: ["policy _ policy.json", "policy _ policy.json --force"]
  ) { context in
    let words = context.invocation.arguments
    var result = try context.result(words[0])
    // Later results do not hide a run.
    if words[0].text == "_", let run = context.latestRun { result = .run(run) }
    guard case .run(let run) = result else {
      throw LocatedError(.notYet("policy needs a run", advice: "run index --budget 0.001"), at: words[0])
    }
    if run.isDeployed {
      throw LocatedError(.refused("the run is that of a policy file, which need not be written again"), at: words[0])
    }
    if !run.reference.isDisjoint(with: .ofSearch) {
      let isOff = context.session.settings.reference.isDisjoint(with: .ofSearch)
      let again = "run \(run.strategy)" + (run.tuned.budget.map { " --budget \($0)" } ?? "")
      throw LocatedError(
        .notYet("the run repeats faults of the reference implementation", advice: isOff ? again : "set reference off"),
        at: words[0])
    }
    let policy = try context.at(words[0]) {
      try DeployedPolicy(
        run.strategy, run.tuned, of: run.fitted, seed: context.session.settings.seed,
        guarantee: run.guarantee?.sentence(run.strategy, unit: run.fitted.data.traces.costUnit.label),
        task: context.task)
    }
    try context.write(PolicyFile.text(of: policy), to: words[1])
    let budget = run.tuned.budget.map { " at budget \(Format.significant($0)) \(policy.costUnit.label)" } ?? ""
    context.report.status("wrote the policy of \(run.strategy)\(budget) to \(words[1].text)")
    if let guarantee = policy.guarantee { context.report.paragraph(guarantee) }
    context.noteCaveats(of: run.workspace)
    context.noteStaleness(of: result, named: words[0].text == "_" ? nil : words[0].text)
    context.report.status("apply it with: croute decide --policy \(words[1].text)")
    context.report.json = [
      .init("file", .string(words[1].text)), .init("strategy", .string(run.strategy)),
      .init("models", .strings(policy.models)),
    ]
  }
}
