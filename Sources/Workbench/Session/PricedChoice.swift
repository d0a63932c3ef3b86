import CommandLanguage
import Display
import Glibc
import Routing
import Traces

/// The strategy with a price that the words of a command ask for, and its prices.
extension SessionContext {
  /// The strategy named by a word, which must have a price, with its tuner and its policy at price 0; without a word
  /// that of the latest run if it has a price, else routing.
  package func pricedStrategy(
    _ word: Word?, of fitted: FittedTraces
  ) throws -> (name: String, tuner: any Tuner, policy: any PricedPolicy) {
    let at = word ?? invocation.verb
    // A run that fell back has no priced policy, though its strategy has a price.
    if word == nil, let run = latestRun, !run.isDeployed, run.fitted.data.models == fitted.data.models {
      let (name, tuner, policy) = try strategyAtPriceZero(run.strategy, of: fitted, at: at)
      if let policy { return (name, tuner, policy) }
    }
    let (name, tuner, policy) = try strategyAtPriceZero(word?.text ?? "routing", of: fitted, at: at)
    guard let policy else {
      throw LocatedError(
        .invalidValue("STRATEGY", found: name, allowed: "a strategy with a price, such as routing or cascade-routing"),
        at: at)
    }
    return (name, tuner, policy)
  }

  /// The named strategy with its tuner and, if it has a price, its policy at price 0.
  private func strategyAtPriceZero(
    _ text: String, of fitted: FittedTraces, at word: Word
  ) throws -> (name: String, tuner: any Tuner, policy: (any PricedPolicy)?) {
    let (name, strategy) = try strategy(text, for: fitted.data, at: word)
    let tuner = try strategy.tuner(for: try traces(for: name, fitted, of: workspace()), task: task)
    return (name, tuner, tuner.policy(lambda: 0)?.policy.priced)
  }

  /// The price steps of the strategy named by a word, on the rows on which its price is chosen.
  package func priceSteps(
    _ word: Word?, of fitted: FittedTraces
  ) throws -> (name: String, tuner: any Tuner, fitted: FittedTraces, steps: PriceSteps) {
    let (name, tuner, policy) = try pricedStrategy(word, of: fitted)
    let fitted = try traces(for: name, fitted, of: workspace())
    // The oracle uses the truth of the queries on which it is measured.
    let rows = name == "oracle" ? fitted.data.test : fitted.data.tuningRows
    try admitPrices(of: policy, name, rows: rows, fitted, at: word)
    let key = PriceStepsKey(fitted: try fittedTracesKey(), strategy: name, reference: session.settings.reference)
    let steps = try services.memos.value(for: key) { try policy.priceSteps(on: rows, of: fitted, task: task) }
    return (name, tuner, fitted, steps)
  }

  /// Refuses prices that take too long to find: those of a strategy whose choices are tried at each.
  ///
  /// Each model changes places with each other one at some price, each such price takes a bisection of whole paths, and a path
  /// weighs all models at each of its steps: the work grows with the fourth power of the models.
  package func admitPrices(
    of policy: any PricedPolicy, _ name: String, rows: [Int], _ fitted: FittedTraces, at word: Word?
  ) throws {
    guard let row = rows.first, policy.hull(of: row, in: fitted) == nil else { return }
    let count = fitted.data.modelCount
    let modelLimit = 128
    let rowLimit = Int(1e9 / pow(Double(count), 4))
    var reason = "the pool has \(count) models, but prices can be found for at most "
    if count > modelLimit {
      reason += "\(modelLimit)"
    } else if rows.count > rowLimit {
      reason += "\(Format.count(rowLimit, "query", "queries")) of so many, and there are \(Format.count(rows.count))"
    } else {
      return
    }
    try at(word ?? invocation.verb) {
      throw RoutingError.unsuitable(name, reason: reason + "; try: lambda routing")
    }
  }
}

private struct PriceStepsKey<Key: Hashable & Sendable>: Hashable, Sendable {
  var fitted: Key
  var strategy: String
  var reference: ReferenceFaults
}
