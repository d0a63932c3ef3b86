import Input
import Testing

@Suite struct JSONSketchTests {
  @Test(arguments: [
    (#"{"a": 1, "b": [1, 2, {"c": "cut of"#, #"{"a":1,"b":[1,2,{}]}"#),
    (#"{"a": {"x": null}, "b"#, #"{"a":{"x":null}}"#),
    (#"{"a": [true, "b"], "c": 3} and more"#, #"{"a":[true,"b"],"c":3}"#),
    ("[[1, 2], [3,", "[[1,2],[3]]"), ("  [", "[]"), ("{}", "{}"), (#""text" 1"#, #""text""#),
  ])
  func whatStandsBeforeTheEnd(_ text: String, _ expected: String) throws {
    #expect(JSONSketch.value(of: Array(text.utf8), path: "p") == (try JSONParser.parse(expected)))
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"b\":2} {\"c\":\"cut of", 9, [#"{"a":1}"#, #"{"b":2}"#, "{}"]), ("{}\n{}\n{}\n", 2, ["{}", "{}"]),
    ("", 2, []),
  ])
  func valuesOneAfterTheOther(_ text: String, _ count: Int, _ expected: [String]) throws {
    #expect(
      JSONSketch.values(of: Array(text.utf8), path: "p", atMost: count)
        == (try expected.map { try JSONParser.parse($0) }))
  }

  @Test(arguments: ["", "a,b\n1,2\n", "\"cut of"]) func whatIsNoValue(_ text: String) {
    #expect(JSONSketch.value(of: Array(text.utf8), path: "p") == nil)
  }

  /// After a whole inner object its siblings go on; after one that is cut off nothing does.
  @Test func innerObjectsEndWhereTheyEnd() throws {
    let sketch = JSONSketch.value(of: Array(#"{"a": {}, "b": {"c": {"d": 1"#.utf8), path: "p")
    #expect(sketch == (try JSONParser.parse(#"{"a":{},"b":{"c":{"d":1}}}"#)))
  }
}
