/// What the trace formats need from a JSON scanner.
extension JSONScanner {
  /// Steps over any value and returns its bytes, unescaped if it is a string, unless it is `null`, a list or an object.
  ///
  /// - Parameter spellsLists: whether lists and objects have bytes too, those of compact JSON.
  package func scalar(spellsLists: Bool = false) throws(InputError) -> (cell: Cell, bytes: [UInt8]?) {
    let first = try peek()
    let isList = first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    if isList, spellsLists {
      let start = window.offset + index
      let bytes = Array(try wholeValue().text.utf8)
      return (Cell(kind: .plain, start: start - window.offset, end: index), bytes)
    }
    let cell = try value()
    if isList || cell.kind == .missing { return (cell, nil) }
    return (cell, Array((cell.text(in: window.base, isJSON: true) ?? "").utf8))
  }

  /// The place of a value in the file, including its quotes; `nil` for `null`.
  package func place(of cell: Cell) -> (offset: Int, length: Int)? {
    if cell.kind == .missing { return nil }
    return (window.offset + cell.rawRange.lowerBound, cell.rawRange.count)
  }

  /// Steps over a number of the column `name`, or over what `words` takes for one; NaN for `null`.
  ///
  /// - Throws: `InputError.malformed` for other values, `InputError.invalidNumber` for numbers outside `range`.
  package func recordedNumber(
    _ name: String, in range: NumberRange, clip: Bool,
    words: (UnsafeBufferPointer<UInt8>) -> Double? = NumberParser.truth
  ) throws(InputError) -> Double {
    let first = try peek()
    if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") { throw malformed(expected: "a number in \(name)") }
    let place = window.offset + index
    let cell = try value()
    if cell.kind == .missing { return .nan }
    let bytes = window.bytes(cell.start..<cell.end)
    if first == UInt8(ascii: "\""), words(bytes) == nil {
      throw window.malformed(
        at: place - window.offset, found: "\"\(String(decoding: bytes.prefix(60), as: UTF8.self))\"",
        expected: "a number in \(name)")
    }
    guard let number = words(bytes) ?? NumberParser.parse(bytes),
      let admitted = window.admitted(number, in: range, clip: clip)
    else {
      throw .invalidNumber(
        path: window.path, line: window.position(of: cell.start).line, column: name,
        found: String(decoding: bytes, as: UTF8.self), allowed: range.words)
    }
    return admitted
  }
}
