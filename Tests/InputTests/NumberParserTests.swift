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

  /// 16 to 19 digits are divided by a power of ten as integers; half-way cases go to the even neighbour.
  @Test func roundsLongFractionsAsStrtodDoes() {
    var random = RandomKey(seed: 3, purpose: "numbers").generator
    var texts = ["4503599627370496.5", "4503599627370497.5", "9007199254740993e-0", "18446744073709551615e-27"]
    for round in 0..<200_000 {
      let halfway = (UInt64(1) << 52 + random.next() >> 13) * 10 + 5
      let digits = round % 4 == 0 ? halfway / 5 * 5 : random.next() >> UInt64(random.next(below: 12))
      texts.append("\(digits)e-\(round % 4 == 0 ? 1 : random.next(below: 30))")
    }
    #expect(texts.filter { parse($0)?.bitPattern != strtod($0, nil).bitPattern } == [])
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
