import Input
import TestSupport
import Testing

@Suite struct JSONParserTests {
  private func parse(_ text: String) throws(InputError) -> JSONValue { try JSONParser.parse(text) }

  private func error(_ text: String) -> InputError? { thrown { () throws(InputError) in try parse(text) } }

  private func malformed(_ line: Int, _ column: Int, _ found: String, _ expected: String) -> InputError {
    .malformed(path: "JSON", line: line, column: column, found: found, expected: expected)
  }

  @Test func readsValues() throws {
    #expect(try parse(" null ") == .null)
    #expect(try parse("[true,false]") == [true, false])
    #expect(try parse("\t{\"b\" : 1,\r\n\"a\":[ ] , \"\":{}}\n") == ["b": 1, "a": [], "": [:]])
    #expect(try parse("\"\"") == "")
  }

  @Test func keepsIntegers() throws {
    #expect(try parse("[0,-7,9223372036854775807]") == [0, -7, .integer(.max)])
    #expect(try parse("[1.0,1e2,-0,9223372036854775808]") == [1.0, 100.0, -0.0, 9_223_372_036_854_775_808.0])
    #expect(try parse("-0").text == "-0.0")
  }

  @Test func readsBackWhatItWrites() throws {
    let value: JSONValue = ["a": [1, 2.5, .null, "x\"\\\n\u{1}ü"], "b": ["c": true, "d": -1e-300]]
    #expect(try parse(value.text) == value)
  }

  @Test func saysWhereTextIsMalformed() {
    #expect(error("") == malformed(1, 1, "the end of the file", "a value"))
    #expect(error("[1,]") == malformed(1, 4, "]", "a value"))
    #expect(error("[1 2]") == malformed(1, 4, "2", "a comma or ]"))
    #expect(error("{\"ä\":1,\n  \"b\" 2}") == malformed(2, 7, "2", "a colon"))
    #expect(error("{\"a\":1,}") == malformed(1, 8, "}", "a key in quotes"))
    #expect(error("{a:1}") == malformed(1, 2, "a", "a key in quotes"))
    #expect(error("{\"a\":1") == malformed(1, 7, "the end of the file", "a comma or }"))
    #expect(error("[\n\n  nul]") == malformed(3, 6, "]", "null"))
    let missing = "a value; JSON has no NaN and no Infinity: write null for a number that is missing"
    #expect(error("NaN") == malformed(1, 1, "NaN", missing))
    #expect(error("[1, -Infinity]") == malformed(1, 5, "-Infinity", missing))
    #expect(error("1 2") == malformed(1, 3, "2", "nothing after the value"))
    #expect(error("[\"ab") == malformed(1, 2, "a string that never ends", "a closing quote"))
    #expect(error(#""a\"#) == malformed(1, 1, "a string that never ends", "a closing quote"))
    #expect(error(#""a\u00"#) == malformed(1, 1, "a string that never ends", "a closing quote"))
    #expect(error(#""a\x""#) == malformed(1, 4, "x", #"one of " \ / b f n r t u after a \"#))
    #expect(error(#""\u00g0""#) == malformed(1, 6, "g", #"four hexadecimal digits after \u"#))
    #expect(
      error("\"a\tb\"")
        == malformed(
          1, 3, "a control character (9)", "the closing quote of the string, or an escape for this character"))
  }

  @Test func refusesNumbersThatJSONDoesNotKnow() {
    #expect(error("01") == malformed(1, 1, "a leading zero", "a number without leading zeros"))
    #expect(error("-") == malformed(1, 2, "the end of the file", "a digit"))
    #expect(error("1.") == malformed(1, 3, "the end of the file", "a digit"))
    #expect(error("[1.e3]") == malformed(1, 4, "e", "a digit"))
    #expect(error("1e+") == malformed(1, 4, "the end of the file", "a digit"))
    #expect(error("+1") == malformed(1, 1, "+", "a value"))
    #expect(error("1e999") == malformed(1, 1, "1e999", "a number within the range of a double"))
  }

  @Test func limitsNesting() throws {
    let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(try parse(deep).array?.count == 1)
    #expect(
      error(String(repeating: "[", count: 100_000)) == malformed(1, 513, "513 levels of nesting", "at most 512"))
    #expect(try parse("[" + String(repeating: "[],", count: 1000) + "[]]").array?.count == 1001)
  }

  @Test func refusesWhatIsNotUTF8() {
    #expect(
      thrown { () throws(InputError) in try JSONParser.parse(bytes: [0x5B, 0x22, 0xFF, 0x22, 0x5D], path: "b") }
        == .malformed(path: "b", line: 1, column: 3, found: "bytes that are not UTF-8", expected: "UTF-8 text"))
  }
}
