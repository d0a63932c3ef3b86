import Foundation
import Mathematics
import Routing
import Testing
import Traces

@Suite struct AnswerFeaturesTests {
  /// Two models on two queries, the dearer one first in the file.
  private func data(_ columns: [Column], answers: [String?]? = nil) throws -> Dataset {
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q"], models: ["dear", "cheap"], quality: [1, 0, 1, 0], cost: [2, 1, 2, 1],
      answers: answers.map { TextColumn($0) },
      queryColumns: [Column(name: "split", values: .categories(codes: [0, 1], labels: ["train", "test"]))],
      outcomeColumns: columns)
    return try Dataset(traces: traces, models: [0, 1], queries: [0, 1], split: .column("split"))
  }

  @Test func confidenceFollowsThePool() throws {
    let features = AnswerFeatures.confidence(
      try data([Column(name: "confidence", values: .numbers([0.9, 0.1, .nan, 0.2]))]))
    #expect(features.map(\.name) == ["confidence(cheap)", "confidence(dear)"])
    #expect(features.map(\.needs) == [ModelSet([0]), ModelSet([1])])
    // All lie between 0 and 1: they are taken on the log odds.
    let odds = [0.1, 0.2, 0.9].map { log($0 / (1 - $0)) }
    #expect(features[0].values == [odds[0], odds[1]])
    #expect(features[1].values[0] == odds[2] && features[1].values[1].isNaN)
  }

  @Test func logProbabilitiesByHand() throws {
    let texts = ["[-1, -4, -2, -3, -5]", "-0.5", "garbled", nil]
    let features = try AnswerFeatures.logProbabilities(
      try data([Column(name: "logprobs", values: .text(TextColumn(texts)))]), task: .unobserved)
    #expect(features.count == 16 && features[8].name == "logprobs sum(dear)")
    // Sorted -5 -4 -3 -2 -1: quantiles at places 2, 1 and 0.4.
    let expected = [-0.15, -3, -5, -3, -4, -4.6, log(5.0), 1]
    for (place, value) in expected.enumerated() {
      #expect(abs(features[8 + place].values[0] - value) < 1e-12, "\(features[8 + place].name)")
    }
    #expect((0..<8).map { features[$0].values[0] } == [-0.005, -0.5, -0.5, -0.5, -0.5, -0.5, 0, 1])
    // What cannot be read is missing, and said to be.
    for model in 0..<2 {
      #expect((0..<7).allSatisfy { features[8 * model + $0].values[1].isNaN })
      #expect(features[8 * model + 7].values[1] == 0)
    }
  }

  @Test func classProbabilitiesByHand() throws {
    let texts = ["0.5 0.5", "[1, 3]", "[0.2,0.3,0.5]", "[1,0]"]
    let features = try AnswerFeatures.classProbabilities(
      try data([Column(name: "class_probs", values: .text(TextColumn(texts)))]), task: .unobserved)
    #expect(features.count == 9 && features[8].name == "divergence(cheap, dear)")
    // The cheap model's 1:3 is (1/4, 3/4).
    #expect(features[0].values[0] == 0.75 && features[1].values[0] == 0.25 && features[2].values[0] == 0)
    #expect(abs(features[3].values[0] - (log(4) - 0.75 * log(3))) < 1e-12)
    #expect(abs(features[7].values[0] - log(2)) < 1e-12 && features[3].values[1] == 0)
    // The mean of (1/4, 3/4) and (1/2, 1/2) is (3/8, 5/8).
    let middle = -(0.375 * log(0.375) + 0.625 * log(0.625))
    #expect(abs(features[8].values[0] - (middle - (log(4) - 0.75 * log(3) + log(2)) / 2)) < 1e-12)
    // Another number of classes has no divergence.
    #expect(features[8].values[1].isNaN)
  }

  @Test func agreementTrims() throws {
    let same = try AnswerFeatures.agreement(try data([], answers: [" B\n", "B", "B", nil]), task: .unobserved)
    #expect(same.map(\.needs) == [ModelSet([0, 1])])
    #expect(same[0].values[0] == 1 && same[0].values[1].isNaN)
    let other = try AnswerFeatures.agreement(try data([], answers: ["b", "B", " ", ""]), task: .unobserved)
    #expect(other[0].values == [0, 1])
    #expect(try AnswerFeatures.agreement(try data([]), task: .unobserved).isEmpty)
  }
}
