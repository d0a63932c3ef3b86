import Input
import TestSupport
import Testing

@Suite struct JSONScannerTests {
  @Test func readsTokensAcrossChunks() throws {
    let folder = ScratchFolder()
    let element = #"{"text":"a\u00e4\\\"b","number":-12.5e-1,"list":[true,null,[]]}"#
    for shift in 0..<70 where shift % 3 == 0 {
      let text =
        "[" + String(repeating: " ", count: shift) + Array(repeating: element, count: 18_000).joined(separator: ",\n")
        + "]"
      let scanner = JSONScanner(try ByteWindow(ByteSource(path: folder.write(text))))
      let value = try scanner.wholeValue()
      try scanner.end(expected: "the end")
      #expect(value.array?.count == 18_000)
      let expected: JSONValue = ["text": "aä\\\"b", "number": -1.25, "list": [true, .null, []]]
      #expect(value.array?.allSatisfy { $0 == expected } == true)
    }
  }

  @Test func knowsPlacesFarIntoAFile() throws {
    let folder = ScratchFolder()
    let text = "[" + String(repeating: "\"ä\",\n", count: 500_000) + "x]"
    let path = folder.write(text)
    let scanner = JSONScanner(try ByteWindow(ByteSource(path: path)))
    #expect(
      thrown { () throws(InputError) in try scanner.value() }
        == .malformed(path: path, line: 500_001, column: 1, found: "x", expected: "a value"))
  }

  @Test func stepsOverLongStrings() throws {
    let folder = ScratchFolder()
    let long = String(repeating: "0123456789", count: 500_000)
    let scanner = JSONScanner(try ByteWindow(ByteSource(path: folder.write("[1, \"\(long)\", 2]"))))
    #expect(try scanner.wholeValue() == [1, .string(long), 2])
  }

  @Test func endsValuesWithLines() throws {
    let scanner = JSONScanner(ByteWindow(bytes: "[1,\n2]".utf8, path: "p"), isLines: true)
    #expect(
      thrown { () throws(InputError) in try scanner.value() }
        == .malformed(path: "p", line: 1, column: 4, found: "the end of the line", expected: "a value"))
  }
}
