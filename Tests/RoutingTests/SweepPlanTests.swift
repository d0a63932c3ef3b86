import Routing
import Testing

@Suite struct SweepPlanTests {
  private func plan() throws -> SweepPlan {
    let fitted = try SimulatedBench.routerBench(queries: 300, seed: 1)
    return SweepPlan([("mix", MixStrategy()), ("routing", RoutingStrategy())], on: fitted, budgets: .perGap(3))
  }

  /// Policies that were tuned elsewhere are measured as they are: here each strategy gets those of the other.
  @Test func knownPoliciesAreMeasured() throws {
    let plan = try plan()
    let tuned = try [0, 1].map { try plan.tuned($0, task: .unobserved) }
    #expect(tuned.allSatisfy { $0.count == plan.budgets.count })
    let own = try Sweep.frontiers(of: plan, task: .unobserved)
    let swapped = try Sweep.frontiers(of: plan, task: .unobserved) { place in tuned[1 - place] }
    #expect(own.curves[0].area == swapped.curves[1].area && own.curves[1].area == swapped.curves[0].area)
    #expect(own.curves[0].area != own.curves[1].area && own.curves.map(\.name) == ["mix", "routing"])
  }

  /// Some are known, and one cannot run.
  @Test func oneIsLeftOut() throws {
    let plan = try plan()
    let curves = try Sweep.frontiers(of: plan, leavesOutUnsuitable: true, task: .unobserved) {
      place throws(RoutingError) in
      if place == 0 { throw .unsuitable("mix", reason: "no reason") }
      return nil
    }
    #expect(curves.curves.map(\.name) == ["routing"] && curves.leftOut.map(\.reason) == ["no reason"])
  }
}
