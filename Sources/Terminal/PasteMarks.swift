/// The marks that a terminal puts around what is pasted (bracketed paste), followed byte by byte.
package struct PasteMarks: Sendable {
  /// What stands before and behind a paste.
  static let start = Array("\u{1B}[200~".utf8), end = Array("\u{1B}[201~".utf8)

  /// Whether a paste has begun and not ended.
  package private(set) var isOpen = false
  private var matched = 0

  package init() {}

  /// Takes in a byte that the terminal sent.
  package mutating func take(_ byte: UInt8) {
    let mark = isOpen ? Self.end : Self.start
    matched = byte == mark[matched] ? matched + 1 : byte == mark[0] ? 1 : 0
    if matched == mark.count {
      isOpen.toggle()
      matched = 0
    }
  }
}
