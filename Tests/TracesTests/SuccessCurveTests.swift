import Testing
import Traces

@Suite struct SuccessCurveTests {
  private let curves = RouterBenchWorld(seed: 0).curves

  /// Where ability, strength and difficulty cancel, the normal distribution is at its middle: half way up from the floor.
  @Test func halfWayUpWhereAbilityMeetsDifficulty() {
    for curve in curves {
      for family in curve.strengths.indices {
        let difficulty = (curve.ability + curve.strengths[family]) / curve.loading
        let chance = curve.chance(family: family, difficulty: difficulty)
        #expect(abs(chance - (curve.floor + (1 - curve.floor) / 2)) < 1e-12)
      }
    }
  }

  /// The floor remains of the hardest queries, and harder is never likelier.
  @Test func chancesFallToTheFloor() {
    for curve in curves {
      let chances = stride(from: -10.0, through: 20, by: 0.5).map { curve.chance(family: 0, difficulty: $0) }
      #expect(zip(chances, chances.dropFirst()).allSatisfy { $0 >= $1 })
      #expect(abs((chances.first ?? 0) - 1) < 1e-9 && abs((chances.last ?? 1) - curve.floor) < 1e-9)
    }
  }

  /// One standard deviation of what the model senses moves the chance as so much less difficulty does.
  @Test func senseCountsLikeDifficulty() {
    let curve = curves[0]
    let moved = curve.chance(family: 1, difficulty: 0.3 - 0.7 * curve.sense / curve.loading)
    #expect(abs(curve.chance(family: 1, difficulty: 0.3, sense: 0.7) - moved) < 1e-12)
  }
}
