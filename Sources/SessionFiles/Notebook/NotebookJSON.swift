import Input

/// JSON as Jupyter writes notebooks, to minimise changes: keys sorted, indented by one space per level, non-ASCII
/// characters unescaped.
package enum NotebookJSON {
  /// The value as text that ends with a newline.
  package static func text(_ value: JSONValue) -> String {
    var text = ""
    write(value, depth: 0, to: &text)
    return text + "\n"
  }

  /// A text of several lines as notebooks store it: a list of lines with their ends.
  package static func lines(_ text: String) -> JSONValue { .array(text.linesWithEnds.map { .string(String($0)) }) }

  /// A text stored as a string or as a list of lines; `nil` where the value is neither.
  package static func joined(_ value: JSONValue?) -> String? {
    if let text = value?.string { return text }
    guard let lines = value?.array?.map(\.string), !lines.contains(nil) else { return nil }
    return lines.compactMap(\.self).joined()
  }

  /// A number of blank lines as notebooks store it: above a thousand the lines themselves, so that no notebook stands
  /// for a file out of proportion to it.
  package static func blankLines(_ count: Int) -> JSONValue {
    count <= 1_000 ? .integer(count) : .string(String(repeating: "\n", count: count))
  }

  /// The number of blank lines that a value stands for; `nil` where it stands for none.
  package static func blankLines(in value: JSONValue?) -> Int? {
    switch value {
    case .integer(let count) where (0...1_000).contains(count): count
    case .string(let text) where text.utf8.allSatisfy { $0 == 0x0A }: text.utf8.count
    default: nil
    }
  }

  private static func write(_ value: JSONValue, depth: Int, to text: inout String) {
    switch value {
    case .array(let elements):
      list(elements, between: "[", and: "]", depth: depth, to: &text) { element, text in
        write(element, depth: depth + 1, to: &text)
      }
    case .object(let members):
      let sorted = members.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
      list(sorted, between: "{", and: "}", depth: depth, to: &text) { member, text in
        text += quoted(member.key) + ": "
        write(member.value, depth: depth + 1, to: &text)
      }
    case .string(let string): text += quoted(string)
    default: text += value.text
    }
  }

  private static func list<Element>(
    _ elements: [Element], between opening: String, and closing: String, depth: Int, to text: inout String,
    _ write: (Element, inout String) -> Void
  ) {
    text += opening
    for (index, element) in elements.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: depth + 1)
      write(element, &text)
    }
    if !elements.isEmpty { text += "\n" + String(repeating: " ", count: depth) }
    text += closing
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{8}": text += "\\b"
      case "\u{C}": text += "\\f"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
