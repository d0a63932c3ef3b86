import Mathematics
import Traces

extension Experiment {
  /// Guarantees against what is true: in how many worlds a policy that was certified breaks the promise.
  package static let guarantees = Experiment(
    "guarantees", "how often certified policies break the promise where the truth is known",
    simulation: "sim:cascade", queryCounts: (400_000, 24_000), options: [.queries, .small]
  ) { (arguments, task) throws(RoutingError) in
    guard let traces = arguments.traces else { throw .unsuitable("experiment guarantees", reason: "it needs traces") }
    let trial = CoverageTrial(
      traces: traces, seed: arguments.seed, resamples: 0, freshShare: arguments.isSmall ? 1.0 / 6 : 0.25)
    let size = arguments.isSmall ? 100 : 300
    let rows = try trial.guarantees(of: size, count: arguments.isSmall ? 200 : 1000, task: task)
    let table = ExperimentTable(
      key: "guarantees",
      [.init("promise"), .init("delta"), .init("worlds"), .init("certified"), .init("broken"), .init("share")],
      rows: rows)
    return ExperimentResult(
      remarks: [
        trial.remark + "; threshold by logistic, \(size) queries per world, half of them for the tests"
      ], shown: [table], data: [table])
  }
}

extension CoverageTrial {
  /// One line per promise and error probability, over `count` worlds of `size` queries.
  func guarantees(of size: Int, count: Int, task: TaskContext) throws(RoutingError) -> [[ExperimentTable.Value]] {
    let count = min(count, fresh.lowerBound / size)
    let deltas = [0.05, 0.1]
    let names = ["cost (bootstrap-t)", "cost under a cap (Hoeffding-Bentkus)", "loss of at most 5%"]
    var tallies = [[(certified: Int, broken: Int)]](
      repeating: deltas.map { _ in (0, 0) }, count: names.count)
    for world in 0..<count {
      let task = task.step(world, of: count)
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
      for (kind, promise) in promises.enumerated() {
        // The series of the greatest error probability holds those of the others.
        let tests = try Guarantee.certify(
          promise, confidence: 1 - deltas.max()!, on: fitted, tuner: tuner, seed: seed, task: task.untold
        ).guarantee.tests
        for (place, delta) in deltas.enumerated() {
          guard let last = tests.prefix(while: { $0.p <= delta }).last else { continue }
          var tuned = try tuner.policy(budget: last.budget, task: task.untold)
          if case .cost(_, let cap?) = promise { tuned = tuned.capped(at: cap) }
          tallies[kind][place].certified += 1
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
          if risk > bound { tallies[kind][place].broken += 1 }
        }
      }
    }
    return names.indices.flatMap { kind in
      deltas.indices.map { place in
        let (certified, broken) = tallies[kind][place]
        return [
          .text(names[kind]), .fixed(deltas[place], 2), .count(count), .count(certified), .count(broken),
          .fixed(Double(broken) / Double(count), 3),
        ]
      }
    }
  }
}
