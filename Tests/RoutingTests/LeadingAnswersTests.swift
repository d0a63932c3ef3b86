import Foundation
import Mathematics
import Routing
import Testing
import Traces

@Suite struct LeadingAnswersTests {
  /// By brute force: of six answers, ranked by the log loss on the train part by each alone, every query left out in turn and
  /// a model's own before others, the first three have a regression; the log odds then move by half of what each of the
  /// others adds to the first two.
  @Test func furtherAnswersAddHalf() throws {
    let count = 11
    let data = try EvidenceTraces.simulated(models: count)
    let quality = try EvidenceTraces.logistic(data)
    func loss(_ model: Int, _ other: Int) -> Double {
      let estimates = quality.estimates(given: ModelSet([other]))
      return data.train.map { row in
        let (estimate, truth) = (estimates[row * count + model], data.quality[row * count + model])
        return -truth * log(estimate) - (1 - truth) * log(1 - estimate)
      }.sum
    }
    let answered = [0, 2, 3, 5, 8, 10]
    let all = quality.estimates(given: ModelSet(answered))
    for model in [3, 4, 10] {
      let others = answered.filter { $0 != model }.sorted { loss(model, $0) < loss(model, $1) }
      let ranked = (answered.contains(model) ? [model] : []) + others
      func odds(_ set: [Int]) -> [Double] {
        let estimates = quality.estimates(given: ModelSet(set))
        return (0..<data.count).map { row in
          // Estimates of train rows, each without its own, count as at most this sure.
          let margin = data.train.contains(row) ? 1e-6 : 0
          let estimate = min(max(estimates[row * count + model], margin), 1 - margin)
          return log(estimate / (1 - estimate))
        }
      }
      let (three, two) = (odds(Array(ranked[..<3])), odds(Array(ranked[..<2])))
      let added = ranked[3...].map { odds(ranked[..<2] + [$0]) }
      for row in 0..<data.count {
        let sum = three[row] + added.map { $0[row] - two[row] }.sum / 2
        #expect(abs(all[row * count + model] - 1 / (1 + exp(-sum))) < 1e-9)
      }
    }
  }

  @Test("A pool of nine has regressions on all answers") func nine() throws {
    let data = try EvidenceTraces.simulated(models: 9)
    let quality = try EvidenceTraces.logistic(data)
    let (four, all) = (quality.estimates(given: ModelSet(0..<4)), quality.estimates(given: ModelSet(0..<5)))
    for model in 0..<4 { #expect(data.test.contains { four[$0 * 9 + model] != all[$0 * 9 + model] }) }
  }
}
