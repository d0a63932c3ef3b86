import Foundation
import Routing
import Testing

/// Features of a new query, each worked out by hand.
@Suite struct AnsweredSetOriginTests {
  private var query: QueryState {
    var query = QueryState(modelCount: 2)
    query.text = "Größe?\nA) klein\nB) groß"
    query.group = "words"
    query.features = ["x_hard": 0.25]
    var first = QueryState.Answer()
    first.confidence = -0.5
    first.text = " B\n"
    first.logprobs = [-1, -3]
    first.classProbs = [1, 3]
    var second = QueryState.Answer()
    second.text = "B"
    second.classProbs = [0.5, 0.5]
    query.take(first, of: 0)
    query.take(second, of: 1)
    return query
  }

  private func value(_ origin: AnsweredSetOrigin) -> Double { origin.value(of: query) }

  @Test func ofTheQuery() {
    #expect(value(.length) == 0.023 && value(.options) == 0.5)
    #expect(value(.group("words")) == 1 && value(.group("numbers")) == 0)
    #expect(value(.column("x_hard")) == 0.25 && value(.column("x_other")).isNaN)
  }

  @Test func ofAnswers() {
    #expect(value(.confidence(0)) == -0.5 && value(.confidence(1)).isNaN)
    // sum/100, mean, least, median, 25%, 10%, log 2, parsed
    let expected = [-0.04, -2, -3, -2, -2.5, -2.8, log(2.0), 1]
    for (statistic, number) in expected.enumerated() {
      #expect(abs(value(.logprobs(0, statistic: statistic)) - number) < 1e-12)
    }
    #expect(value(.logprobs(1, statistic: 0)).isNaN && value(.logprobs(1, statistic: 7)) == 0)
    #expect(value(.classProbs(0, statistic: 0)) == 0.75 && value(.classProbs(0, statistic: 2)) == 0)
    #expect(value(.agreement(0, 1)) == 1)
    // (1/4, 3/4) against (1/2, 1/2): the entropy of (3/8, 5/8) less the mean of theirs.
    func entropy(_ p: Double) -> Double { -p * log(p) - (1 - p) * log(1 - p) }
    #expect(abs(value(.divergence(0, 1)) - (entropy(0.375) - (entropy(0.25) + entropy(0.5)) / 2)) < 1e-12)
  }

  @Test func whatTheyNeed() {
    #expect(AnsweredSetOrigin.length.needs.isEmpty && AnsweredSetOrigin.confidence(1).needs.models == [1])
    #expect(AnsweredSetOrigin.agreement(0, 1).needs.models == [0, 1])
  }
}
