import Glibc
import Input
import Mathematics
import Testing

@Suite struct NumberParserTests {
  private func parse(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { NumberParser.parse($0) }
  }

  @Test(arguments: [
    ("0", 0), ("-0", -0.0), ("1.0", 1), ("+2.5", 2.5), (".5", 0.5), ("5.", 5), ("1e3", 1000), ("1E-3", 0.001),
    (" 7\t", 7), ("0.1", 0.1), ("9007199254740993", 9_007_199_254_740_992), ("1e400", Double.infinity),
    ("1e-400", 0), ("4.9e-324", Double.leastNonzeroMagnitude), ("0.00041520000000000004", 0.00041520000000000004),
    ("inf", Double.infinity),
    ("-Infinity", -Double.infinity), ("00012", 12), ("1e0000000000000000000000005", 100_000),
  ])
  func reads(text: String, value: Double) {
    #expect(parse(text)?.bitPattern == value.bitPattern)
  }

  @Test func readsNaN() { #expect(parse("NaN")?.isNaN == true) }

  @Test(arguments: ["", " ", "a", "1a", "1e", "1e+", "e5", ".", "-", "--1", "0x10", "1,5", "1 2", "nano", "infinit"])
  func refuses(text: String) { #expect(parse(text) == nil) }

  @Test func agreesWithStrtod() {
    var random = RandomKey(seed: 1, purpose: "numbers").generator
    var different: [String] = []
    for round in 0..<200_000 {
      var text = round % 3 == 0 ? "-" : ""
      let digits = 1 + random.next(below: round % 7 == 0 ? 40 : 20)
      let point = random.next(below: digits + 1)
      for digit in 0..<digits {
        if digit == point { text += "." }
        text += String(random.next(below: 10))
      }
      if round % 2 == 0 { text += "e\(random.next(below: 660) - 330)" }
      if round % 5 == 0 { text += "0" }
      if parse(text)?.bitPattern != strtod(text, nil).bitPattern { different.append(text) }
    }
    #expect(different == [])
  }

  @Test func readsBackShortestForms() {
    var random = RandomKey(seed: 2, purpose: "numbers").generator
    var different: [String] = []
    for _ in 0..<100_000 {
      let value = Double(bitPattern: random.next())
      if value.isFinite, parse("\(value)")?.bitPattern != value.bitPattern { different.append("\(value)") }
    }
    #expect(different == [])
  }
}
