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
    if names.count < 2 { return first }
    var tallies = names.map { Tally(name: $0) }
    var rowCount = 0
    for file in files.prefix(20) {
      guard let rows = RowTexts(of: file, holding: (model.map { [$0] } ?? []) + names) else { continue }
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
    guard let own = tallies.first(where: { $0.name == first }), rowCount > 0 else { return first }
    let most = tallies.map(\.sharedCount).max() ?? 0
    let isID = NameKind.parts(of: first) == ["id"]
    // Some prompts come twice in any log.
    let isTold = 10 * most >= rowCount
    let isFirstShared = 2 * own.sharedCount >= rowCount
    if !isID, !isTold || isFirstShared { return first }
    // Rows of each model have numbers as well, and keys of their own: of names that tell as many queries apart as `id` does,
    // the one counts that says what it names.
    let shared = tallies.filter { tally in
      (!isTold || 2 * tally.sharedCount >= most)
        && (isTold && !isFirstShared || tally.owners.count >= own.owners.count)
    }
    let named = shared.first { tally in
      NameKind.parts(of: tally.name) != ["id"] && NameKind.of(tally.name) == .query
        && !NameKind.isOfGroups(tally.name) && !tally.owners.keys.allSatisfy(isRandom)
    }
    if let named { return named.name }
    if !isTold || shared.contains(where: { $0.name == first }) { return first }
    return (shared.first { !NameKind.isOfGroups($0.name) } ?? shared.first)?.name ?? first
  }

  /// Whether a text is a key of random digits, such as a UUID.
  private static func isRandom(_ text: String) -> Bool {
    text.utf8.count >= 20 && text.allSatisfy { $0.isHexDigit || $0 == "-" } && text.contains(where: \.isNumber)
  }
}
