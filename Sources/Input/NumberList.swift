/// A list of numbers written as text: `[-0.1, -2.5]`, `-0.1;-2.5`, `-0.1 -2.5`.
package enum NumberList {
  /// The numbers in `text`, separated by brackets, commas, semicolons, bars and blanks; `nil` if it contains anything
  /// else, a number that is not finite, or no number.
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
