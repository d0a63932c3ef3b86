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
