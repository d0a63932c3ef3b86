/// What can be told of a JSON document from its first bytes: everything that stands there, cut off where they end.
package enum JSONSketch {
  /// The value that the text begins with, as far as it goes; `nil` where it begins with none.
  ///
  /// Objects and lists that go on past the end hold what came before it.
  package static func value(of bytes: [UInt8], path: String) -> JSONValue? {
    let scanner = JSONScanner(ByteWindow(bytes: bytes, path: path), takesNaN: true)
    return value(scanner).value
  }

  /// The first values of a text that holds one after the other; the last one may be cut off.
  package static func values(of bytes: [UInt8], path: String, atMost count: Int) -> [JSONValue] {
    let scanner = JSONScanner(ByteWindow(bytes: bytes, path: path), takesNaN: true)
    var values: [JSONValue] = []
    while values.count < count {
      let (found, isWhole) = value(scanner)
      if let found { values.append(found) }
      if !isWhole { break }
    }
    return values
  }

  private static func value(_ scanner: JSONScanner) -> (value: JSONValue?, isWhole: Bool) {
    do throws(InputError) {
      switch try scanner.peek() {
      case UInt8(ascii: "{"):
        var members: [JSONValue.Member] = []
        try scanner.open(UInt8(ascii: "{"))
        while true {
          guard let cell = try? scanner.nextKey(isFirst: members.isEmpty) else {
            let isWhole = scanner.index > 0 && scanner.window.base[scanner.index - 1] == UInt8(ascii: "}")
            return (.object(members), isWhole)
          }
          guard let key = try? scanner.text(of: cell), (try? scanner.colon()) != nil else {
            return (.object(members), false)
          }
          let (inner, isWhole) = value(scanner)
          if let inner { members.append(.init(key, inner)) }
          if !isWhole { return (.object(members), false) }
        }
      case UInt8(ascii: "["):
        var elements: [JSONValue] = []
        try scanner.open(UInt8(ascii: "["))
        while let isMore = try? scanner.nextElement(isFirst: elements.isEmpty) {
          if !isMore { return (.array(elements), true) }
          let (inner, isWhole) = value(scanner)
          if let inner { elements.append(inner) }
          if !isWhole { break }
        }
        return (.array(elements), false)
      default: return (try scanner.wholeValue(), true)
      }
    } catch { return (nil, false) }
  }
}
