import Display
import Input
import SessionFiles
import Testing

@Suite struct NotebookJSONTests {
  /// What Python prints: json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False).
  @Test func asJupyterWrites() {
    let value: JSONValue = [
      "z": [], "a": [:], "é": [1, 2.5, .null, true, "x"],
      "B": ["b": ["c": "\u{1}\t\n\u{8}\u{C}\r\"\\/é😀\u{7F}\u{2028}"]],
    ]
    #expect(
      NotebookJSON.text(value) == """
        {
         "B": {
          "b": {
           "c": "\\u0001\\t\\n\\b\\f\\r\\"\\\\/é😀\u{7F}\u{2028}"
          }
         },
         "a": {},
         "z": [],
         "é": [
          1,
          2.5,
          null,
          true,
          "x"
         ]
        }

        """)
  }

  @Test func linesOfText() {
    #expect(
      NotebookJSON.lines("a\n\nb") == ["a\n", "\n", "b"] && NotebookJSON.lines("") == []
        && NotebookJSON.lines("\n") == ["\n"])
    // A notebook's lines end with \n and with nothing else.
    #expect(NotebookJSON.lines("a\u{2028}b\u{B}c\n") == ["a\u{2028}b\u{B}c\n"])
    #expect(
      NotebookJSON.joined(["a\n", "b"]) == "a\nb" && NotebookJSON.joined("a\nb") == "a\nb"
        && NotebookJSON.joined([]) == "")
    #expect(NotebookJSON.joined(["a", 1]) == nil && NotebookJSON.joined(7) == nil && NotebookJSON.joined(nil) == nil)
  }
}
