/// What tools write in the place of a number that is missing.
package enum MissingNumber {
  /// The words in lower case: R's, those of spreadsheets, of databases (`\n` is the `\N` of their exports), of Python.
  private static let words: Set<String> = ["na", "<na>", "n/a", "#n/a", "null", "none", "\\n"]

  /// Whether a field says that its number is missing: `NA`, `N/A`, `#N/A`, `null`, `None`, `\N` in any case, blanks around it or
  /// nothing but blanks.
  ///
  /// `NaN` is none of these: it is what a computation gives that went wrong.
  package static func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.count > 12 { return false }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let word = text.drop { $0 == " " || $0 == "\t" }
    guard let last = word.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return true }
    return words.contains(String(word[...last]))
  }

  /// Whether a field holds no word, nothing but blanks.
  package static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// Whether a text says that its number is missing.
  package static func isMissing(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isMissing($0) }
  }
}
