import Testing

@Suite struct FittedSignalsTests {
  @Test(arguments: ["noisy noisy", "fused noisy", "table table", "platt-fused noisy", "isotonic-table table"])
  func decidesAsRun(_ estimators: String) throws { try ServedQueries.expectDecisionsOfRun(estimators) }
}
