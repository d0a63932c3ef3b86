import CommandLanguage

/// What arguments and options of croute can name; `CrouteChoices` completes them.
extension ValueKind {
  package static let traceSource = ValueKind("traceSource", isPath: true)
  package static let strategy = ValueKind("strategy")
  package static let strategies = ValueKind("strategies")
  package static let estimator = ValueKind("estimator")
  package static let model = ValueKind("model")
  package static let models = ValueKind("models")
  package static let column = ValueKind("column")
  package static let traces = ValueKind("traces")
  package static let result = ValueKind("result")
  package static let query = ValueKind("query")
  package static let sql = ValueKind("sql")
  /// What a query can be looked up by, see `QueryValue`.
  package static let queryValue = ValueKind("queryValue")
  /// As `queryValue`, or `off`.
  package static let filtered = ValueKind("filtered")
  /// A label of the value named by the previous argument.
  package static let queryLabel = ValueKind("queryLabel")
  /// A query or a strategy.
  package static let queryOrStrategy = ValueKind("queryOrStrategy")
  /// A column of the result named by an argument.
  package static let resultColumn = ValueKind("resultColumn")
  /// The argument of the preceding plot kind.
  package static let plotted = ValueKind("plotted")
}
