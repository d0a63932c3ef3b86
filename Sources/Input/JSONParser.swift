/// Reads JSON text into values.
///
///     try JSONParser.parse(#"{"id": 7, "ok": [true, null]}"#)["id"]   // .integer(7)
public enum JSONParser {
  /// Parses a text.
  ///
  /// Integers that fit into 64 bits stay integers. An unpaired surrogate becomes U+FFFD.
  ///
  /// - Parameters:
  ///   - text: the JSON text.
  ///   - path: the name of the text in errors.
  /// - Throws: `InputError.malformed` with line and column for anything that is not strict JSON (RFC 8259), for more
  ///   than 512 levels of nesting, for numbers out of a double's range, and for text that is not UTF-8.
  public static func parse(_ text: String, path: String = "JSON") throws(InputError) -> JSONValue {
    try parse(bytes: text.utf8, path: path)
  }

  /// Parses UTF-8 text; see `parse(_:path:)`.
  public static func parse(bytes: some Collection<UInt8>, path: String = "JSON") throws(InputError) -> JSONValue {
    let scanner = JSONScanner(ByteWindow(bytes: bytes, path: path))
    let value = try scanner.wholeValue()
    try scanner.end(expected: "nothing after the value")
    return value
  }
}

extension JSONScanner {
  /// Steps over a value and returns it; null for `NaN` and `Infinity`, where these are taken.
  package func wholeValue() throws(InputError) -> JSONValue {
    guard let byte = try peek() else { throw malformed(expected: "a value") }
    switch byte {
    case UInt8(ascii: "["):
      try open(byte)
      var elements: [JSONValue] = []
      while try nextElement(isFirst: elements.isEmpty) { elements.append(try wholeValue()) }
      return .array(elements)
    case UInt8(ascii: "{"):
      try open(byte)
      var members: [JSONValue.Member] = []
      var keys: Set<String> = []
      while let cell = try nextKey(isFirst: members.isEmpty) {
        let key = try text(of: cell)
        if !keys.insert(key).inserted {
          throw secondKey(key, at: cell.start - 1)
        }
        try colon()
        members.append(JSONValue.Member(key, try wholeValue()))
      }
      return .object(members)
    case UInt8(ascii: "\""): return .string(try text(of: try string()))
    case UInt8(ascii: "-"), 0x30...0x39: return try number(of: try number())
    default:
      let cell = try word()
      let first = window.base[cell.start]
      return cell.kind == .missing || isNaN(first) ? .null : .bool(first == UInt8(ascii: "t"))
    }
  }

  /// The text of a string in the window.
  package func text(of cell: Cell) throws(InputError) -> String {
    let content = window.bytes(cell.start..<cell.end)
    guard let text = String(validating: content, as: UTF8.self) else {
      throw window.malformed(at: cell.start, found: "bytes that are not UTF-8", expected: "UTF-8 text")
    }
    return cell.kind == .escaped ? cell.text(in: window.base, isJSON: true) ?? "" : text
  }

  /// Whether a word that begins so is `NaN` or `Infinity`.
  private func isNaN(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "N") || byte == UInt8(ascii: "I") }

  private func number(of cell: Cell) throws(InputError) -> JSONValue {
    let digits = window.bytes(cell.start..<cell.end)
    if digits.count > 1, isNaN(digits[1]) { return .null }
    let isWhole = digits.allSatisfy { $0 == UInt8(ascii: "-") || $0 >= 0x30 && $0 <= 0x39 }
    if isWhole, let integer = Int(String(decoding: digits, as: UTF8.self)), integer != 0 || digits.count == 1 {
      return .integer(integer)
    }
    guard let number = NumberParser.parse(digits), number.isFinite else {
      throw window.malformed(
        at: cell.start, found: String(decoding: digits, as: UTF8.self),
        expected: "a number within the range of a double")
    }
    return .number(number)
  }
}
