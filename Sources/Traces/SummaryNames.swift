/// What names tell of many answers, and not of one.
extension NameKind {
  /// Whether a name is that of a number of queries.
  static func isOfCounts(_ name: String) -> Bool {
    let parts = parts(of: name)
    return parts.count == 1
      && (["n", "count", "total", "support", "size"].contains(parts[0])
        || parts[0].contains(/^(n|num|number_of|total|count)_[a-z_]+$|_count$/))
  }

  /// What stands beside the scores of models in a table of one row per query: figures made of them, labels and marks.
  private static let summaries: Set<String> = [
    "all", "mean", "average", "avg", "median", "std", "stdev", "sd", "var", "variance", "min", "max", "minimum",
    "maximum", "sum", "any", "oracle", "best", "best_score", "label", "target", "gold", "truth", "ground_truth",
    "expected", "fold", "retries", "retry", "fallbacks", "errors", "turns", "rank", "row", "row_number",
  ]

  /// Whether a column of that name in a table of one row per query tells of the query or of all models, and of none.
  static func isOfAllModels(_ name: String) -> Bool {
    let parts = parts(of: name)
    return parts.count == 1
      && (summaries.contains(parts[0]) || parts[0].count > 1 && isOfCounts(name) || parts[0].hasPrefix("is_")
        || parts[0].hasPrefix("has_"))
  }
}
