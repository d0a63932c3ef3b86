import Input

/// Which of several ways to score the same answers counts, such as a filter of lm-evaluation-harness: their names alone
/// tell, so that two files that have the same ways take the same.
struct ScoringChoice {
  /// The name of the one that counts.
  let name: String
  /// What was chosen of what; `nil` where there was nothing to choose.
  let sentence: String?

  /// How the way begins that counts before others, whose names tell nothing of them.
  private static let preferred = ["none", "strict", "score-first"]

  /// Looks at all records.
  ///
  /// - Parameters:
  ///   - slot: what holds the name.
  ///   - path: what it is called in the file.
  ///   - condition: which records count.
  /// - Throws: what reading throws.
  init(
    at slot: Int, called path: String, in records: JSONRecordReader, where condition: RowCondition.Placed<Int>?
  ) throws(InputError) {
    var found = Set<String>()
    try records.forEach { () throws(InputError) in
      let row = RecordRow(records: records, header: records.header)
      func text(_ slot: Int) -> String? { row.name([.record(slot)]).map { String(decoding: $0, as: UTF8.self) } }
      if condition?.holds(text) ?? true { found.insert(text(slot) ?? "") }
    }
    func rank(_ name: String) -> Int {
      Self.preferred.firstIndex(where: name.hasPrefix) ?? Self.preferred.count
    }
    let names = found.sorted { (rank($0), $0) < (rank($1), $1) }
    name = names.first ?? ""
    switch names.count {
    case 0: sentence = nil
    case 1: sentence = ["", "none"].contains(name) ? nil : "the score is that of \(path) \(name)"
    default:
      sentence =
        "the score is that of \(path) \(name); --where '\(path) = \"\(names[1])\"' takes that of \(names[1])"
    }
  }
}
