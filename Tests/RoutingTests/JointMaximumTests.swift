import Mathematics
import Routing
import Testing

@Suite struct JointMaximumTests {
  @Test("E[max] is the mean over queries of the greatest estimate", arguments: 0..<20)
  func definition(index: Int) {
    let answered = index % 3 == 0 ? [] : [index % 3]
    let (belief, key) = RandomSteps.belief(index, answered: answered)
    let maximum = ExpectedMaximum(belief)
    for set in RandomSteps.sets(belief.modelCount, containing: belief.answeredSet) {
      let value = maximum(of: set)
      #expect(value < 1)
      if set == belief.answeredSet {
        #expect(value == belief.quality[belief.bestAnswered])
      } else {
        #expect(abs(value - RandomSteps.expected(belief, set, key)) < 1e-9)
      }
    }
  }
}
