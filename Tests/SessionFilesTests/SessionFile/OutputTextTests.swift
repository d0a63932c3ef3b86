import SessionFiles
import Testing

@Suite struct OutputTextTests {
  private func lines(_ text: String, folder: String? = nil) -> [String] { OutputText(text, folder: folder).lines }

  @Test func linesWithoutTheirEnds() {
    #expect(lines("") == [] && lines("\n") == [""] && lines("a") == ["a"] && lines("a\n\n") == ["a", ""])
    #expect(lines("a  \t\r\nb \n  c") == ["a", "b", "  c"])
  }

  @Test func controlSequencesAreCut() {
    #expect(lines("\u{1B}[1;31merror:\u{1B}[0m x\u{1B}[K") == ["error: x"])
    #expect(lines("\u{1B}]8;;http://a\u{1B}\\link\u{1B}]8;;\u{7}!") == ["link!"])
    // A sequence that its line does not end is none, and takes no line away.
    #expect(lines("\u{1B}]0;a\nb\u{7}\n").count == 2)
  }

  @Test func theFolderIsCut() {
    let folder = "/tmp/a b"
    #expect(lines("wrote /tmp/a b/x.csv", folder: folder) == ["wrote x.csv"])
    #expect(lines("/tmp/a b", folder: folder) == ["."] && lines("'/tmp/a b'.", folder: folder) == ["'.'."])
    #expect(lines("in /tmp/a b.", folder: folder) == ["in .."] && lines("in /tmp/a b/", folder: folder) == ["in"])
    // A part of a longer path is left alone.
    for text in ["/tmp/a b2/x", "/tmp/a b-c", "/home/tmp/a b/x", "../tmp/a b/x", "/tmp/a b.csv"] {
      #expect(lines(text, folder: folder) == [text])
    }
    #expect(lines("/tmp/a b/x:/tmp/a b/y", folder: folder) == ["x:y"])
    #expect(lines("/x", folder: "/") == ["/x"])
  }
}
