import Input

/// Suggests the known name closest to a mistyped one.
package enum Suggestion {
  /// What to do about an unknown name: the nearest of the known ones, else what there is.
  static func sentence(_ name: UnknownName) -> String? {
    if let nearest = nearest(to: name.found, in: name.known) { return "did you mean '\(nearest)'?" }
    if name.known.isEmpty { return nil }
    return "available: \(name.known.prefix(12).joined(separator: ", "))"
      + (name.known.count > 12 ? ", and \(name.known.count - 12) more" : "")
  }

  /// The nearest of `known` by edit distance (swaps of neighbours count once); `nil` where none is near.
  package static func nearest(to found: String, in known: [String]) -> String? {
    // No name is as long as that, and the distance takes time with the square.
    if found.utf8.count > 100 { return nil }
    let found = found.lowercased()
    let limit = max(1, found.count / 3)
    let ranked = known.map { (distance: distance(found, $0.lowercased()), name: $0) }
    // Names that differ in every letter have nothing in common, however short they are.
    if let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit, best.distance < found.count {
      return best.name
    }
    return found.count < 3 ? nil : known.first { $0.lowercased().hasPrefix(found) }
  }

  /// The edit distance: insertions, deletions, replacements and swaps of neighbours.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
