import Input
import TestSupport
import Testing

@Suite struct JSONPickerTests {
  private func picker(_ text: String, _ paths: [String], texts: Set<Int> = []) throws(InputError) -> JSONPicker {
    let picker = JSONPicker(JSONScanner(ByteWindow(bytes: text.utf8, path: "p")), paths: paths, texts: texts)
    try picker.pick()
    return picker
  }

  private func values(_ picker: JSONPicker, _ slot: Int) -> [String?] {
    picker.all(slot).map { picker.bytes($0).map { String(decoding: $0, as: UTF8.self) } }
  }

  @Test func findsValues() throws {
    let text = #"{"a": {"b": [1, {"c": "x\n\u00e4"}], "n": null}, "a.b": 5, "\u006b": true, "l": [[2, 3]]}"#
    let found = try picker(text, ["a.b[1].c", "a.b[0]", "a.n", "a.b", "k", "l[0][1]", "z"])
    #expect((0..<7).map { values(found, $0) } == [["x\nä"], ["1"], [], [nil], ["true"], ["3"], []])
    let list = try #require(found.first(3))
    #expect(list.kind == .container && list.place == (12, 23))
    #expect(found.first(0)?.kind == .text && found.first(1)?.kind == .scalar)
  }

  @Test func keepsTheKeyOfARecord() throws {
    let text = #"{"k\u00e4": {"b": "long enough to make the room grow: \#(String(repeating: "x", count: 99))"}}"#
    let scanner = JSONScanner(ByteWindow(bytes: text.utf8, path: "p"))
    let picker = JSONPicker(scanner, paths: ["b"])
    try scanner.open(UInt8(ascii: "{"))
    let key = try #require(try scanner.nextKey(isFirst: true))
    picker.keep(key)
    try scanner.colon()
    try picker.pick()
    #expect(String(decoding: picker.kept, as: UTF8.self) == "kä" && picker.first(0) != nil)
    picker.clear()
    #expect(picker.kept.isEmpty)
  }

  @Test func stepsThroughAllMembers() throws {
    let text = #"{"s": {"one": {"v": 1}, "two": {"v": 2, "w": 3}}, "l": [{"v": 4}, {"v": 5}]}"#
    let found = try picker(text, ["s.*.v", "s.*.w", "l[*].v"])
    #expect(values(found, 0) == ["1", "2"] && values(found, 1) == ["3"] && values(found, 2) == ["4", "5"])
    #expect(found.all(0).map { String(decoding: found.key(ofEntry: $0.entry), as: UTF8.self) } == ["one", "two"])
    #expect(found.first(1)?.entry == found.all(0)[1].entry)
  }

  /// Of the members that are picked none may come twice in one object; the same key in two objects is none.
  @Test(arguments: [
    #"{"q": 1, "q": 2}"#, #"{"q": null, "\u0071": 2}"#, #"{"s": {"m": 1, "m": 2}}"#, #"{"o": {"p": 1, "p": 1}}"#,
  ])
  func refusesASecondKeyOfAName(text: String) throws {
    guard
      case .malformed(_, 1, _, let found, "each key once")? = thrown({ () throws(InputError) in
        _ = try picker(text, ["q", "s.*", "o.p"])
      })
    else {
      Issue.record("it should be refused")
      return
    }
    #expect(found.hasPrefix("a second key"))
    #expect(values(try picker(#"{"s": {"m": {"v": 1}, "n": {"v": 2}}}"#, ["s.*.v"]), 0) == ["1", "2"])
  }

  @Test func membersThatAreNullAreThereUnderAStar() throws {
    let found = try picker(#"{"s": {"one": null, "two": 2}, "t": null}"#, ["s.*", "t"])
    #expect(values(found, 0) == [nil, "2"] && found.first(0)?.kind == .null && found.first(1) == nil)
  }

  @Test func textsAreKnownByTheirPlace() throws {
    let text = #"{"t": "long", "u": "short"}"#
    let found = try picker(text, ["t", "u"], texts: [0])
    #expect(
      found.first(0).map { [$0.place.offset, $0.place.length] } == [6, 6] && values(found, 0) == [""]
        && values(found, 1) == ["short"])
  }
}
