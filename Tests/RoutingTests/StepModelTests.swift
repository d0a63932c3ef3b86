import Glibc
import Mathematics
import Routing
import TestSupport
import Testing

@Suite struct StepModelTests {
  private static let key = RandomKey(seed: 12, purpose: "step model tests")

  private static func odds(_ chance: Double) -> Double { log(chance / (1 - chance)) }

  @Test func stepsOfChancesKeepTheMeanAndOneAnother() {
    let steps = [2.5, 0.3, 0.1, -0.4, -3]
    let model = StepModel(scale: .logOdds, own: [steps])
    for mean in [1e-5, 0.02, 0.3, 0.5, 0.77, 0.98, 1 - 1e-5] {
      let values = model.values(of: 0, mean: mean)
      #expect(abs(values.mean - mean) < 1e-12)
      #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
      for (place, value) in values.enumerated() {
        #expect(abs(Self.odds(value) - Self.odds(values[0]) - (steps[place] - steps[0])) < 1e-6)
      }
    }
    // Certain estimates have nowhere to go, nor have models whose runs show nothing.
    #expect(model.values(of: 0, mean: 1) == [1] && model.values(of: 0, mean: 0) == [0])
    #expect(StepModel(scale: .logOdds, own: [[]]).values(of: 0, mean: 0.4) == [0.4])
  }

  @Test func gradedStepsStayInTheRange() {
    let model = StepModel(scale: .graded(0...1), own: [[0.4, 0.1, -0.2, -0.5]])
    // 0.5 has room: shifted by 0.05, the mean of the steps being -0.05.
    #expect(isClose(model.values(of: 0, mean: 0.5), [0.95, 0.65, 0.35, 0.05]))
    // From 0.9 the highest is cut off at 1. The others are c + 0.1, c - 0.2, c - 0.5 with sum 2.6, so c would be 1.0667, and
    // the second is cut off, too: 2 + 2 c - 0.7 = 3.6, c = 1.15.
    #expect(isClose(model.values(of: 0, mean: 0.9), [1, 1, 0.95, 0.65]))
    for mean in [0.01, 0.2, 0.6, 0.99] { #expect(abs(model.values(of: 0, mean: mean).mean - mean) < 1e-12) }
    #expect(model.values(of: 0, mean: 1.2) == [1.2])
  }

  @Test func representativesKeepTheMean() {
    let steps = (0..<137).map { Self.key.mixing($0).normal }
    let few = StepModel.representatives(of: steps)
    #expect(few.count == StepModel.stepCount && few == few.sorted(by: >))
    #expect(StepModel.representatives(of: [1, 3, 2]) == [3, 2, 1] && StepModel.representatives(of: []).isEmpty)
    #expect(abs(StepModel.representatives(of: Array(steps.prefix(100))).mean - Array(steps.prefix(100)).mean) < 1e-12)
  }

  /// E[(Q - z)^+] is the price at the reservation value z.
  @Test func reservationValuesSolveTheirEquation() {
    for index in 0..<50 {
      let key = Self.key.mixing("discrete").mixing(index)
      let model = StepModel(scale: .logOdds, own: [(0..<7).map { 2 * key.mixing($0).normal }])
      let (mean, cost, lambda) = (key.mixing("mean").uniform, key.mixing("cost").uniform, key.mixing("price").uniform)
      var belief = Belief(quality: [mean], cost: [cost], sigma: [0.1])
      belief.prospect = .steps(model)
      let values = model.values(of: 0, mean: mean)
      let value = belief.reservationValue(of: 0, lambda: lambda)
      #expect(abs(values.map { max($0 - value, 0) }.mean - lambda * cost) < 1e-12)
      #expect(abs(belief.reservationValue(of: 0, lambda: 0) - values[0]) < 1e-12)
      #expect(abs(belief.deviation(of: 0) - values.standardDeviation) < 1e-12)
    }
  }

  @Test("Where runs are independent, no policy is better than the index", arguments: 0..<60)
  func index(index: Int) {
    let key = Self.key.mixing("index").mixing(index)
    let count = 2 + index % 3
    let model = StepModel(
      scale: .logOdds, own: (0..<count).map { box in (0..<3).map { 2 * key.mixing(box).mixing($0).normal } })
    let chances = (0..<count).map { 0.05 + 0.9 * key.mixing("chance").mixing($0).uniform }
    let boxes = IndexPolicyTests.Boxes(
      values: chances.indices.map { model.values(of: $0, mean: chances[$0]) },
      weights: chances.map { _ in [1.0 / 3, 1.0 / 3, 1.0 / 3] },
      costs: (0..<count).map { 0.3 * key.mixing("cost").mixing($0).uniform }, lambda: key.mixing("lambda").uniform)
    var belief = Belief(quality: chances, cost: boxes.costs, sigma: chances)
    belief.prospect = .steps(model)
    for rule in TieRule.allCases {
      let policy = IndexPolicy(lambda: boxes.lambda)
      let value = boxes.value(belief, { $0.quality[$1] = $2 }, { policy.decision($0, rule: rule) })
      // Choices are compared at six decimals.
      #expect(abs(value - boxes.optimum(Set(0..<count), hand: nil)) < 2e-6)
    }
  }
}
