/// Columns that tell runs of one query and model apart.
enum RunColumn {
  /// Their names.
  static let names = ["run", "epoch", "trial", "run_id", "repeat", "attempt"]

  private static let words: Set<String> = [
    "run", "runs", "epoch", "trial", "repeat", "repetition", "rep", "replicate", "attempt", "iteration", "seed",
  ]

  /// Whether a name is like one of theirs.
  static func isNamed(_ name: String) -> Bool {
    (NameKind.parts(of: name).last ?? "").split(separator: "_").contains { words.contains(String($0)) }
  }
}

extension TraceBuilder {
  /// Whether two rows of one query and model are of the same run by all columns that are called so: these tell no runs apart.
  var hasEqualRuns: Bool {
    let runs = outcomeColumns.compactMap(\.runHashes)
    return !runs.isEmpty && outcomes.hasRepeat { row in runs.map { row < $0.count ? $0[row] : 0 } }
  }
}
