import Input
import Testing

@Suite struct ExactNumbersTests {
  @Test(arguments: [
    (0.1, "0.1"), (-0.0, "-0.0"), (1 / 3, "0.3333333333333333"), (.leastNonzeroMagnitude, "5e-324"), (1e22, "1e+22"),
    (2, "2.0"),
    (.infinity, "\"inf\""), (-.infinity, "\"-inf\""),
  ])
  func everyNumberReadsBackTheSame(_ number: Double, _ text: String) throws {
    #expect(JSONValue.exactly(number).text == text)
    let read = try JSONNode(JSONParser.parse("[\(text)]")).exactNumbers(count: 1)[0]
    #expect(read.bitPattern == number.bitPattern)
  }

  @Test func whatIsNoNumberIsNone() throws {
    #expect(try JSONNode(JSONParser.parse("[\"nan\",1]")).exactNumbers(count: 2)[0].isNaN)
    for text in ["[\"NaN\"]", "[\"0x1p3\"]", "[null]", "[]", "[1,2]", "{}"] {
      let node = JSONNode(try JSONParser.parse(text))
      #expect(throws: JSONShapeError.self, "\(text)") { try node.exactNumbers(count: 1) }
    }
  }

  /// A thousand doubles of any sign, exponent and fraction.
  @Test func randomBits() throws {
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<1000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let number = Double(bitPattern: state)
      if number.isNaN { continue }
      let text = JSONValue.array([.exactly(number)]).text
      #expect(try JSONNode(JSONParser.parse(text)).exactNumbers(count: 1)[0].bitPattern == state)
    }
  }
}
