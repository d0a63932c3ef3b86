import Input
import Mathematics
import TestSupport
import Testing

@Suite struct PandasReaderTests {
  private let folder = ScratchFolder()

  /// All values as `column/row=value`.
  private func values(_ text: String) throws -> [String] {
    let reader = try PandasReader(path: folder.write(text, to: "t.json"), task: .unobserved)
    var values: [String] = []
    try reader.forEachColumn { column throws(InputError) in
      try reader.forEachRow { row throws(InputError) in
        let number = try reader.scanner.recordedNumber(column, in: .finite, clip: false)
        values.append("\(column)/\(row)=\(number)")
      }
    }
    #expect(reader.size == text.utf8.count)
    return values
  }

  @Test func columnsOfRows() throws {
    #expect(
      try values(#"{"q": {"0": 0.5, "1\n": null}, "": {}, "c": {"0": 2}}"#) == ["q/0=0.5", "q/1\n=nan", "c/0=2.0"])
  }

  @Test func aSeriesIsOneColumnWithoutAName() throws {
    #expect(try values(#"{"0": 1, "7": 2}"#) == ["/0=1.0", "/7=2.0"])
    #expect(try values("{}") == [])
  }

  @Test func mistakesHaveAPlace() throws {
    let path = folder.path + "/t.json"
    #expect(
      thrown { try values("{\"q\": {\"0\": 1}}\n5") } as? InputError
        == .malformed(path: path, line: 2, column: 1, found: "5", expected: "nothing after the object"))
    #expect(thrown { try values(" \n") } as? InputError == .empty(path: path))
    let reader = try PandasReader(path: folder.write("{\n \"q\": {}}", to: "t.json"), task: .unobserved)
    var error: InputError?
    try reader.forEachColumn { column throws(InputError) in
      error = reader.strangeKey(found: "column \(column)", expected: "a model")
      #expect(reader.line == 2)
      try reader.forEachRow { _ throws(InputError) in Issue.record("a row") }
    }
    #expect(error == .malformed(path: path, line: 2, column: 2, found: "column q", expected: "a model"))
  }
}
