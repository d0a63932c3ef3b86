import Mathematics
import Traces

extension Sweep {
  /// The frontiers of policies that were tuned before, measured on the test part of `bench`.
  ///
  /// - Parameters:
  ///   - policies: for each strategy one policy per budget.
  ///   - budgets: what they were tuned for.
  public static func frontiers(
    of policies: [(name: String, tuned: [TunedPolicy])], on bench: Bench, budgets: [Double], work: Work
  ) throws(RoutingError) -> Frontiers {
    let singles = singles(of: bench.data)
    var curves: [Frontiers.Curve] = []
    for (index, (name, tuned)) in policies.enumerated() {
      let work = work.step(index, of: policies.count)
      var points: [FrontierPoint] = []
      for (index, tuned) in tuned.enumerated() {
        let work = work.step(index, of: budgets.count)
        points.append(
          FrontierPoint(tuned: tuned, outcomes: try tuned.outcomes(on: bench.data.test, of: bench, work: work)))
      }
      let area = Frontier.area(under: points.map { ($0.outcomes.meanCost, $0.outcomes.meanQuality) }, singles: singles)
      curves.append(Frontiers.Curve(name: name, points: points, area: area))
    }
    return Frontiers(
      budgets: budgets, curves: curves, singles: singles, linearBaseline: Frontier.linearBaseline(singles: singles))
  }
}
