import CommandLanguage
import Input
import Routing
import Traces

/// The policy that the words of a command ask for.
extension SessionContext {
  /// The options that say how a strategy is tuned.
  package static var policyOptions: [Option] {
    [
      Option("budget", .number, "B", "tune for a bound on the expected cost per query"),
      Option("lambda", .number, "L", "use one price for all steps: quality per unit of cost"),
      Option("thresholds", .text, "T,T,...", "threshold only: the estimates at which to stop, by step"),
    ]
  }

  /// The policy of a strategy with the given parameters, and the traces on which it is tuned and measured; without a strategy
  /// that of the latest run.
  package func policy(_ word: Word?, of fitted: FittedTraces) throws -> (
    name: String, tuned: TunedPolicy, guarantee: Guarantee?, fitted: FittedTraces
  ) {
    let latest = reusedRun(word, of: fitted)
    guard let word else {
      guard let latest else {
        let usage = "\(invocation.command.name) ... STRATEGY, or `run` one first"
        throw LocatedError(.missingArgument("STRATEGY", usage: usage), at: invocation.verb)
      }
      return (latest.strategy, latest.tuned, latest.guarantee, try traces(of: latest, fitted))
    }
    let (name, strategy) = try strategy(word.text, for: fitted.data, at: word)
    if let latest { return (name, latest.tuned, latest.guarantee, try traces(of: latest, fitted)) }
    let own = try traces(for: name, fitted, of: workspace())
    return (name, try tuned(strategy, name, for: own), nil, own)
  }

  /// The traces with the estimates that a run decided by: those in use where it follows from these, else its own, such as
  /// those of advice or of a policy file.
  private func traces(of run: RunResult, _ fitted: FittedTraces) throws -> FittedTraces {
    if run.isDeployed || !run.followsFromUse(in: session) { return run.fitted }
    return try traces(for: run.strategy, fitted, of: workspace())
  }

  /// The latest run where it is what a strategy, or none, without options stands for.
  func reusedRun(_ word: Word?, of fitted: FittedTraces) -> RunResult? {
    guard !Self.policyOptions.contains(where: { invocation.has($0.name) }), let run = latestRun else { return nil }
    if run.isDeployed { return word.map { $0.text == run.strategy } ?? true ? run : nil }
    // The run keeps what it was made from, whatever the pool and its order are now.
    guard let word else { return run }
    guard run.fitted.data.models == fitted.data.models else { return nil }
    return (try? strategy(word.text, for: fitted.data, at: word).name) == run.strategy ? run : nil
  }

  /// Notes that the latest run, whose policy is looked at, does not follow from what is in use now.
  package mutating func noteStaleness(ofRunBehind strategy: Word?) throws {
    guard let run = reusedRun(strategy, of: try fittedTraces()) else { return }
    noteStaleness(of: .run(run), named: "the latest run")
  }

  /// A strategy at the price of `--lambda`, at `--thresholds`, or tuned for `--budget`.
  package func tuned(_ strategy: any Strategy, _ name: String, for fitted: FittedTraces) throws -> TunedPolicy {
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
