import Mathematics

/// How queries are split into train, tune and test.
public enum Split: Sendable, Hashable {
  /// Membership is a hash of (seed, query id), so it does not depend on the order of the file. Shares are in [0, 1];
  /// the rest is test.
  case hashed(train: Double, tune: Double, seed: UInt64)
  /// A per-query column holds train, tune or test.
  case column(String)
  /// The queries that hold a value in a per-query column are test; the others are dealt as by `hashed`, a share of them
  /// to train and the rest to tune.
  case held(column: String, test: String, train: Double, seed: UInt64)

  /// Every query is served by what the other folds taught, instead of parts; dealt `repeats` times.
  case folds(count: Int, repeats: Int, seed: UInt64)

  /// 20% train, 20% tune, seed 0.
  public static let standard = Split.hashed(train: 0.2, tune: 0.2, seed: 0)

  /// From this number of queries on parts are large enough to learn from and to measure on.
  public static let standardPartsFrom = 3000

  /// From this number of outcomes on, folds would take long: everything is fitted and tuned once per fold, on most queries.
  public static let standardPartsFromOutcomes = 500_000

  /// How traces are split where nothing else is asked for: into folds where queries and outcomes are few, else into parts.
  /// Queries without an outcome do not count: they are in no part.
  ///
  /// Simulated traces have parts: one can have as many of their queries as one wants.
  public static func standard(for traces: TraceSet) -> Split {
    if traces.isSimulated || traces.queryCount * traces.modelCount >= standardPartsFromOutcomes { return .standard }
    let count = (0..<traces.queryCount).count { traces.outcomeCount(of: $0, atMost: 1) > 0 }
    if !(Folds.counts.lowerBound..<standardPartsFrom).contains(count) { return .standard }
    return .folds(count: Folds.standardCount(of: count), repeats: 1, seed: 0)
  }

  /// The seed by which queries are dealt; 0 where a column says it all.
  public var seed: UInt64 {
    switch self {
    case .hashed(_, _, let seed), .held(_, _, _, let seed), .folds(_, _, let seed): seed
    case .column: 0
    }
  }

  /// The same with another seed; itself where a column says it all.
  public func dealt(by seed: UInt64) -> Split {
    switch self {
    case .hashed(let train, let tune, _): .hashed(train: train, tune: tune, seed: seed)
    case .held(let column, let test, let train, _): .held(column: column, test: test, train: train, seed: seed)
    case .folds(let count, let repeats, _): .folds(count: count, repeats: repeats, seed: seed)
    case .column: self
    }
  }

  /// The folds of `queries` (indices into `traces`); `nil` where these are split into parts.
  ///
  /// - Throws: `TraceError.tooFewForFolds`, `TraceError.cancelled`.
  func folds(of queries: [Int], in traces: TraceSet, task: TaskContext) throws(TraceError) -> Folds? {
    guard case .folds(let count, let repeats, let seed) = self else { return nil }
    let column = traces.queryColumn("group")
    return try Folds(
      of: queries.map { traces.queryIDs[$0] },
      groups: column.map { column in queries.map { column.text(at: $0) ?? "" } },
      count: count, repeats: repeats, seed: seed, task: task)
  }

  /// The part of each of `queries` (indices into `traces`); all are test queries where they are dealt into folds.
  ///
  /// - Throws: `TraceError.unknownColumn`, `TraceError.invalidPart`.
  public func parts(of queries: [Int], in traces: TraceSet) throws(TraceError) -> [Part] {
    switch self {
    case .folds: return queries.map { _ in .test }
    case .hashed(let train, let tune, let seed):
      let key = RandomKey(seed: seed, purpose: "split")
      return queries.map { query in
        let u = key.mixing(bytes: traces.queryIDs.utf8(at: query)).uniform
        return u < train ? .train : u < train + tune ? .tune : .test
      }
    case .held(let name, let test, let train, let seed):
      let column = try column(name, of: traces)
      let rest = try Self.hashed(train: train, tune: 1 - train, seed: seed).parts(of: queries, in: traces)
      let parts = zip(queries, rest).map { column.text(at: $0) == test ? .test : $1 }
      if !parts.contains(.test) { throw .invalidPart(column: name, found: test) }
      return parts
    case .column(let name):
      let column = try column(name, of: traces)
      var parts: [Part] = []
      for query in queries {
        let value = column.text(at: query) ?? ""
        guard let part = Part(rawValue: value) else { throw .invalidPart(column: name, found: value) }
        parts.append(part)
      }
      return parts
    }
  }

  private func column(_ name: String, of traces: TraceSet) throws(TraceError) -> Column {
    if let column = traces.queryColumn(name) { return column }
    throw .unknownColumn(name, known: traces.queryColumns.map(\.name))
  }
}
