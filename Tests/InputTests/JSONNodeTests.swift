import Input
import Testing

@Suite struct JSONNodeTests {
  private func node(_ text: String) throws -> JSONNode { JSONNode(try JSONParser.parse(text)) }

  @Test func valuesOfTheirKinds() throws {
    let root = try node(#"{"a": {"b": [1, 2.5]}, "s": "x", "t": true, "n": null, "seed": "18446744073709551615"}"#)
    #expect(try root["a"]["b"].numbers(count: 2) == [1, 2.5])
    #expect(try root["s"].string() == "x" && root["t"].bool() && root["a"]["b"].elements()[0].integer() == 1)
    #expect(try root["seed"].seed() == .max)
    #expect(root["n"].isMissing && root["absent"].optional == nil && root["s"].optional != nil)
    #expect(try root["a"].members().map(\.key) == ["b"])
    #expect(JSONValue.seed(.max) == "18446744073709551615" && JSONValue.seed(7) == 7)
  }

  @Test func errorsSayWhere() throws {
    let root = try node(#"{"a": [{"b": "x"}], "c": [1, 2]}"#)
    #expect(throws: JSONShapeError(path: "a[0].b", found: "'x'", expected: "a number")) {
      try root["a"].elements()[0]["b"].number()
    }
    #expect(throws: JSONShapeError(path: "c", found: "2 elements", expected: "3")) { try root["c"].numbers(count: 3) }
    #expect(throws: JSONShapeError(path: "z.y", found: "nothing", expected: "a string")) { try root["z"]["y"].string() }
    #expect(throws: JSONShapeError(path: "c[0]", found: "1", expected: "true or false")) {
      try root["c"].elements()[0].bool()
    }
    #expect(throws: JSONShapeError.self) { try root["c"].elements()[1].string() }
  }
}
