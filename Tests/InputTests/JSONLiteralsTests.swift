import Input
import TestSupport
import Testing

@Suite struct JSONLiteralsTests {
  private func value(_ text: String, takesNaN: Bool) throws(InputError) -> JSONValue {
    let scanner = JSONScanner(ByteWindow(bytes: text.utf8, path: "p"), takesNaN: takesNaN)
    let value = try scanner.wholeValue()
    try scanner.end(expected: "the end")
    return value
  }

  /// What Python's `json` writes for numbers that are none.
  @Test func nothingIsSaidByNaN() throws {
    let text = #"[NaN, {"a": Infinity, "b": -Infinity}, -1, null]"#
    #expect(try value(text, takesNaN: true) == [.null, ["a": .null, "b": .null], -1, .null])
    #expect(throws: InputError.self) { try value(text, takesNaN: false) }
  }

  @Test(arguments: ["nan", "NAN", "NaNa", "inf", "-inf", "Infinit", "-Infinityx", "+Infinity", "-NaN", "I", "-I", "-"])
  func otherWords(text: String) { #expect(throws: InputError.self) { try value(text, takesNaN: true) } }

  /// The number is looked at by who reads it.
  @Test func cellsHoldTheWord() throws {
    let window = ByteWindow(bytes: "-Infinity NaN".utf8, path: "p")
    let scanner = JSONScanner(window, takesNaN: true)
    for word in ["-Infinity", "NaN"] {
      let cell = try scanner.value()
      #expect(cell.kind == .plain && String(decoding: window.bytes(cell.start..<cell.end), as: UTF8.self) == word)
    }
  }
}
