import Routing
import Testing

@Suite struct SkillMetricTests {
  /// Two models, two queries: one solves both models' query, the other neither. Means are 0.5 each.
  private let truths = [[1.0, 0], [1.0, 0]]

  @Test func knowingQueriesIsNotKnowingModels() {
    // Estimates that are the truth: each squared error falls from 0.25 to 0. But no model is better than the other, so of
    // the differences nothing is left to know.
    let skill = SkillMetric(truths, truths, means: [0.5, 0.5])
    #expect(skill.ofQueries.mean == 0.25 && skill.ofQueries.error == 0 && skill.ofQueries.isReal)
    #expect(skill.ofModels.mean == 0 && !skill.ofModels.isReal)
  }

  /// A model that is always right, estimated but for the last digit.
  @Test func roundingIsNoGain() {
    let skill = SkillMetric([[1 - 1e-14, 1], [1, 1]], [[1, 1], [1, 1]], means: [1, 1 - 1e-15])
    #expect(skill.ofQueries.mean == 0 && skill.ofQueries.error == 0 && skill.ofModels.mean == 0)
  }

  @Test func differencesByHand() {
    // m0 solves the first query, m1 the second. Centred truths are +-0.5, their means 0. Estimates 0.8 and 0.2 the right
    // way round: centred +-0.3, squared error 0.04 in the place of 0.25.
    let skill = SkillMetric([[0.8, 0.2], [0.2, 0.8]], [[1, 0], [0, 1]], means: [0.5, 0.5])
    #expect(abs(skill.ofModels.mean - 0.21) < 1e-12)
    #expect(abs(skill.ofQueries.mean - (0.25 - 0.04)) < 1e-12)
    // The wrong way round it is worse than the means.
    #expect(SkillMetric([[0.2, 0.8], [0.8, 0.2]], [[1, 0], [0, 1]], means: [0.5, 0.5]).ofModels.mean < 0)
  }
}
