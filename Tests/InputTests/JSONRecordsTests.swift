import Input
import TestSupport
import Testing

@Suite struct JSONRecordsTests {
  private func scanner(_ text: String) -> JSONScanner { JSONScanner(ByteWindow(bytes: text.utf8, path: "p")) }

  @Test(
    arguments: [
      (#""a\n\u00e4""#, "a\nä", "a\nä"), ("12.50", "12.50", "12.50"), ("true", "true", "true"), ("null", nil, nil),
      (#"[1, {"b" : "c"}]"#, nil, #"[1,{"b":"c"}]"#),
    ] as [(String, String?, String?)])
  func bytesOfAValue(_ text: String, _ plain: String?, _ spelled: String?) throws {
    for (spells, expected) in [(false, plain), (true, spelled)] {
      let scanner = scanner(text + ",")
      let bytes = try scanner.scalar(spellsLists: spells).bytes
      #expect(bytes.map { String(decoding: $0, as: UTF8.self) } == expected)
      // The comma comes next.
      #expect(try scanner.peek() == UInt8(ascii: ","))
    }
  }

  @Test func thePlaceOfATextHoldsItsQuotes() throws {
    let texts = scanner(#"  "ab" null"#)
    let place = texts.place(of: try texts.value())
    #expect(place?.offset == 2 && place?.length == 4)
    #expect(texts.place(of: try texts.value()) == nil)
  }

  @Test func numbersAndTruthValues() throws {
    func number(_ text: String, _ range: NumberRange = .quality, clip: Bool = false) throws(InputError) -> Double {
      try scanner(text).recordedNumber("score", in: range, clip: clip)
    }
    #expect(try number("0.25") == 0.25 && number("true") == 1 && number("false") == 0)
    #expect(try number("null").isNaN)
    #expect(try number("1.5", clip: true) == 1 && number("-2", clip: true) == 0)
    #expect(
      thrown { () throws(InputError) in try number("\n1.5") }
        == .invalidNumber(path: "p", line: 2, column: "score", found: "1.5", allowed: "a number from 0 to 1"))
    for text in ["\"1\"", "[1]", "{}"] {
      let error = thrown { () throws(InputError) in try number(text) }
      guard case .malformed(_, 1, 1, _, "a number in score") = error else {
        Issue.record("\(text): \(String(describing: error))")
        continue
      }
    }
  }
}
