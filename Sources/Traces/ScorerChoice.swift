import Input

/// Which of several scores of a record counts: that of the first scorer, and of its score the first part where it has
/// parts.
///
/// The first record with a score decides for all, whatever order others have.
struct ScorerChoice {
  /// The path of the scores of all scorers: `scores.*.value`.
  let path: String
  private var scorers: [String] = []
  /// The parts of the first scorer's score: the names of members, or empty names for elements of a list.
  private var parts: [String] = []

  /// - Parameter path: the path of the scores, with `*` for the scorer.
  init(at path: String) { self.path = path }

  /// The path of the score that counts; `nil` where there is none.
  var chosen: String? { scorers.first.map { below(self.path($0), 0) } }

  /// What is called as the scorer that counts, at another path with `*` for it.
  func path(like other: String) -> String? { scorers.first.map { Self.path(other, $0) } }

  /// What was chosen of what, in sentences, each with the option that chooses another.
  var sentences: [String] {
    var sentences: [String] = []
    if scorers.count > 1 {
      sentences.append(
        "the score is that of \(scorers[0]); --map quality=\(path(scorers[1])) takes that of \(scorers[1])")
    }
    if let first = scorers.first, parts.count > 1 {
      let whole = path(first)
      let names = parts[0].isEmpty ? ("element 0", "element 1") : (parts[0], parts[1])
      sentences.append(
        "the score is \(names.0) of \(whole); --map quality=\(below(whole, 1)) takes \(names.1)")
    }
    return sentences
  }

  /// Looks for the scores of the first record that has any.
  ///
  /// - Parameter records: gives a reader that picks what is at some paths from each record.
  /// - Returns: whether there was one.
  /// - Throws: what reading throws.
  mutating func look(
    in records: (_ paths: [String]) throws(InputError) -> JSONRecordReader
  ) throws(InputError) -> Bool {
    let reader = try records([path])
    var isWhole = true
    let isFound = try reader.first(where: { () throws(InputError) in
      let values = reader.record.all(0).filter { $0.kind != .null && $0.entry >= 0 }
      scorers = values.map { String(decoding: reader.record.key(ofEntry: $0.entry), as: UTF8.self) }
      isWhole = values.first?.kind != .container
      return !values.isEmpty
    })
    guard isFound, !isWhole else { return isFound }
    let inner = try records([path(scorers[0]) + ".*"])
    _ = try inner.first(where: { () throws(InputError) in
      let values = inner.record.all(0).filter { $0.kind != .null && $0.kind != .container }
      parts = values.map { String(decoding: inner.record.key(ofEntry: $0.entry), as: UTF8.self) }
      return !values.isEmpty
    })
    return true
  }

  private func path(_ scorer: String) -> String { Self.path(path, scorer) }

  private static func path(_ pattern: String, _ scorer: String) -> String {
    pattern.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false).joined(
      separator: JSONPicker.step(to: scorer))
  }

  /// The path of a part of a score; that of the score itself where it has none.
  private func below(_ whole: String, _ part: Int) -> String {
    guard parts.indices.contains(part) else { return whole }
    return parts[part].isEmpty ? "\(whole)[\(part)]" : whole + "." + JSONPicker.step(to: parts[part])
  }
}
