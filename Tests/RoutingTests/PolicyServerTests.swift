import Testing

/// A deployed policy, written and read back, decides on new queries what `run` decides on rows with the same values.
@Suite struct PolicyServerTests {
  @Test(arguments: [
    "constant constant", "oracle-after regression", "oracle-before-logistic constant", "platt-constant constant",
  ])
  func decidesAsRun(_ estimators: String) throws { try ServedQueries.expectDecisionsOfRun(estimators) }
}
