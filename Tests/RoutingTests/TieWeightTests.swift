import Mathematics
import Routing
import Testing

@Suite struct TieWeightTests {
  @Test func gammaMixesByHand() throws {
    // One step: at lambda = (0.9 - 0.4) / (3 - 1) = 0.25 the query may go either way; a budget of 1.5 is a quarter of the
    // way from cost 1 to cost 3, so gamma = 0.25 and the quality is 0.4 + 0.25 * 0.5 = 0.525.
    let data = try SmallTraces.tuning(qualities: [[0.4, 0.9]], costs: [[1, 3]])
    let fitted = SmallTraces.truthful(data)
    let tuned = try RoutingStrategy().tuner(for: fitted, task: .unobserved).policy(budget: 1.5, task: .unobserved)
    #expect(abs(tuned.lambdas[0] - 0.25) < 1e-12)
    #expect(abs(tuned.gamma - 0.25) < 1e-12)
    let outcomes = try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved)
    #expect(abs(outcomes.meanQuality - 0.525) < 1e-12)
  }
}
