import Input
import Testing

@Suite struct JSONLayoutTests {
  @Test func shortValuesStayOnALine() {
    let value: JSONValue = ["a": 1, "b": [true, "x"], "c": .object([])]
    #expect(value.layout == #"{"a": 1, "b": [true, "x"], "c": {}}"# + "\n")
  }

  @Test func longOnesAreIndentedAndScalarsFillLines() {
    let value: JSONValue = ["numbers": .array((1000..<1030).map { .integer($0) }), "short": [1, 2]]
    // 16 numbers of 4 digits with commas and blanks take 4 + 16 * 6 - 1 = 99 characters.
    let first = (1000..<1016).map(String.init).joined(separator: ", ")
    let second = (1016..<1030).map(String.init).joined(separator: ", ")
    #expect(
      value.layout == "{\n  \"numbers\": [\n    \(first),\n    \(second)\n  ],\n  \"short\": [1, 2]\n}\n")
  }

  @Test func readsBack() throws {
    let value: JSONValue = [
      "text": .string(String(repeating: "é\"\n", count: 40)), "deep": [[["x": .number(0.1 + 0.2)]], .null],
      "list": .array((0..<50).map { .number(1 / Double($0 + 1)) }),
    ]
    #expect(try JSONParser.parse(value.layout) == value)
    #expect(value.layout.split(separator: "\n").count { $0.count > 100 } == 1)  // the long text alone
  }
}
