import Input
import TestSupport
import Testing

@Suite struct TableReaderTests {
  @Test(arguments: ["csv", "json"]) func readsBothForms(form: String) throws {
    let folder = ScratchFolder()
    let path =
      form == "csv"
      ? folder.write("a,b,c\n1.5,\"say \"\"x\"\"\",\n") : folder.write(#"{"a":1.5,"b":"say \"x\"","c":null}"#)
    let reader = try TableReader(path: path)
    #expect(try reader.next())
    #expect(reader.columns == ["a", "b", "c"])
    #expect(try reader.number(0, in: .finite) == 1.5)
    #expect(reader.text(1) == "say \"x\"")
    #expect(reader.bytes(1).map { String(decoding: $0, as: UTF8.self) } == "say \"x\"")
    #expect(try reader.number(2, in: .finite).isNaN)
    #expect(reader.bytes(2) == nil && reader.text(2) == nil && reader.place(2) == nil)
    #expect(try !reader.next())
  }

  @Test func keepsManyUnescapedValuesOfARow() throws {
    let folder = ScratchFolder()
    let long = String(repeating: "\"\"x", count: 3000)
    let reader = try TableReader(path: folder.write("a,b,c\n\"\(long)\",\"\(long)1\",\"\(long)2\"\n"))
    #expect(try reader.next())
    let values = (0..<3).map { reader.bytes($0) }
    let texts = values.map { $0.map { String(decoding: $0, as: UTF8.self) } ?? "" }
    let expected = String(repeating: "\"x", count: 3000)
    #expect(texts == [expected, expected + "1", expected + "2"])
  }

  /// Percentages and quoted numbers have commas as others do, and an error tells how to write what may be either.
  @Test(arguments: ["a;b\n85,5%;\"0,25\"\n", "a,b\n\"85,5%\",\"0,25\"\n", "\"a\";\"b\"\r\n\"85,5%\";\"0,25\"\r\n"])
  func decimalCommas(_ text: String) throws {
    let folder = ScratchFolder()
    let reader = try TableReader(path: folder.write(text))
    #expect(try reader.next())
    #expect(reader.numericText(0) == "85.5%")
    #expect(try reader.number(1, in: .quality) == 0.25)
  }

  @Test(arguments: [
    ("a,b\n1,\"1,234\"\n", "write 1234 or 1.234"), ("a,b\n0.5,\"0,25\"\n", "write 0.25"),
    ("a,b\n0.5,\"12,5%\"\n", "write 12.5%"),
  ]) func commasThatTellNothing(_ text: String, advice: String) throws {
    let folder = ScratchFolder()
    let reader = try TableReader(path: folder.write(text))
    #expect(try reader.next())
    let error = thrown { () throws(InputError) in try reader.number(1, in: .cost) }.map { "\($0)" } ?? "a number"
    #expect(
      error.contains(
        "a number in column b without a comma: the beginning of the file does not tell what commas in numbers mean; "
          + advice))
  }

  @Test func saysWhatIsWrongWithNumbers() throws {
    let folder = ScratchFolder()
    let path = folder.write("a,b\n\"x\ny\",ab\nTrue,1.5\n,-1\n")
    let reader = try TableReader(path: path)
    #expect(try reader.next())
    #expect(
      thrown { () throws(InputError) in try reader.number(1, in: .quality) }
        == .malformed(path: path, line: 3, column: 4, found: "ab", expected: "a number in column b"))
    #expect(try reader.next())
    #expect(try reader.number(0, in: .quality) == 1)
    #expect(
      thrown { () throws(InputError) in try reader.number(1, in: .quality) }
        == .invalidNumber(path: path, line: 4, column: "b", found: "1.5", allowed: "a number from 0 to 1"))
    #expect(try reader.number(1, in: .quality, clip: true) == 1)
    #expect(try reader.next())
    #expect(
      thrown { () throws(InputError) in try reader.required(0) }
        == .malformed(path: path, line: 5, column: 1, found: "no a", expected: "a value in column a"))
    #expect(
      thrown { () throws(InputError) in try reader.number(1, in: .cost) }
        == .invalidNumber(path: path, line: 5, column: "b", found: "-1", allowed: "a number from 0 to 1e100"))
  }
}
