import Testing

@Suite struct AdviceGainTests {
  /// One fault in 40 is less than the 5% that tuning allows itself, in all folds.
  @Test func aCheaperModelIsTaken() throws {
    let (text, policy) = try ThreeModels.advised(40, faults: 1, "advise --within 10% --folds 4 --repeats 1")
    #expect(
      text.contains(
        "On these 40 queries, take the cheaper model good alone: it gives quality 0.975 for 1 USD per query, against 1.000 "
          + "for best alone, at 10% of its cost (95%: 10-10%). The difference in quality is -0.025"), "\(text)")
    #expect(policy.contains("\"strategy\": \"single:good\"") && policy.contains("\"budget\": 1.0"), "\(policy)")
  }
}
