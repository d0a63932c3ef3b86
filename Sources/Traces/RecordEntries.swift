/// The path in a record whose every value makes an outcome.
struct RecordEntries {
  /// What its values are.
  enum Kind {
    /// Whatever: the keys of the members name the models.
    case keys
    /// Names of models.
    case models
    /// Names of queries, of the model that the record names.
    case queries
  }

  /// The number of the path.
  let slot: Int
  let kind: Kind
  /// Whether each outcome has a query of its own.
  private(set) var nameQueries: Bool

  /// - Parameters:
  ///   - name: one of our names.
  ///   - path: where its values stand.
  ///   - slot: the number of the path.
  ///   - isMapped: whether `--map` says so: formats find a query's name where it is.
  /// - Returns: `nil` where the path leads to one value, or its values make no outcomes.
  init?(of name: String, at path: String, slot: Int, isMapped: Bool) {
    guard path.contains("*") else { return nil }
    switch name {
    case "model": kind = path.hasSuffix("*") && !path.hasSuffix("[*]") ? .keys : .models
    case "query_id" where isMapped: kind = .queries
    default: return nil
    }
    self.slot = slot
    nameQueries = kind == .queries
  }

  /// The one of two paths whose values name the models.
  func joined(with other: RecordEntries) -> RecordEntries {
    var entries = kind == .queries ? other : self
    entries.nameQueries = entries.kind != .keys && (nameQueries || other.nameQueries)
    return entries
  }
}
