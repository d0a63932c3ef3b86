/// How a file of delimited text sets fields apart and writes fractions.
package struct CSVDialect: Equatable, Sendable {
  /// What stands between fields: a comma, a semicolon, a tab or a bar.
  package var separator = UInt8(ascii: ",")
  /// Whether fractions have a comma, as in `0,5`.
  package var hasDecimalComma = false
  /// Whether points set thousands apart, as in `1.234,5`; only where fractions have a comma.
  package var hasThousandsPoint = false
  /// Whether some fractions have a comma and others a point, so that nobody can tell what numbers mean.
  package var isMixed = false
  /// Whether blanks stand around fields without belonging to them, as those around the names in the header tell.
  package var isPadded = false
  /// The bytes before the header: those of the line `sep=;` by which Excel is told the separator.
  package var headerStart = 0

  /// Commas between fields and points in numbers (RFC 4180).
  package static let standard = CSVDialect()

  private init() {}

  /// The separator in words.
  var separatorName: String {
    switch separator {
    case UInt8(ascii: ";"): "a semicolon"
    case UInt8(ascii: "\t"): "a tab"
    case UInt8(ascii: "|"): "a bar"
    default: "a comma"
    }
  }

  /// The dialect of a text with this beginning; the standard one where another is not certain.
  ///
  /// Another separator is certain where commas do not give records of one width and it alone does, or where it alone
  /// stands in the header. A decimal comma is certain where a number with one can be no number with thousands set apart,
  /// and points, if there are any, set thousands apart, of which one number has to give proof: `1.234,5` or `1.234.567`.
  /// Only columns count of which at least half of the fields are numbers.
  package init(of bytes: UnsafeBufferPointer<UInt8>) {
    var sample = UnsafeBufferPointer(rebasing: bytes.prefix(1 << 16))
    let isWhole = sample.count == bytes.count
    if let (said, length) = Self.separatorLine(sample) {
      (separator, headerStart) = (said, length)
      sample = UnsafeBufferPointer(rebasing: sample[length...])
      if separator != UInt8(ascii: ",") { readNumbers(sample, isWhole: isWhole) }
      return
    }
    let byComma = Self.widths(sample, separator, isWhole: isWhole)
    if Self.isTable(byComma) {
      // Numbers with commas stand in quotes here; where others have points, they may be lists.
      if sample.contains(UInt8(ascii: "\"")) { readNumbers(sample, isWhole: isWhole) }
      isMixed = false
      return
    }
    let others = [UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    let widths = others.map { Self.widths(sample, $0, isWhole: isWhole) }
    var found = others.indices.filter { Self.isTable(widths[$0]) }
    if found.isEmpty, byComma.first == 1 { found = others.indices.filter { widths[$0].first ?? 0 > 1 } }
    guard found.count == 1 else { return }
    separator = others[found[0]]
    readNumbers(sample, isWhole: isWhole)
  }

  /// The separator that a first line `sep=;` says, and the length of that line.
  private static func separatorLine(_ sample: UnsafeBufferPointer<UInt8>) -> (separator: UInt8, length: Int)? {
    guard sample.count > 5, sample.starts(with: "sep=".utf8), [0x0A, 0x0D].contains(sample[5]),
      sample[4] > 0x20 && sample[4] < 0x7F || sample[4] == UInt8(ascii: "\t"), sample[4] != UInt8(ascii: "\"")
    else { return nil }
    return (sample[4], sample[5] == 0x0A ? 6 : sample.count > 6 && sample[6] == 0x0A ? 7 : 6)
  }

  private static func isTable(_ widths: [Int]) -> Bool {
    guard let first = widths.first, first > 1 else { return false }
    return widths.allSatisfy { $0 == first || $0 == 0 }
  }

  /// The number of fields of each record, 0 for a blank line; of the last one only where the sample holds all of it.
  private static func widths(_ sample: UnsafeBufferPointer<UInt8>, _ separator: UInt8, isWhole: Bool) -> [Int] {
    var widths: [Int] = []
    forEachRecord(sample, separator, isWhole: isWhole) { fields in
      widths.append(fields.count == 1 && fields[0].isEmpty ? 0 : fields.count)
    }
    return widths
  }

  /// How the numbers of a column are written, as far as they tell.
  private struct Numbers {
    var count = 0
    var otherCount = 0
    var isCertain = false
    var hasPoint = false
    var hasOtherPoint = false
    var provesThousands = false
  }

  /// Finds out how fractions are written.
  private mutating func readNumbers(_ sample: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    var columns: [Numbers] = []
    Self.forEachRecord(sample, separator, isWhole: isWhole, limit: .max, keepsCut: true) { fields in
      // The first record is the header.
      if columns.isEmpty, fields.count > 1 { return columns = Array(repeating: Numbers(), count: fields.count) }
      for (column, range) in fields.enumerated() where columns.indices.contains(column) {
        Self.look(at: Self.number(UnsafeBufferPointer(rebasing: sample[range])), &columns[column])
      }
    }
    columns.removeAll { $0.count < $0.otherCount }
    let isCertain = columns.contains(where: \.isCertain)
    let provesThousands = columns.contains(where: \.provesThousands)
    let hasOtherPoint = columns.contains(where: \.hasOtherPoint)
    let hasPoint = columns.contains(where: \.hasPoint)
    isMixed = (isCertain || provesThousands) && (hasOtherPoint || hasPoint && !provesThousands)
    hasDecimalComma = (isCertain || provesThousands) && !isMixed
    hasThousandsPoint = hasDecimalComma && provesThousands
  }

  private static func look(at field: UnsafeBufferPointer<UInt8>, _ numbers: inout Numbers) {
    if let number = GroupedNumber(field) {
      numbers.hasPoint = true
      numbers.provesThousands = numbers.provesThousands || number.isProof
    } else if let comma = decimalComma(in: field) {
      numbers.isCertain = numbers.isCertain || !mayBeGroup(field, comma)
    } else if NumberParser.parse(field) == nil {
      if !MissingNumber.isMissing(field) { numbers.otherCount += 1 }
      return
    } else if field.contains(UInt8(ascii: ".")) {
      (numbers.hasPoint, numbers.hasOtherPoint) = (true, true)
    }
    numbers.count += 1
  }

  /// Whether the comma of a number may set thousands apart.
  private static func mayBeGroup(_ field: UnsafeBufferPointer<UInt8>, _ comma: Int) -> Bool {
    let whole = field[..<comma].filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "+") }
    let decimals = field[(comma + 1)...].prefix { $0 &- 0x30 < 10 }.count
    return decimals == 3 && (1...3).contains(whole.count) && whole.first != UInt8(ascii: "0")
  }

  /// A field without the blanks and quotes around it and without the sign of a percentage.
  private static func number(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var field = unpadded(field)
    let quote = UInt8(ascii: "\"")
    if field.count > 1, field.first == quote, field.last == quote {
      field = unpadded(UnsafeBufferPointer(rebasing: field.dropFirst().dropLast()))
    }
    return withoutPercent(field)
  }

  /// A number without the sign of a percentage.
  static func withoutPercent(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    field.last == UInt8(ascii: "%") ? UnsafeBufferPointer(rebasing: field.dropLast()) : field
  }

  private static func unpadded(_ field: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let end = (field.lastIndex { $0 != 0x20 } ?? -1) + 1
    return UnsafeBufferPointer(rebasing: field[(field[..<end].firstIndex { $0 != 0x20 } ?? end)..<end])
  }

  /// Where the comma of a number such as `-0,5` or `1,5e-3` stands; `nil` where the field is none.
  static func decimalComma(in field: UnsafeBufferPointer<UInt8>) -> Int? {
    guard field.count < 40, let comma = field.firstIndex(of: UInt8(ascii: ",")), comma + 1 < field.count,
      field[comma + 1] &- 0x30 < 10
    else { return nil }
    var isNumber = true
    for (index, byte) in field.enumerated() where index != comma {
      let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      isNumber =
        isNumber && (byte &- 0x30 < 10 || isSign && index == 0 || index > comma && (isSign || byte | 0x20 == 0x65))
    }
    return isNumber ? comma : nil
  }

  /// What is expected where a field of that column is no number: where it has a comma, how to write it.
  func expectation(ofNumberIn column: String, found field: UnsafeBufferPointer<UInt8>) -> String {
    let expected = "a number in column \(column)"
    let number = Self.withoutPercent(field)
    guard !hasDecimalComma, let comma = Self.decimalComma(in: number) else { return expected }
    let text = String(decoding: field, as: UTF8.self)
    return expected + " without a comma: the beginning of the file does not tell what commas in numbers mean; write "
      + (Self.mayBeGroup(number, comma) ? text.replacing(",", with: "") + " or " : "") + text.replacing(",", with: ".")
  }

  /// Calls `body` with the fields of each of the first records, where quotes are outside.
  private static func forEachRecord(
    _ sample: UnsafeBufferPointer<UInt8>, _ separator: UInt8, isWhole: Bool, limit: Int = 100,
    keepsCut: Bool = false, _ body: ([Range<Int>]) -> Void
  ) {
    var fields: [Range<Int>] = []
    var start = 0
    var isQuoted = false
    var recordCount = 0
    for index in sample.indices {
      let byte = sample[index]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted || byte != separator && byte != UInt8(ascii: "\n") { continue }
      let isEnd = byte == UInt8(ascii: "\n")
      let end = isEnd && index > start && sample[index - 1] == UInt8(ascii: "\r") ? index - 1 : index
      fields.append(start..<end)
      start = index + 1
      if !isEnd { continue }
      body(fields)
      fields.removeAll(keepingCapacity: true)
      recordCount += 1
      if recordCount == limit { return }
    }
    if isWhole, start < sample.count || !fields.isEmpty { body(fields + [start..<sample.count]) }
    // Of a record that goes on, the last field may.
    if !isWhole, keepsCut, !fields.isEmpty { body(fields) }
  }
}
