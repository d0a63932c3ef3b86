import Testing

@Suite struct AdviceGainTests {
  /// One fault in 40 is less than the 5% that tuning allows itself, in all folds. Without the fold that has it `good` is as good
  /// as `best`, and the one to beat there: 30 queries at 10 USD and 10 at 1 are 7.75 on average.
  @Test func aCheaperModelIsTaken() throws {
    let (text, policy) = try ThreeModels.advised(40, faults: 1, "advise --within 10% --folds 4 --repeats 1")
    #expect(
      text.contains(
        "On these 40 queries, take the cheaper model good alone: it gives quality 0.975 for 1 USD per query, against 0.975 "
          + "for the single model to beat as the folds choose it (best 75% and good 25%), at 13% of its cost (95%: "
          + "10-31%). The difference in quality is +0.000"), "\(text)")
    #expect(
      text.contains(
        "In hindsight, on all of these queries, it is best alone, with quality 1.000 for 10 USD per query."), "\(text)")
    #expect(policy.contains("\"strategy\": \"single:good\"") && policy.contains("\"budget\": 1.0"), "\(policy)")
  }
}
