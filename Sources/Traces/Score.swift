import Input

/// Scores as graders write them.
enum Score {
  /// The number that a score stands for in a range: a number, a percentage (`85%`), a truth value, or a grade in words.
  ///
  /// Inspect's grades are C (correct), P (partial), I (incorrect) and N (no answer); databases write t and f. Percentages and words stand for a
  /// share of the scale, whatever its ends.
  static func value(_ bytes: UnsafeBufferPointer<UInt8>, in range: NumberRange = .quality) -> Double? {
    NumberParser.parse(bytes) ?? share(bytes).map(range.number(at:))
  }

  /// The share that a percentage is.
  static func percentage(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard bytes.last == UInt8(ascii: "%") else { return nil }
    return NumberParser.parse(UnsafeBufferPointer(rebasing: bytes.dropLast())).map { $0 / 100 }
  }

  /// The share that a percentage is.
  static func percentage(_ text: String) -> Double? {
    text.last == "%" ? NumberParser.parse(String(text.dropLast())).map { $0 / 100 } : nil
  }

  private static func share(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    if let share = percentage(bytes) { return share }
    guard bytes.count <= 9 else { return nil }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "c", "t", "true", "pass", "passed", "correct", "y", "yes": return 1
    case "p", "partial": return 0.5
    case "i", "f", "false", "n", "fail", "failed", "incorrect", "no": return 0
    default: return nil
    }
  }
}

extension TableReader {
  /// The score in a column, NaN where it is missing.
  ///
  /// - Throws: as `number`.
  func score(_ column: Int, _ options: LoadOptions) throws(InputError) -> Double {
    try number(
      column, in: options.qualityRange, clip: options.clip, words: { Score.value($0, in: options.qualityRange) })
  }
}
