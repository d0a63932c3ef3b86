import Mathematics
import Routing
import Testing

@Suite struct AnsweredSetValuesTests {
  @Test("The features of a set are those of the query, of its models and of their pairs")
  func features() throws {
    let estimates = try EvidenceTraces.logistic(try EvidenceTraces.simulated(models: 3))
    #expect(estimates.features(given: ModelSet()) == ["length"])
    #expect(
      estimates.features(given: ModelSet([0, 2])) == [
        "length", "confidence(m0)", "confidence(m2)", "agreement(m0, m2)",
      ])
    #expect(estimates.features(given: ModelSet([0, 1, 2])).count == 7)
  }
}
