import Input
import Testing

@Suite struct JSONRecordReaderTests {
  private func values(_ picker: JSONPicker, _ slot: Int) -> [String?] {
    picker.all(slot).map { picker.bytes($0).map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test func readsRecordsWhereverTheyAre() throws {
    func ids(_ text: String, _ place: JSONRecordReader.Place, header: [String] = []) throws(InputError) -> [String] {
      let reader = JSONRecordReader(
        ByteWindow(bytes: text.utf8, path: "p"), at: place, paths: ["id"], headerPaths: header)
      var ids: [String] = []
      try reader.forEach { () throws(InputError) in
        ids.append(
          String(decoding: reader.key, as: UTF8.self) + (values(reader.record, 0).first.flatMap(\.self) ?? "-"))
      }
      if !header.isEmpty { ids.append(values(reader.header, 0).first.flatMap(\.self) ?? "-") }
      return ids
    }
    #expect(try ids("{\"id\": 1}\n\n{\"id\": 2}", .sequence) == ["1", "2"])
    #expect(try ids(#" [{"id": 1}, {"x": 2}]"#, .sequence) == ["1", "-"])
    #expect(try ids(#"{"r": {"m": "h", "s": [{"id": 1}]}, "z": []}"#, .list("r.s"), header: ["r.m"]) == ["1", "h"])
    #expect(try ids(#"{"k\n": {"id": 1}, "l": {"id": 2}}"#, .members) == ["k\n1", "l2"])
    #expect(throws: InputError.self) { try ids(#"[{"id": 1}, 2]"#, .sequence) }
    #expect(throws: InputError.self) { try ids(#"{"id": 1} {"id": 2}"#, .document) }
  }

  @Test func theFirstRecordThatIsLookedForEndsTheReading() throws {
    let text = #"{"head": 1, "rows": [{"v": 0}, {"v": 7}, {"v": 8}], "tail": 2}"#
    let reader = JSONRecordReader(ByteWindow(bytes: text.utf8, path: "p"), at: .list("rows"), paths: ["v"])
    var seen: [String] = []
    func isSeven() -> Bool {
      let bytes = reader.record.first(0).flatMap { reader.record.bytes($0) }
      seen.append(bytes.map { String(decoding: $0, as: UTF8.self) } ?? "")
      return seen.last == "7"
    }
    #expect(try reader.first { isSeven() })
    #expect(seen == ["0", "7"])
    let other = JSONRecordReader(ByteWindow(bytes: text.utf8, path: "p"), at: .list("rows"), paths: ["v"])
    #expect(try !other.first { false })
  }
}
