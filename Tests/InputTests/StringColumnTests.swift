import Input
import Testing

@Suite struct StringColumnTests {
  @Test func keepsStrings() {
    var column: StringColumn = ["a", "", "äö"]
    column.append("b")
    #expect(Array(column) == ["a", "", "äö", "b"])
    #expect(Array(column.utf8(at: 2)) == [0xC3, 0xA4, 0xC3, 0xB6])
    #expect(column.count == 4)
  }

  /// Names of all lengths up to three words of eight bytes, each with every byte changed in turn.
  @Test func comparesEveryByte() {
    for length in 0...24 {
      let name = (0..<UInt8(length)).map { $0 + 65 }
      var column: StringColumn = ["before"]
      column.append(utf8: name)
      column.append("after")
      func isEqual(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { column.isEqual(at: 1, to: $0) } }
      #expect(isEqual(name))
      #expect(!isEqual(name + [0]) && !isEqual(name.dropLast() + [0]))
      for place in name.indices {
        var other = name
        other[place] ^= 0x20
        #expect(!isEqual(other))
      }
    }
  }
}
