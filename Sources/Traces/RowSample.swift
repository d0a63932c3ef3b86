import Mathematics

extension Dataset {
  /// How many outcomes of each model a sample keeps at least, where some are missing.
  private static let leastOutcomes = 100

  /// The same rows with at most `limit` train and at most `limit` tune rows, for work that gains nothing from more.
  ///
  /// A part with more is thinned: in the order of a hash of (seed, query id), group by group, rows are taken at even
  /// distances, so that every group keeps its share. Where outcomes are missing, as many rows are added as give every
  /// model 100 outcomes, if it has them.
  ///
  /// - Parameters:
  ///   - limit: the number of rows that each part keeps.
  ///   - seed: the seed of the sample.
  public func sampled(atMost limit: Int, seed: UInt64) -> Dataset {
    training(on: sample(limit, of: train, seed: seed)).tuning(on: sample(limit, of: tune, seed: seed))
  }

  private func sample(_ limit: Int, of rows: [Int], seed: UInt64) -> [Int] {
    if rows.count <= limit { return rows }
    let key = RandomKey(seed: seed, purpose: "row sample")
    let ranks = rows.map { key.mixing(bytes: traces.queryIDs.utf8(at: queryIndices[$0])).bits }
    let groups = traces.queryColumn("group")?.groups(of: rows.map { queryIndices[$0] })
    let order = rows.indices.sorted { (groups?[$0] ?? 0, ranks[$0], $0) < (groups?[$1] ?? 0, ranks[$1], $1) }
    var isKept = [Bool](repeating: false, count: rows.count)
    for (place, index) in order.enumerated() {
      isKept[index] = (place + 1) * limit / rows.count > place * limit / rows.count
    }
    if !isComplete {
      let byRank = rows.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
      for model in models.indices {
        let own = byRank.filter { isOffered(model, on: rows[$0]) }
        let missing = Self.leastOutcomes - own.count { isKept[$0] }
        for index in own.lazy.filter({ !isKept[$0] }).prefix(max(0, missing)) { isKept[index] = true }
      }
    }
    return rows.indices.filter { isKept[$0] }.map { rows[$0] }
  }
}
