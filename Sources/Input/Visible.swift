/// Text by somebody else as it may be shown: what would control a terminal, or turn the writing around, is spelled out.
package enum Visible {
  /// The text with `\x1b` and the like in the place of control characters; line ends and tabs stay.
  ///
  ///     Visible.text("a\u{1B}[31mb\n")   // "a\\x1b[31mb\n"
  package static func text(_ text: String) -> String {
    if !hasControls(text) { return text }
    return spelled(text) { scalar in scalar == "\n" || scalar == "\t" ? Character(scalar).description : nil }
  }

  /// The text in one line: a blank in the place of every line end and tab, and of control characters what `text` says.
  package static func line(_ text: String) -> String {
    if !text.utf8.contains(where: { $0 < 0x20 }) && !hasControls(text) { return text }
    return spelled(text.replacing("\r\n", with: " ")) { scalar in
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: " "
      default: nil
      }
    }
  }

  /// The text with one mark in the place of each control character, so that columns stay; tabs stay.
  package static func characters(_ text: some StringProtocol) -> String {
    String(text.map { $0 != "\t" && $0.unicodeScalars.contains(where: isControl) ? "\u{FFFD}" : $0 })
  }

  private static func spelled(_ text: String, _ own: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let own = own(scalar) {
        result += own
      } else if isControl(scalar) {
        let digits = String(scalar.value, radix: 16)
        result +=
          scalar.value < 0x100
          ? "\\x" + String(repeating: "0", count: 2 - digits.count) + digits : "\\u{\(digits)}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func hasControls(_ text: String) -> Bool {
    // Every control character but line ends and tabs begins with one of these bytes in UTF-8.
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 })
    else { return false }
    return text.unicodeScalars.contains { isControl($0) && $0 != "\n" && $0 != "\t" }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x20, 0x7F..<0xA0: true
    // Line and paragraph separators, and marks that turn the direction of writing.
    case 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
