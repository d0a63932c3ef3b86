import Input
import TestSupport
import Testing

@Suite struct CSVReaderTests {
  private func records(_ text: String, path: String = "p") throws(InputError) -> [[String?]] {
    try records(ByteWindow(bytes: text.utf8, path: path))
  }

  private func records(_ window: ByteWindow) throws(InputError) -> [[String?]] {
    let reader = try CSVReader(window)
    var records: [[String?]] = [reader.header]
    while try reader.next() { records.append(reader.cells.map { $0.text(in: window.base, isJSON: false) }) }
    return records
  }

  private func error(_ text: String) -> InputError? { thrown { () throws(InputError) in try records(text) } }

  private func malformed(_ line: Int, _ column: Int, _ found: String, _ expected: String) -> InputError {
    .malformed(path: "p", line: line, column: column, found: found, expected: expected)
  }

  @Test func readsFields() throws {
    #expect(try records("a,b,c\n1,,\"\"\n") == [["a", "b", "c"], ["1", nil, ""]])
    #expect(try records("a,b\r\n1,2\r\n") == [["a", "b"], ["1", "2"]])
    #expect(try records("a,b\n1,2") == [["a", "b"], ["1", "2"]])
    #expect(try records("a,b\n1,2\r") == [["a", "b"], ["1", "2"]])
    #expect(try records("a,b\n\n1,2\n\r\n\n") == [["a", "b"], ["1", "2"]])
    #expect(try records("a,b\n1,\n") == [["a", "b"], ["1", nil]])
    #expect(try records("a,b\n1,") == [["a", "b"], ["1", nil]])
    #expect(try records("a\n1\n2\n") == [["a"], ["1"], ["2"]])
  }

  /// Fields are searched eight bytes at a time: every length, and bytes that differ from an end by one bit or come before it.
  /// R's `write.table` gives its row numbers no name; with commas a field too many stays an error, as a decimal comma makes one.
  @Test func rowNumbersNeedNoName() throws {
    #expect(try records("a\tb\n1\tx\ty\n2\tz\tw\n") == [["", "a", "b"], ["1", "x", "y"], ["2", "z", "w"]])
    #expect(try records("\"a\"\t\"b\"\n\"1\"\t\"x\"\t2\n") == [["", "a", "b"], ["1", "x", "2"]])
    #expect(try records("a\tb\n1\t2\n") == [["a", "b"], ["1", "2"]])
    #expect(throws: InputError.self) { try records("a\tb\nx\ty\tz\n") }
    #expect(throws: InputError.self) { try records("a,b\n1,2,3\n") }
  }

  @Test func findsTheEndOfFieldsOfAnyLength() throws {
    let bytes = Array("-.!# \u{8C}\u{B}ü+:").map(String.init)
    for length in 0..<40 {
      let field = (0..<length).map { bytes[($0 + length) % bytes.count] }.joined()
      for separator in [",", "\t", ";"] {
        let text = "a\(separator)b\n" + "\(field)x\(separator)\(field)y\r\n1\(separator)\(field)z"
        #expect(try records(text) == [["a", "b"], [field + "x", field + "y"], ["1", field + "z"]])
      }
    }
  }

  @Test func readsQuotedFields() throws {
    #expect(
      try records("a,b\n\"x, y\",\"say \"\"so\"\"\nand on\r\n\"\n") == [
        ["a", "b"], ["x, y", "say \"so\"\nand on\r\n"],
      ])
    #expect(try records("a,b\n\"\"\"\",\"\"\"\"\"\"") == [["a", "b"], ["\"", "\"\""]])
    #expect(try records("\"a\",\"b \"\"c\"\"\"\n1,2\n") == [["a", "b \"c\""], ["1", "2"]])
    #expect(try records("a,b\n ü, €\n") == [["a", "b"], [" ü", " €"]])
  }

  @Test func readsRecordsAcrossChunks() throws {
    let folder = ScratchFolder()
    // Records of 99 bytes: their quotes, line ends and commas fall on every side of the chunks' borders.
    for shift in 0..<100 where shift % 9 == 0 {
      var text = "\"" + String(repeating: "h", count: shift) + "\",b\r\n"
      let long = String(repeating: "x", count: 80)
      for _ in 0..<24_000 { text += "\"\(long)\"\"\n\",0.25\r\n" }
      let found = try records(ByteWindow(ByteSource(path: folder.write(text))))
      #expect(found.count == 24_001)
      #expect(found.dropFirst().allSatisfy { $0 == [long + "\"\n", "0.25"] })
    }
  }

  @Test func readsLongLinesQuickly() throws {
    let folder = ScratchFolder()
    let long = String(repeating: "lorem ipsum, ", count: 1_000_000)
    let path = folder.write("a,b\n\"\(long)\",1\n2,3\n")
    let clock = ContinuousClock()
    var found: [[String?]] = []
    let time = try clock.measure { found = try records(ByteWindow(ByteSource(path: path))) }
    #expect(found[1] == [long, "1"])
    #expect(found[2] == ["2", "3"])
    #expect(time < .seconds(2))
  }

  @Test func refusesRaggedRecords() {
    #expect(error("a,b\n1,2\n\"x\ny\"\n") == malformed(4, 3, "1 field", "2 fields, as in the first line"))
    #expect(error("a,b,c\n1,2\n") == malformed(2, 4, "2 fields", "3 fields, as in the first line"))
    #expect(error("a,b\n1,2,3,4\n") == malformed(2, 5, "more fields", "2 fields, as in the first line"))
    #expect(error("a\n1,2") == malformed(2, 3, "more fields", "1 field, as in the first line"))
  }

  @Test func refusesStrayQuotes() {
    #expect(
      error("a,b\n1,ä\"2\"\n") == malformed(2, 4, "\"", "quotes around a whole field, doubled inside"))
    #expect(
      error("a,b\n1,\"x\ny\"z\n") == malformed(3, 3, "z", "a comma or the end of the line after the quote"))
    #expect(
      error("a,b\n1,\"2\n3,4\n")
        == malformed(2, 3, "a quoted field that never ends", "a closing quote before the end of the file"))
    #expect(error("a,b\n1\r2,3\n") == malformed(2, 2, "a carriage return", "a line feed after it"))
  }

  @Test func refusesBadHeaders() {
    #expect(error("") == .empty(path: "p"))
    #expect(error("\n\n") == .empty(path: "p"))
    #expect(error("a,b,a\n") == malformed(1, 5, "a second column a", "distinct column names"))
  }

  /// Blanks around names are layout, and then those around fields are; blanks inside of quotes or of names are not.
  @Test func blanksAroundNames() throws {
    #expect(try records("a, b ,\tc d\n 1 , x y,\t\n") == [["a", "b", "c d"], ["1", "x y", nil]])
    #expect(try records("a, b,c\n\" 1 \", \"x, \"\"y\" , 2\n") == [["a", "b", "c"], [" 1 ", "x, \"y", "2"]])
    #expect(try records("\" a\",b\n 1, 2\n") == [[" a", "b"], [" 1", " 2"]])
    // A tab between fields is no blank.
    #expect(try records("a\t b\n1\t\n\t2\n") == [["a", "b"], ["1", nil], [nil, "2"]])
    #expect(try records("a; b\n0,5; 0,25\n") == [["a", "b"], ["0,5", "0,25"]])
    #expect(error("a, a\n1,2\n") == malformed(1, 3, "a second column a", "distinct column names"))
  }
}
