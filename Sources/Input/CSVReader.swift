import Glibc

/// Reads the records of a CSV file (RFC 4180) one by one, without a copy of their fields.
///
/// Quoted fields may hold commas, line breaks and doubled quotes; lines end with LF or CRLF; blank lines are skipped;
/// the last line needs no end. Outside quotes, commas, quotes and line ends are found byte by byte, inside with
/// `memchr`. All records must have as many fields as the header. Blanks around the names of the header do not belong to
/// them; where there are some, those around the fields below, as in `a, b`, do not either. Row numbers of a table with tabs need
/// no name in the header.
package final class CSVReader: RowReader {
  /// The names of the columns.
  @exclusivity(unchecked) package private(set) var header: [String] = []
  /// How fields are set apart.
  @exclusivity(unchecked) package private(set) var dialect: CSVDialect
  @exclusivity(unchecked) private var index = 0
  @exclusivity(unchecked) private var rowCount = 0

  /// A reader that has read the header.
  ///
  /// - Throws: `InputError.empty` where there is no header, `InputError.malformed` for two columns of one name, and
  ///   what `next` throws.
  package init(_ window: ByteWindow) throws(InputError) {
    dialect = CSVDialect(of: window.bytes(0..<window.count))
    super.init(over: window)
    index = dialect.headerStart
    guard try next() else { throw .empty(path: window.path) }
    var header: [String] = []
    var seen = Set<String>()
    var isPadded = false
    for cell in cells {
      let field = unpadded(cell)
      isPadded = isPadded || field.end - field.start < cell.end - cell.start
      let name = field.text(in: window.base, isJSON: false) ?? ""
      if !name.isEmpty, !seen.insert(name).inserted {
        throw window.malformed(
          at: cell.rawRange.lowerBound, found: "a second column \(name)", expected: "distinct column names")
      }
      header.append(name)
    }
    if try hasRowNumbers(beside: header.count) { header.insert("", at: 0) }
    self.header = header
    dialect.isPadded = isPadded
  }

  /// Whether the first record begins with the number 1, for which the header has no name, as R's `write.table` writes it.
  ///
  /// With commas a field too many may as well be a number with one.
  private func hasRowNumbers(beside count: Int) throws(InputError) -> Bool {
    if dialect.separator != UInt8(ascii: "\t") { return false }
    let (first, last) = (start, index)
    defer { (start, index) = (first, last) }
    start = index
    guard try parse(), cells.count == count + 1 else { return false }
    return window.bytes(cells[0].start..<cells[0].end).elementsEqual("1".utf8)
  }

  /// A reader of records that stand behind a header which was read elsewhere.
  init(_ window: ByteWindow, header: [String], dialect: CSVDialect) {
    (self.header, self.dialect) = (header, dialect)
    super.init(over: window)
  }

  /// Reads the next record; `false` at the end of the file.
  ///
  /// - Throws: `InputError.malformed` for a record with another number of fields than the header, a quoted field that
  ///   does not end, a quote inside an unquoted field, text after a closing quote, a carriage return that ends no line,
  ///   or binary content; what `ByteSource` throws.
  package override func next() throws(InputError) -> Bool {
    start = index
    while true {
      guard try parse() else {
        try window.advance(keepingFrom: start)
        start = 0
        continue
      }
      if cells.isEmpty { return false }
      if cells.count == 1, header.count != 1, cells[0].kind == .missing {  // a blank line
        start = index
        continue
      }
      if !header.isEmpty, cells.count != header.count { throw ragged() }
      rowCount += 1
      if rowCount & 0xFFFF == 0 { try window.admit(rows: rowCount) }
      return true
    }
  }

  /// Finds the fields of the record at `start`; `false` if it may continue past the window.
  private func parse() throws(InputError) -> Bool {
    let base = window.base
    let count = window.count
    let isComplete = window.isComplete
    let limit = header.isEmpty ? Int.max : header.count
    let separator = dialect.separator
    let isPadded = dialect.isPadded
    var index = start
    if index == count {
      cells.removeAll(keepingCapacity: true)
      self.index = index
      return isComplete
    }
    // The cells of the record before are written over.
    var fieldCount = 0
    while true {
      let cell: Cell
      if isPadded { index = endOfBlanks(from: index) }
      if index < count, base[index] == 0x22 {
        guard let quoted = try quotedCell(at: index) else { return false }
        cell = quoted
        index = quoted.end + 1
        if isPadded { index = endOfBlanks(from: index) }
        if index < count, base[index] != separator, base[index] != 0x0A, base[index] != 0x0D {
          throw window.malformed(
            at: index, found: window.describe(at: index),
            expected: "\(dialect.separatorName) or the end of the line after the quote")
        }
      } else {
        let first = index
        index = endOfPlain(base, from: index, count: count, separator: separator)
        if index < count, base[index] == 0x22 {
          throw window.malformed(
            at: index, found: "\"", expected: "quotes around a whole field, doubled inside")
        }
        let plain = Cell(kind: first == index ? .missing : .plain, start: first, end: index)
        cell = isPadded ? unpadded(plain) : plain
      }
      if index == count, !isComplete { return false }
      if fieldCount < cells.count { cells[fieldCount] = cell } else { cells.append(cell) }
      fieldCount += 1
      if index == count { break }
      if base[index] == separator {
        if fieldCount > limit {
          cells.removeLast(cells.count - fieldCount)
          throw ragged()
        }
        index += 1
        continue
      }
      if base[index] == 0x0D {
        index += 1
        if index == count {
          if !isComplete { return false }
          break
        }
        if base[index] != 0x0A {
          throw window.malformed(at: index - 1, found: "a carriage return", expected: "a line feed after it")
        }
      }
      index += 1
      break
    }
    if fieldCount < cells.count { cells.removeLast(cells.count - fieldCount) }
    self.index = index
    return true
  }

  /// The quoted field that opens at `open`; `nil` if it may continue past the window.
  private func quotedCell(at open: Int) throws(InputError) -> Cell? {
    let base = window.base
    let count = window.count
    var index = open + 1
    var kind = Cell.Kind.quoted
    while let found = memchr(base + index, 0x22, count - index) {
      index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if index + 1 == count, !window.isComplete { return nil }
      if index + 1 == count || base[index + 1] != 0x22 { return Cell(kind: kind, start: open + 1, end: index) }
      kind = .escaped
      index += 2
    }
    if window.isComplete {
      throw window.malformed(
        at: open, found: "a quoted field that never ends", expected: "a closing quote before the end of the file")
    }
    return nil
  }

  /// Whether the byte at `index` is a blank and no separator.
  private func isBlank(_ index: Int) -> Bool {
    let byte = window.base[index]
    return (byte == 0x20 || byte == 0x09) && byte != dialect.separator
  }

  private func endOfBlanks(from start: Int) -> Int {
    var index = start
    while index < window.count, isBlank(index) { index += 1 }
    return index
  }

  /// A field without the blanks around it, unless it is quoted.
  private func unpadded(_ cell: Cell) -> Cell {
    guard cell.kind == .plain else { return cell }
    var (start, end) = (cell.start, cell.end)
    while start < end, isBlank(start) { start += 1 }
    while end > start, isBlank(end - 1) { end -= 1 }
    return Cell(kind: start == end ? .missing : .plain, start: start, end: end)
  }

  private func ragged() -> InputError {
    let surplus = cells.count > header.count
    let place = surplus ? cells[header.count].rawRange.lowerBound : cells[cells.count - 1].rawRange.upperBound
    let found = cells.count == 1 ? "1 field" : surplus ? "more fields" : "\(cells.count) fields"
    let expected = header.count == 1 ? "1 field, as in the first line" : "\(header.count) fields, as in the first line"
    return window.malformed(at: place, found: found, expected: expected)
  }
}

/// The place of the first separator, line end or quote from `index` on, looked for in eight bytes at a time; `count` where
/// there is none.
@inline(__always)
private func endOfPlain(_ base: UnsafeMutablePointer<UInt8>, from index: Int, count: Int, separator: UInt8) -> Int {
  func isEnd(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D || byte == 0x22 }
  let ones: UInt64 = 0x0101_0101_0101_0101
  var index = index
  while index + 8 <= count {
    let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
    let others = word ^ (ones &* UInt64(separator))
    // The highest bit of a byte is set where the byte may be an end: a separator, or at most a quote, as line ends are.
    var marks = ((word &- ones &* 0x23) & ~word | (others &- ones) & ~others) & (ones &* 0x80)
    while marks != 0 {
      let place = index + marks.trailingZeroBitCount >> 3
      if isEnd(base[place]) { return place }
      marks &= marks &- 1
    }
    index += 8
  }
  while index < count, !isEnd(base[index]) { index += 1 }
  return index
}
