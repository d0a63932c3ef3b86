import Mathematics
import Routing
import Testing

@Suite struct CascadeStrategyTests {
  /// Two queries, two models, certain estimates: everything by hand.
  @Test func budgetsAreMetExactly() throws {
    // Cascades: after the first model (quality .5 at cost 1) the second (quality 1 or .7 at cost 2 more) is worth it while
    // lambda < .25 on the first query and < .1 on the second. A budget of 2 is cost (1 + 3)/2: the second query stops.
    let data = try SmallTraces.tuning(qualities: [[0.5, 1], [0.5, 0.7]], costs: [[1, 2], [1, 2]])
    let fitted = SmallTraces.truthful(data)
    let tuner = try CascadeStrategy().tuner(for: fitted, task: .unobserved)
    let exact = try tuner.policy(budget: 2, task: .unobserved)
    let outcomes = try exact.outcomes(on: data.tune, of: fitted, task: .unobserved)
    #expect(outcomes.cost == [3, 1] && exact.lambdas[0] > 0.1 - 1e-6 && exact.lambdas[0] < 0.25)
    // Trade-offs tie within 5e-7, so the price is that exact. 2.5 lies half way to running both: at lambda = .1 the second query ties, and gamma = 1/2.
    let mixed = try tuner.policy(budget: 2.5, task: .unobserved)
    #expect(abs(mixed.lambdas[0] - 0.1) < 1e-6 && abs(mixed.gamma - 0.5) < 1e-9)
    #expect(abs(try mixed.outcomes(on: data.tune, of: fitted, task: .unobserved).meanCost - 2.5) < 1e-9)
    // Nothing costs less than the first model.
    let cheapest = try tuner.policy(budget: 0.5, task: .unobserved)
    #expect(!cheapest.isReachable)
    #expect(try cheapest.outcomes(on: data.tune, of: fitted, task: .unobserved).cost == [1, 1])
    // One price for all steps whatever a search would find: as said above.
    let constant = try tuner.constantPolicy(budget: 2.5, task: .unobserved)
    #expect(constant.lambdas == mixed.lambdas && constant.gamma == mixed.gamma)
    #expect(!(try tuner.constantPolicy(budget: 0.5, task: .unobserved).isReachable))
    // Without a budget everything that helps is run.
    let free = try tuner.policy(budget: nil, task: .unobserved)
    #expect(try free.outcomes(on: data.tune, of: fitted, task: .unobserved).quality == [1, 0.7])
  }
}
