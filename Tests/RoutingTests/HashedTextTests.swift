import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct HashedTextTests {
  /// Two models and two words; m0 is right on the queries with the one, m1 on those with the other, nine times in ten.
  ///
  /// - Parameter isMissing: the queries whose prompts are not recorded.
  private func data(isMissing: (Int) -> Bool = { _ in false }) throws -> Dataset {
    let key = RandomKey(seed: 2, purpose: "hashed text tests")
    let count = 240
    var (quality, prompts) = ([Double](), [String?]())
    for query in 0..<count {
      let own = key.mixing(query)
      let isFirst = own.mixing("kind").uniform < 0.5
      let filler = (0..<6).map { "word\(Int(own.mixing($0).uniform * 40))" }.joined(separator: " ")
      prompts.append(isMissing(query) ? nil : "\(isFirst ? "Translate" : "Prove"): \(filler)")
      let isLikely = own.mixing("luck").uniform < 0.9
      quality += isFirst == isLikely ? [1, 0] : [0, 1]
    }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<count).map { "q\($0)" }), models: ["m0", "m1"], quality: quality,
      cost: (0..<count).flatMap { _ in [1.0, 2] }, prompts: TextColumn(prompts),
      queryColumns: [
        Column(
          name: "split", values: .categories(codes: (0..<count).map { Int32($0 % 2) }, labels: ["train", "test"]))
      ])
    return try Dataset(traces: traces, models: [0, 1], queries: Array(0..<count), split: .column("split"))
  }

  /// Every third query has no prompt, which counts as the mean where estimates are fitted as where they are served.
  @Test func queriesWithoutPromptsAreTheMean() throws {
    let data = try data { $0 % 3 == 0 }
    let estimates = try #require(
      try LogisticEstimator(families: [.text]).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    let fitted = try estimates.fitted(for: .subsets(upTo: 0), task: .unobserved)
    func rows(_ fitted: some FittedEstimator) throws -> any QualityEstimates {
      try RowEstimates(fitted, on: data, takesAnswers: false, task: .unobserved)
    }
    let (served, values) = (try rows(fitted), estimates.estimates(given: ModelSet()))
    var beliefs: Set<Double> = []
    for row in data.test {
      var belief = Belief(modelCount: 2)
      served.start(row, &belief)
      #expect(abs(belief.quality[0] - values[2 * row]) < 1e-12 && abs(belief.quality[1] - values[2 * row + 1]) < 1e-12)
      if row % 3 == 0 { beliefs.insert(belief.quality[0]) }
    }
    #expect(beliefs.count == 1)
  }

  @Test func wordsTellModelsApart() throws {
    let data = try data()
    let estimates = try #require(
      try LogisticEstimator(families: [.text]).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    #expect(estimates.features(given: ModelSet()) == ["text(m0)", "text(m1)"])
    let values = estimates.estimates(given: ModelSet())
    func share(_ rows: [Int]) -> Double {
      rows.map { row in (values[2 * row] > values[2 * row + 1]) == (data.quality[2 * row] == 1) ? 1.0 : 0 }.mean
    }
    // Nobody can do better than nine in ten; train rows have no more say in their own estimates than others.
    #expect(share(data.test) > 0.8 && share(data.train) > 0.75 && share(data.train) < 0.98)
    // Words are not looked at unless asked for.
    let standard = try #require(try LogisticEstimator().fit(data, task: .unobserved) as? AnsweredSetEstimates)
    #expect(standard.features(given: ModelSet()) == ["length"])
  }
}
