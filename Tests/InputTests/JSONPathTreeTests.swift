import Input
import Testing

@Suite struct JSONPathTreeTests {
  @Test func stepsOfPaths() {
    #expect(JSONPicker.steps(of: "a.b[0].*.c[*][12]") == ["a", "b", "[0]", "*", "c", "[*]", "[12]"])
    #expect(JSONPicker.steps(of: "[3].x") == ["[3]", "x"])
  }

  /// A dot of a name is written behind a backslash, so that every member can be named.
  @Test func dotsInNames() {
    #expect(JSONPicker.steps(of: #"a.b\.c[0].*"#) == ["a", "b.c", "[0]", "*"])
    #expect(JSONPicker.steps(of: JSONPicker.step(to: "v1.2.3")) == ["v1.2.3"])
  }

  /// What paths share is walked once; one that ends where another goes on is found as well.
  @Test func pathsThatShareTheirBeginning() throws {
    let text = #"{"a": {"b": 1, "bc": 2}, "l": [3, {"m": 4}]}"#
    let picker = JSONPicker(
      JSONScanner(ByteWindow(bytes: text.utf8, path: "p")),
      paths: ["a", "a.b", "a.bc", "a.b", "l[1].m", "l[1]", "l[0]"])
    try picker.pick()
    let found = (0..<7).map { slot in
      picker.first(slot).flatMap(picker.bytes).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(found == [nil, "1", "2", "1", "4", nil, "3"])
    #expect(picker.first(0)?.kind == .container && picker.first(5)?.kind == .container)
  }
}
