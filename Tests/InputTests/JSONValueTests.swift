import Input
import Testing

@Suite struct JSONValueTests {
  @Test func writesText() {
    let value: JSONValue = ["b": [1, 0.1, .null, true], "a": "\"\\\n\r\t\u{1}\u{7F}ä", "n": .number(.nan)]
    #expect(value.text == #"{"b":[1,0.1,null,true],"a":"\"\\\n\r\t\u0001\u007fä","n":null}"#)
  }

  @Test func givesItsParts() {
    let value: JSONValue = ["a": 1, "b": ["x", 2.5]]
    #expect(value["a"]?.double == 1 && value["c"] == nil && value["b"]?["a"] == nil)
    #expect(value["b"]?.array?.first?.string == "x" && value["b"]?.array?[1].double == 2.5)
    #expect(value.object?.map(\.key) == ["a", "b"] && value.string == nil)
  }

  @Test func wholeNumbersAndTruthValues() {
    #expect(
      JSONValue.integer(7).integer == 7 && JSONValue.number(7).integer == nil && JSONValue.bool(true).integer == nil)
    #expect(JSONValue.bool(false).bool == false && JSONValue.string("true").bool == nil)
  }
}
