import Input

/// Scores as graders write them.
enum Score {
  /// The number that a score stands for: a number, a truth value, or a grade in words.
  ///
  /// Inspect's grades are C (correct), P (partial), I (incorrect) and N (no answer).
  static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    if let number = NumberParser.parse(bytes) { return number }
    guard bytes.count <= 9 else { return nil }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "c", "true", "pass", "passed", "correct", "yes": return 1
    case "p", "partial": return 0.5
    case "i", "n", "false", "fail", "failed", "incorrect", "no": return 0
    default: return nil
    }
  }
}
