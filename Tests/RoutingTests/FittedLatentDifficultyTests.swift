import Testing

@Suite struct FittedLatentDifficultyTests {
  @Test(arguments: ["irt constant", "judge constant"])
  func decidesAsRun(_ estimators: String) throws { try ServedQueries.expectDecisionsOfRun(estimators) }
}
