/// A list of numbers written as text: `[-0.1, -2.5]`, `-0.1;-2.5`, `-0.1 -2.5`.
package enum NumberList {
  /// The numbers that `text` lists between brackets, commas, semicolons, bars and blanks; `nil` where something else
  /// stands among them, where one is not finite, or where there is none.
  package static func parse(_ text: some StringProtocol) -> [Double]? {
    var numbers: [Double] = []
    for part in text.utf8.split(whereSeparator: { separators.contains($0) }) {
      let number = Array(part).withUnsafeBufferPointer { NumberParser.parse($0) }
      guard let number, number.isFinite else { return nil }
      numbers.append(number)
    }
    return numbers.isEmpty ? nil : numbers
  }

  private static let separators = Set("[](),;| \t\r\n".utf8)
}
