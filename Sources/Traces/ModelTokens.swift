extension TraceSet {
  /// The columns of queries that seem to count the tokens of a model each, such as `gpt-4_tokens` or `gpt-4.total_tokens` beside
  /// the scores of `gpt-4`: a table of one row per query has them, and they are not read as costs.
  package var modelTokenColumns: [String] {
    let names = models.flatMap { [$0, WideColumns.model(of: $0, "quality")].compactMap { $0 } }
    return queryColumns.map(\.name).filter { column in
      names.contains { WideColumns.rest(of: column, besides: $0)?.contains("token") ?? false }
    }
  }
}
