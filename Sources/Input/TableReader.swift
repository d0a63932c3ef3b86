import Mathematics

/// Rows of named values from a CSV file, JSON Lines or a JSON list of objects, read by the same code from here on.
package final class TableReader {
  private enum Rows {
    case csv(CSVReader)
    case lines(JSONLinesReader)
  }

  /// The part of the file in memory.
  package let window: ByteWindow
  /// The names of the columns; a JSON Lines file may add some at any row.
  @exclusivity(unchecked) package private(set) var columns: [String]
  /// The source from which texts of this file are read back.
  package let source: TextSource
  private let rows: Rows
  private let row: RowReader
  private let isJSON: Bool
  private let dialect: CSVDialect
  @exclusivity(unchecked) private var room: UnsafeMutableBufferPointer<UInt8>
  @exclusivity(unchecked) private var roomUsed = 0
  @exclusivity(unchecked) private var spentRooms: [UnsafeMutableBufferPointer<UInt8>] = []

  /// A reader before the first row.
  ///
  /// - Throws: `InputError.empty` where there is no header; what `ByteSource` and `CSVReader` throw.
  package convenience init(
    path: String, task: TaskContext = .unobserved, flattening: JSONLinesReader.Flattening = .features
  ) throws(InputError) {
    let bytes = try ByteSource(path: path, task: task)
    try self.init(window: ByteWindow(bytes), isCompressed: bytes.isCompressed, flattening: flattening)
  }

  /// A reader before the first row of a text.
  ///
  /// - Throws: as for a file.
  package init(
    window: ByteWindow, isCompressed: Bool = false, flattening: JSONLinesReader.Flattening = .features
  ) throws(InputError) {
    self.window = window
    isJSON = window.beginsWithObjects
    source = TextSource(path: window.path, encoding: isJSON ? .json : .csv, isCompressed: isCompressed)
    room = .allocate(capacity: 4096)
    if isJSON {
      let reader = JSONLinesReader(window, flattening: flattening)
      rows = .lines(reader)
      row = reader
      columns = []
      dialect = .standard
    } else {
      let reader = try CSVReader(window)
      rows = .csv(reader)
      row = reader
      columns = reader.header
      dialect = reader.dialect
    }
  }

  /// A reader of rows of a part of a file.
  ///
  /// - Parameters:
  ///   - layout: what is known from the parts before; `nil` for the first part.
  ///   - source: the source of the file.
  /// - Throws: as for a text.
  package convenience init(window: ByteWindow, layout: TableLayout?, source: TextSource) throws(InputError) {
    if let layout {
      self.init(window: window, following: layout, source: source)
    } else {
      try self.init(window: window)
    }
  }

  private init(window: ByteWindow, following layout: TableLayout, source: TextSource) {
    self.window = window
    self.source = source
    room = .allocate(capacity: 4096)
    switch layout {
    case .csv(let header, let dialect):
      let reader = CSVReader(window, header: header, dialect: dialect)
      rows = .csv(reader)
      row = reader
      (isJSON, columns, self.dialect) = (false, header, dialect)
    case .lines(let keys):
      let reader = JSONLinesReader(window, after: keys)
      rows = .lines(reader)
      row = reader
      (isJSON, columns, dialect) = (true, Array(reader.header), .standard)
    }
  }

  deinit {
    room.deallocate()
    for spent in spentRooms { spent.deallocate() }
  }

  /// The values of the current row, by column; valid until the next one is read.
  package var cells: [Cell] { row.cells }

  /// What is known so far of rows to come; `nil` where the text cannot be cut between rows.
  package var layout: TableLayout? {
    switch rows {
    case .csv(let reader): .csv(header: reader.header, reader.dialect)
    case .lines(let reader): reader.known.map(TableLayout.lines)
    }
  }

  /// The file in parts, if it is large and can be cut.
  ///
  /// - Throws: what `ByteSource` throws.
  package func parts(task: TaskContext) throws(InputError) -> FileParts? {
    guard window.isWorthCutting, let layout else { return nil }
    return try FileParts(path: window.path, cut: layout.cut, task: task)
  }

  /// Reads the next row; `false` at the end of the file.
  ///
  /// - Throws: `InputError.malformed`; what `ByteSource` throws.
  package func next() throws(InputError) -> Bool {
    roomUsed = 0
    while !spentRooms.isEmpty { spentRooms.removeLast().deallocate() }
    guard try row.next() else { return false }
    if isJSON, case .lines(let reader) = rows, reader.header.count > columns.count {
      columns += reader.header[columns.count...]
    }
    return true
  }

  /// Whether rows to come may bring further columns.
  package var mayGrow: Bool { isJSON }

  /// The number of the column of that name.
  package func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

  /// The bytes of a value, unescaped; `nil` where it is missing. Valid until the next row is read.
  package func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    let cell = row.cells[column]
    let content = window.bytes(cell.start..<cell.end)
    if cell.kind == .missing { return nil }
    guard cell.kind == .escaped else { return content }
    if room.count - roomUsed < content.count { makeRoom(for: content.count) }
    let free = UnsafeMutableBufferPointer(rebasing: room[roomUsed...])
    let count = unescape(content, isJSON: isJSON, into: free)
    roomUsed += count
    return UnsafeBufferPointer(rebasing: free[..<count])
  }

  /// The bytes of a value that may be a number, a decimal comma replaced by a point and points between thousands left
  /// out; `nil` where it is missing.
  package func numericBytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard let bytes = bytes(column) else { return nil }
    guard dialect.hasDecimalComma, !bytes.isEmpty else { return bytes }
    let grouped = GroupedNumber(bytes).flatMap { dialect.hasThousandsPoint || $0.isProof ? $0 : nil }
    let comma = grouped == nil ? CSVDialect.decimalComma(in: CSVDialect.withoutPercent(bytes)) : nil
    if grouped == nil, comma == nil { return bytes }
    if room.count - roomUsed < bytes.count { makeRoom(for: bytes.count) }
    let copy = UnsafeMutableBufferPointer(rebasing: room[roomUsed..<roomUsed + bytes.count])
    var count = bytes.count
    if let grouped {
      count = grouped.write(bytes, into: copy)
    } else if let comma {
      _ = copy.update(from: bytes)
      copy[comma] = UInt8(ascii: ".")
    }
    roomUsed += bytes.count
    return UnsafeBufferPointer(rebasing: copy[..<count])
  }

  /// Whether a number is written as other numbers of the file say that none is: with a point for a comma, or the other way
  /// round.
  private func isAmbiguous(_ column: Int) -> Bool {
    guard let bytes = bytes(column).map(CSVDialect.withoutPercent) else { return false }
    if dialect.isMixed { return CSVDialect.decimalComma(in: bytes) != nil || GroupedNumber(bytes) != nil }
    guard dialect.hasDecimalComma, bytes.contains(UInt8(ascii: ".")) else { return false }
    return GroupedNumber(bytes).map { !$0.isProof && !dialect.hasThousandsPoint } ?? (NumberParser.parse(bytes) != nil)
  }

  /// The value as text; `nil` where it is missing.
  package func text(_ column: Int) -> String? { row.cells[column].text(in: window.base, isJSON: isJSON) }

  /// The value as text, a decimal comma replaced by a point; `nil` where it is missing.
  package func numericText(_ column: Int) -> String? {
    dialect.hasDecimalComma ? numericBytes(column).map { String(decoding: $0, as: UTF8.self) } : text(column)
  }

  /// A hash of the value as text; `nil` where it is missing.
  package func textHash(_ column: Int) -> UInt64? { row.cells[column].textHash(in: window.base, isJSON: isJSON) }

  /// The place of the value in the file, including its quotes; `nil` where it is missing.
  package func place(_ column: Int) -> (offset: Int, length: Int)? {
    let cell = row.cells[column]
    if cell.kind == .missing { return nil }
    return (window.offset + cell.rawRange.lowerBound, cell.rawRange.count)
  }

  /// The number in a column, NaN where it is missing, which a word such as `NA` may say.
  ///
  /// - Parameter admitsNaN: whether a number may be said to be missing by `nan`.
  /// - Throws: `InputError.malformed` for text that is not a number, `InputError.invalidNumber` for a number outside
  ///   `range`.
  package func number(
    _ column: Int, in range: NumberRange, clip: Bool = false, admitsNaN: Bool = false,
    words: (UnsafeBufferPointer<UInt8>) -> Double? = NumberParser.truth
  ) throws(InputError) -> Double {
    guard let bytes = numericBytes(column) else { return .nan }
    if dialect.isMixed || dialect.hasDecimalComma, isAmbiguous(column) {
      throw window.malformed(
        at: cells[column].rawRange.lowerBound, found: text(column) ?? "",
        expected: "a number in column \(columns[column]) that is written as all others are: some of the file have a "
          + "comma before their fraction and some a point; write all with a point and without marks between thousands")
    }
    guard let number = NumberParser.parse(bytes) ?? words(bytes) else {
      if MissingNumber.isMissing(bytes) {
        if !MissingNumber.isBlank(bytes) { window.noteMissingWord() }
        return .nan
      }
      throw window.malformed(
        at: cells[column].rawRange.lowerBound, found: text(column) ?? "",
        expected: dialect.expectation(ofNumberIn: columns[column], found: bytes))
    }
    if admitsNaN, number.isNaN { return .nan }
    guard let admitted = window.admitted(number, in: range, clip: clip) else {
      throw .invalidNumber(
        path: window.path, line: line(of: column), column: columns[column], found: text(column) ?? "",
        allowed: range.words)
    }
    return admitted
  }

  /// The bytes of a required column.
  ///
  /// - Throws: `InputError.malformed` where it is missing.
  package func required(_ column: Int) throws(InputError) -> UnsafeBufferPointer<UInt8> {
    if let bytes = bytes(column), !bytes.isEmpty { return bytes }
    let start: Int
    if isJSON { start = row.start } else { start = row.cells[column].start }
    throw window.malformed(at: start, found: "no \(columns[column])", expected: "a value in column \(columns[column])")
  }

  /// Whether a value is an object or a list of JSON.
  package func isContainer(_ column: Int) -> Bool {
    guard isJSON, case let cell = row.cells[column], cell.kind == .plain, cell.start < cell.end else { return false }
    return window.base[cell.start] == UInt8(ascii: "{") || window.base[cell.start] == UInt8(ascii: "[")
  }

  /// The line in which the value of a column begins.
  package func line(of column: Int) -> Int { window.position(of: row.cells[column].start).line }

  /// The share of the file read so far, for estimating its number of rows; `nil` if unknown.
  package var shareRead: Double? {
    // Missing values have no place.
    guard let size = window.fileSize, size > 0, let end = cells.map(\.end).max() else { return nil }
    return Double(window.offset + end) / Double(size)
  }

  private func makeRoom(for count: Int) {
    // Values unescaped earlier in this row are still in use, so the old buffer is kept.
    spentRooms.append(room)
    room = .allocate(capacity: max(count, room.count * 2))
    roomUsed = 0
  }
}

extension ByteWindow {
  /// The place of the first byte that is no blank; the end where there is none.
  private var firstPlace: Int {
    var index = 0
    while index < count, base[index] == 0x20 || base[index] == 0x0A || base[index] == 0x0D || base[index] == 0x09 {
      index += 1
    }
    return index
  }

  /// The first byte that is no blank.
  package var firstByte: UInt8? { firstPlace < count ? base[firstPlace] : nil }

  /// Whether the text begins with an object, or with a list of objects.
  package var beginsWithObjects: Bool {
    if firstByte == UInt8(ascii: "[") {
      var index = firstPlace + 1
      while index < count, base[index] <= 0x20 { index += 1 }
      return index < count && base[index] == UInt8(ascii: "{")
    }
    return firstByte == UInt8(ascii: "{")
  }
}
