import Mathematics

/// Working memory of decisions that may take long: they end early, with any choice, once the flag is set.
protocol CancellableScratch {
  /// Makes later decisions look at `flag`.
  mutating func watch(_ flag: CancellationFlag)
}
