import Terminal
import Testing

@Suite struct PasteMarksTests {
  private func isOpen(after text: String) -> Bool {
    var marks = PasteMarks()
    for byte in text.utf8 { marks.take(byte) }
    return marks.isOpen
  }

  @Test func aPasteIsOpenBetweenItsMarks() {
    #expect(isOpen(after: "a\u{1B}[200~text") && isOpen(after: "\u{1B}[200~\u{1B}[200~\u{1B}[20"))
    #expect(!isOpen(after: "\u{1B}[200~text\u{1B}[201~") && !isOpen(after: "\u{1B}[201~") && !isOpen(after: ""))
    // Marks that begin anew in the middle of one.
    #expect(isOpen(after: "\u{1B}\u{1B}[200~") && isOpen(after: "\u{1B}[20\u{1B}[200~"))
    #expect(isOpen(after: "\u{1B}[200~\u{1B}[201~\u{1B}[200~") && !isOpen(after: "\u{1B}[200 ~"))
  }
}
