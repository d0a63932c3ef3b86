import Input
import TestSupport
import Testing

@Suite struct JSONLinesReaderTests {
  private func rows(
    _ window: ByteWindow, flattening: JSONLinesReader.Flattening = .features
  ) throws(InputError) -> [[String: String]] {
    let reader = JSONLinesReader(window, flattening: flattening)
    var rows: [[String: String]] = []
    while try reader.next() {
      var row: [String: String] = [:]
      for (column, cell) in reader.cells.enumerated() {
        row[reader.header[column]] = cell.text(in: window.base, isJSON: true)
      }
      rows.append(row)
    }
    return rows
  }

  private func rows(
    _ text: String, flattening: JSONLinesReader.Flattening = .features
  ) throws(InputError) -> [[String: String]] {
    try rows(ByteWindow(bytes: text.utf8, path: "p"), flattening: flattening)
  }

  @Test func readsObjects() throws {
    let text = #"{"a": 1, "b": "x\ny", "c": null}"# + "\r\n\n" + #" {"d": [1, {"e": 2}], "b": true}"#
    #expect(try rows(text) == [["a": "1", "b": "x\ny"], ["d": #"[1, {"e": 2}]"#, "b": "true"]])
    #expect(try rows("") == [])
    #expect(try rows(" \n\n") == [])
    #expect(try rows(#"{"\u0061":1}"#) == [["a": "1"]])
  }

  @Test func readsTheObjectsOfAList() throws {
    let text = "\n [ {\"a\": 1,\n \"b\": \"x}\\\"]\"}\n, {\"x_v\": [1,\n 2], \"c\": {\"d\": [\"{\"]}} ]\n"
    #expect(
      try rows(text) == [["a": "1", "b": "x}\"]"], ["x_v_0": "1", "x_v_1": "2", "c": "{\"d\": [\"{\"]}"]])
    #expect(try rows("[ ]") == [])
    for (text, found, expected) in [
      ("[{\"a\":1} {\"a\":2}]", "{", "a comma or ]"), ("[{\"a\":1}, 2]", "2", "an object"),
      ("[{\"a\":1}] x", "x", "nothing after the list"), ("[{\"a\":1}", "the end of the file", "a comma or ]"),
    ] {
      guard
        case .malformed(_, 1, _, found, expected)? = thrown({ () throws(InputError) in try rows(text) })
      else {
        Issue.record("\(text)")
        continue
      }
    }
  }

  @Test func readsListsAcrossChunks() throws {
    let folder = ScratchFolder()
    let one = #"{"id": "abcdefghij", "text": "0123456789 \" 0123456789"}"#
    let text = "[" + Array(repeating: one, count: 50_000).joined(separator: ",\n") + "]"
    let found = try rows(ByteWindow(ByteSource(path: folder.write(text))))
    #expect(found.count == 50_000)
    #expect(found.allSatisfy { $0 == ["id": "abcdefghij", "text": "0123456789 \" 0123456789"] })
  }

  @Test func refusesASecondKeyOfAName() throws {
    for text in [#"{"a": 1, "b": 2, "a": 1}"#, #"{"a": 1, "b": null, "\u0061": 1}"#] {
      #expect(
        thrown { () throws(InputError) in try rows(#"{"a": 0, "b": 1}"# + "\n" + text) }
          == .malformed(
            path: "p", line: 2, column: text.contains("null") ? 21 : 18, found: "a second key \"a\"",
            expected: "each key once"))
    }
  }

  @Test func takesListsOfNumbersApart() throws {
    #expect(try rows(#"{"x_e": [1, 2.5], "v": [1]}"#) == [["x_e_0": "1", "x_e_1": "2.5", "v": "[1]"]])
    #expect(
      try rows(#"{"v": [1, 2], "w": ["a"]}"# + "\n" + #"{"v": [3]}"#, flattening: .all)
        == [["x_v_0": "1", "x_v_1": "2", "w": #"["a"]"#], ["x_v_0": "3"]])
  }

  @Test func readsLinesAcrossChunks() throws {
    let folder = ScratchFolder()
    let text = String(repeating: #"{"id": "abcdefghij", "text": "0123456789 \" 0123456789"}"# + "\n", count: 50_000)
    let found = try rows(ByteWindow(ByteSource(path: folder.write(text))))
    #expect(found.count == 50_000)
    #expect(found.allSatisfy { $0 == ["id": "abcdefghij", "text": "0123456789 \" 0123456789"] })
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"a\":1\n{\"a\":1}\n", 2, 7, "the end of the line", "a comma or }"),
    ("{\"a\":1}\n[1]\n", 2, 1, "[", "an object"),
    ("{\"a\":1} {\"a\":2}\n", 1, 9, "{", "the end of the line after the object"),
    (
      "{\"a\":\"x\n\"}\n", 1, 8, "the end of the line",
      "the closing quote of the string, or an escape for this character"
    ),
    ("{\"x_v\":[1,\"b\"]}\n", 1, 11, "\"", "a number"),
  ])
  func saysWhereLinesAreMalformed(text: String, line: Int, column: Int, found: String, expected: String) {
    #expect(
      thrown { () throws(InputError) in try rows(text) }
        == .malformed(path: "p", line: line, column: column, found: found, expected: expected))
  }
}
