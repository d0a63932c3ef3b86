import Input
import Testing

@Suite struct JSONStringTests {
  @Test func readsEscapes() throws {
    #expect(try JSONParser.parse(#""\"\\\/\b\f\n\r\t""#) == .string("\"\\/\u{8}\u{C}\n\r\t"))
    #expect(try JSONParser.parse(#""\u0041\u00e4\u20AC\ud83d\ude00 \u0000""#) == .string("Aä€😀 \0"))
    #expect(try JSONParser.parse(#""\ud83d x \ude00 \ud83d\u0041""#) == .string("\u{FFFD} x \u{FFFD} \u{FFFD}A"))
    #expect(try JSONParser.parse("\"ä€😀\u{7F}\"") == .string("ä€😀\u{7F}"))
  }
}
