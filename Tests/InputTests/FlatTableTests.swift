import Input
import Testing

@Suite struct FlatTableTests {
  /// More values, keys and bytes than a table has room for at first, and once more after all were forgotten.
  @Test func tablesGrow() throws {
    let names = (0..<500).map { "name of member \($0)" }
    let text = "{" + names.map { "\"\($0)\": \"value of \($0)\"" }.joined(separator: ",") + "}"
    let scanner = JSONScanner(ByteWindow(bytes: (text + text).utf8, path: "p"))
    let picker = JSONPicker(scanner, paths: ["*"])
    for _ in 0..<2 {
      picker.clear()
      try picker.pick()
      let values = picker.all(0)
      #expect(values.map { String(decoding: picker.key(ofEntry: $0.entry), as: UTF8.self) } == names)
      #expect(
        values.map { picker.bytes($0).map { String(decoding: $0, as: UTF8.self) } } == names.map { "value of \($0)" })
    }
  }
}
