import Mathematics
import Traces

extension Experiment {
  /// Guarantees against what is true: in how many worlds a policy that was certified breaks the promise.
  package static let guarantees = Experiment(
    "guarantees", "how often certified policies break the promise where the truth is known",
    simulation: "sim:cascade", queryCounts: (400_000, 24_000), options: [.queries, .small]
  ) { (arguments) throws(RoutingError) in
    guard let traces = arguments.traces else { throw .unsuitable("experiment guarantees", reason: "it needs traces") }
    let trial = CoverageTrial(
      traces: traces, seed: arguments.seed, resamples: 0, freshShare: arguments.isSmall ? 1.0 / 6 : 0.25)
    let size = arguments.isSmall ? 100 : 300
    let count = trial.count(of: size, atMost: arguments.isSmall ? 200 : 1000)
    return ExperimentPlan(
      (0..<count).map { "world \($0 + 1)" }, size: CoverageTrial.promises.count * CoverageTrial.deltas.count * 2
    ) { (world, task) throws(RoutingError) in
      try trial.guarantees(in: world, of: size, task: task)
    } result: { values in
      let table = ExperimentTable(
        key: "guarantees",
        [.init("promise"), .init("delta"), .init("worlds"), .init("certified"), .init("broken"), .init("share")],
        rows: CoverageTrial.tallies(of: values))
      return ExperimentResult(
        remarks: [
          trial.remark + "; threshold by logistic, \(size) queries per world, half of them for the tests"
        ], shown: [table], data: [table])
    }
  }
}

extension CoverageTrial {
  static let deltas = [0.05, 0.1]
  static let promises = ["cost (bootstrap-t)", "cost under a cap (Hoeffding-Bentkus)", "loss of at most 0.05"]

  /// For each promise and error probability, 1 if a policy was certified in a world of `size` queries, and 1 if it
  /// breaks the promise.
  func guarantees(in world: Int, of size: Int, task: TaskContext) throws(RoutingError) -> [Double] {
    task.progress(0)
    let queries = Array(world * size..<(world + 1) * size)
    let (train, tune) = (size * 3 / 10, size * 5 / 10)
    let data = try truth(
      queries, train: Array(0..<train), tune: Array(train..<tune), test: Array(tune..<size), freshCount: 20_000)
    let fitted = try fitted(data, task).logistic
    let tuner = try Strategies.strategy(StrategySpecification("threshold"), models: data.models)
      .tuner(for: fitted, task: task.untold)
    let rows = Array(size..<data.count)
    let costs = data.means(of: data.cost, over: rows)
    let qualities = data.means(of: data.quality, over: rows)
    let budget = costs.max()! / 2
    let best = qualities.indices.max { qualities[$0] < qualities[$1] }!
    let promises: [Guarantee.Promise] = [
      .cost(budget: budget, cap: nil), .cost(budget: budget, cap: 6 * budget),
      .loss(reference: data.models[best], level: 0.05),
    ]
    var numbers: [Double] = []
    for promise in promises {
      // The series of the greatest error probability holds those of the others.
      let tests = try Guarantee.certify(
        promise, confidence: 1 - Self.deltas.max()!, on: fitted, tuner: tuner, seed: seed, task: task.untold
      ).guarantee.tests
      for delta in Self.deltas {
        guard let last = tests.prefix(while: { $0.p <= delta }).last else {
          numbers += [0, 0]
          continue
        }
        var tuned = try tuner.policy(budget: last.budget, task: task.untold)
        if case .cost(_, let cap?) = promise { tuned = tuned.capped(at: cap) }
        let risk: Double
        let bound: Double
        switch promise {
        case .cost(let budget, _):
          (risk, bound) = (try tuned.outcomes(on: rows, of: fitted, task: task.untold).meanCost, budget)
        case .loss(_, let level):
          let served = try tuned.drawnOutcomes(on: rows, of: fitted, seed: seed, task: task.untold)
          risk =
            rows.indices.map {
              max(0, data.quality[rows[$0] * data.modelCount + best] - served.quality[$0])
            }.mean
          bound = level
        }
        numbers += [1, risk > bound ? 1 : 0]
      }
    }
    return numbers
  }

  /// One line per promise and error probability, over the worlds.
  static func tallies(of worlds: [[Double]]) -> [[ExperimentTable.Value]] {
    promises.indices.flatMap { kind in
      deltas.indices.map { place in
        let first = 2 * (kind * deltas.count + place)
        let certified = worlds.count { $0[first] == 1 }
        let broken = worlds.count { $0[first + 1] == 1 }
        return [
          .text(promises[kind]), .fixed(deltas[place], 2), .count(worlds.count), .count(certified), .count(broken),
          .fixed(Double(broken) / Double(worlds.count), 3),
        ]
      }
    }
  }
}
