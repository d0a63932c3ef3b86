import Foundation
import Mathematics
import Routing
import Testing
import Traces

@Suite struct AnsweredSetFitsTests {
  /// The steps are those of the estimates themselves: of the train part, from A to A with the model.
  @Test("Beliefs step as the train part did") func steps() throws {
    let data = try EvidenceTraces.simulated(models: 3)
    let quality = try EvidenceTraces.logistic(data)
    var belief = Belief(modelCount: 3)
    quality.start(7, &belief)
    belief.ran(1)
    quality.observe(1, row: 7, &belief)
    guard case .steps(let model) = belief.prospect else {
      Issue.record("no steps")
      return
    }
    func odds(_ chance: Double) -> Double { log(chance / (1 - chance)) }
    let (before, after) = (quality.estimates(given: ModelSet([1])), quality.estimates(given: ModelSet([1, 2])))
    let steps = StepModel.representatives(of: data.train.map { odds(after[$0 * 3 + 2]) - odds(before[$0 * 3 + 2]) })
    let values = model.values(of: 2, mean: 0.4)
    #expect(values.count == 20 && abs(values.mean - 0.4) < 1e-12)
    for (value, step) in zip(values, steps) {
      #expect(abs(odds(value) - odds(values[0]) - (step - steps[0])) < 1e-6)
    }
    // What has run has no run to come, but others' answers move it: sets step together.
    #expect(model.values(of: 1, mean: 0.4) == [0.4])
    let rows = JointSteps.queryCount(of: data.train.count)
    let maximum = ExpectedMaximum(belief)(of: ModelSet([1, 2]))
    #expect(rows == 40 && maximum >= belief.quality[2] - 1e-9 && maximum < 1)
  }

  @Test("S(A) is symmetric and positive semi-definite, and 0 once all have run")
  func covariances() throws {
    let estimates = try EvidenceTraces.logistic(try EvidenceTraces.simulated(models: 4))
    let key = RandomKey(seed: 2, purpose: "directions")
    for mask in 0..<16 {
      let matrix = estimates.covariance(given: ModelSet((0..<4).filter { mask >> $0 & 1 == 1 }))
      for item in 0..<50 {
        let x = (0..<4).map { key.mixing(item).mixing($0).normal }
        var form = 0.0
        for i in 0..<4 {
          for j in 0..<4 {
            #expect(matrix[i * 4 + j] == matrix[j * 4 + i])
            form += x[i] * matrix[i * 4 + j] * x[j]
          }
        }
        #expect(mask == 15 ? form == 0 : form > -1e-12)
      }
      // Models that have run still move, as others' answers tell of theirs.
      if mask == 1 { #expect(matrix[0] > 1e-4) }
    }
  }
}
