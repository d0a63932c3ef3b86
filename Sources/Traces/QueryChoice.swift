/// Which of several columns names the queries: one whose values rows of different models share.
enum QueryChoice {
  /// What is known of a column.
  private struct Tally {
    let name: String
    /// The model of each value, `nil` once there are several, and the number of its rows.
    var owners: [String: (model: String?, count: Int)] = [:]

    var sharedCount: Int { owners.values.reduce(0) { $0 + ($1.model == nil ? $1.count : 0) } }
  }

  /// The likeliest of the columns, or paths.
  ///
  /// - Parameters:
  ///   - names: those that may name the queries, the likeliest first.
  ///   - first: the one that counts where the rows do not tell.
  ///   - model: what names the models; `nil` where each file is that of one.
  ///   - files: what holds the rows.
  static func best(of names: [String], first: String, model: String?, in files: [String]) -> String {
    if names.count < 2 || model == nil && files.count < 2 { return first }
    var tallies = names.map { Tally(name: $0) }
    var rowCount = 0
    for file in files.prefix(20) {
      guard let rows = RowTexts(of: file, holding: (model.map { [$0] } ?? []) + [first]) else { continue }
      let places = names.map { rows.names.firstIndex(of: $0) }
      let modelPlace = model.flatMap(rows.names.firstIndex)
      var count = 0
      rows.forEach { row in
        count += 1
        let own = modelPlace.flatMap { row[$0] } ?? file
        for (tally, place) in places.enumerated() {
          guard let place, let value = row[place], !value.isEmpty else { continue }
          let known = tallies[tally].owners[value]
          tallies[tally].owners[value] = (known.map { $0.model == own ? own : nil } ?? own, (known?.count ?? 0) + 1)
        }
        return count < 100_000
      }
      rowCount += count
    }
    let most = tallies.map(\.sharedCount).max() ?? 0
    let isFirstShared = tallies.first { $0.name == first }.map { 2 * $0.sharedCount >= rowCount } ?? false
    // Some prompts come twice in any log; a number of its own for each row is `id` as well.
    if 10 * most < rowCount || isFirstShared && NameKind.parts(of: first) != ["id"] { return first }
    // What says too little to tell the queries apart is no name of them.
    let valueCount = isFirstShared ? tallies.first { $0.name == first }?.owners.count ?? 0 : 0
    let shared = tallies.filter { 2 * $0.sharedCount >= most && $0.owners.count >= valueCount }.map(\.name)
    // Numbers of the rows of each model are shared, too: the name that says what it is of counts first.
    let named = shared.first { name in
      NameKind.parts(of: name) != ["id"] && NameKind.of(name) == .query && !NameKind.isOfGroups(name)
    }
    return named
      ?? (shared.contains(first) ? first : shared.first { !NameKind.isOfGroups($0) } ?? shared.first ?? first)
  }
}
