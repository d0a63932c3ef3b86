import Glibc

/// Reads the objects of a JSON Lines file, or of one JSON list, one by one, without a copy of their values.
///
/// Keys become columns in the order in which they first appear; a row lacks the columns whose keys its object lacks.
/// Blank lines are skipped.
package final class JSONLinesReader: RowReader {
  /// Which lists of numbers are flattened into one column per number.
  package enum Flattening: Sendable {
    /// Those of keys that begin with `x_`.
    case features
    /// Those of all keys.
    case all
  }

  /// What objects seen so far tell of those to come.
  package struct Keys: Sendable {
    fileprivate let flattening: Flattening
    fileprivate let columns: StringIndex
    fileprivate let keys: StringIndex
    fileprivate let columnOfKey: [Int]
    fileprivate let flattened: [Int: [Int]]
  }

  @exclusivity(unchecked) private var columns = StringIndex()
  @exclusivity(unchecked) private var keys = StringIndex()
  /// The column of each key; -1 where all its values were flattened so far.
  @exclusivity(unchecked) private var columnOfKey: [Int] = []
  /// The latest row that has each key.
  @exclusivity(unchecked) private var rowOfKey: [Int] = []
  /// The columns into which a key's lists are flattened.
  @exclusivity(unchecked) private var flattened: [Int: [Int]] = [:]
  private let flattening: Flattening
  @exclusivity(unchecked) private var rowCount = 0
  private let scanner: JSONScanner
  private let isList: Bool
  @exclusivity(unchecked) private var isBeforeList: Bool
  @exclusivity(unchecked) private var isAfterList = false

  /// A reader before the first object.
  package init(_ window: ByteWindow, flattening: Flattening = .features) {
    self.flattening = flattening
    isList = window.firstByte == UInt8(ascii: "[")
    isBeforeList = isList
    scanner = JSONScanner(window, isLines: !isList, takesNaN: true)
    super.init(over: window)
  }

  /// A reader of lines whose columns begin with those of other lines of the file.
  init(_ window: ByteWindow, after known: Keys) {
    flattening = known.flattening
    (isList, isBeforeList) = (false, false)
    scanner = JSONScanner(window, isLines: true, takesNaN: true)
    super.init(over: window)
    (columns, keys, columnOfKey, flattened) = (known.columns, known.keys, known.columnOfKey, known.flattened)
    rowOfKey = [Int](repeating: -1, count: columnOfKey.count)
    cells = [Cell](repeating: .missing, count: columns.count)
  }

  /// What the objects so far tell of those to come; `nil` where they are the elements of a list.
  var known: Keys? {
    if isList { return nil }
    return Keys(
      flattening: flattening, columns: columns, keys: keys, columnOfKey: columnOfKey, flattened: flattened)
  }

  /// The names of the columns seen so far.
  package var header: StringColumn { columns.strings }

  /// Reads the next object; `false` at the end of the file.
  ///
  /// - Throws: `InputError.malformed` for a line that is not a JSON object with distinct keys; what `ByteSource` throws.
  package override func next() throws(InputError) -> Bool {
    guard try isList ? nextElement() : nextLine() else { return false }
    start = scanner.index
    for column in cells.indices { cells[column] = .missing }
    try scanner.open(UInt8(ascii: "{"))
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: isFirst) {
      isFirst = false
      let place = key.start
      let key = number(of: key)
      if rowOfKey[key] == rowCount { throw scanner.secondKey(keys.strings[key], at: place - 1) }
      rowOfKey[key] = rowCount
      try scanner.colon()
      if let value = try value(of: key) { cells[column(of: key)] = value }
    }
    if !isList { try scanner.end(expected: "the end of the line after the object") }
    rowCount += 1
    if rowCount & 0xFFFF == 0 { try window.admit(rows: rowCount) }
    // A table has room for each key in each row: that must be in proportion to the file.
    if cells.count * rowCount > 2_000_000 + 16 * (window.offset + scanner.index) {
      throw window.malformed(
        at: start, found: "\(cells.count) different keys in \(rowCount) rows", expected: "rows that share their keys")
    }
    return true
  }

  /// Steps to the next line that is not blank, or to the end of the file, `false`.
  private func nextLine() throws(InputError) -> Bool {
    while true {
      try holdLine()
      if try scanner.peek() != nil { return true }
      if scanner.index == window.count { return false }
      scanner.index += 1  // the line feed of a blank line
    }
  }

  /// Steps to the next element of the list, or over its end, `false`.
  private func nextElement() throws(InputError) -> Bool {
    if isAfterList { return false }
    let isFirst = isBeforeList
    if isFirst { try scanner.open(UInt8(ascii: "[")) }
    isBeforeList = false
    guard try scanner.nextElement(isFirst: isFirst) else {
      try scanner.end(expected: "nothing after the list")
      isAfterList = true
      return false
    }
    if try scanner.peek() == UInt8(ascii: "{") { try holdObject() }
    return true
  }

  /// Makes sure that the whole object at the scanner is in the window.
  private func holdObject() throws(InputError) {
    var place = scanner.index
    var depth = 0
    var isText = false
    while true {
      while place < window.count {
        let byte = window.base[place]
        place += 1
        if byte == UInt8(ascii: "\"") {
          isText.toggle()
        } else if isText {
          // What follows a backslash ends no text.
          if byte == UInt8(ascii: "\\") { place += 1 }
        } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          depth += 1
        } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
          depth -= 1
          if depth == 0 { return }
        }
      }
      if window.isComplete { return }
      place -= scanner.index
      try window.advance(keepingFrom: scanner.index)
      scanner.index = 0
    }
  }

  /// Makes sure that the whole line at the scanner is in the window.
  private func holdLine() throws(InputError) {
    var searched = 0
    while true {
      let from = scanner.index + searched
      if memchr(window.base + from, 0x0A, window.count - from) != nil || window.isComplete { return }
      searched = window.count - scanner.index
      try window.advance(keepingFrom: scanner.index)
      scanner.index = 0
    }
  }

  /// The value of a key; `nil` for a list of numbers that was flattened.
  private func value(of key: Int) throws(InputError) -> Cell? {
    guard try scanner.peek() == UInt8(ascii: "["), let prefix = prefix(of: key) else { return try scanner.value() }
    let list = try scanner.value()
    let numbers = try elements(of: list)
    if let other = numbers.first(where: { !isNumber($0) }) {
      if flattening == .all { return list }
      let place = other.rawRange.lowerBound
      throw window.malformed(at: place, found: window.describe(at: place), expected: "a number")
    }
    var places = flattened[key] ?? []
    for (index, number) in numbers.enumerated() {
      if index == places.count { places.append(room(for: columns.insert("\(prefix)_\(index)"))) }
      cells[places[index]] = number
    }
    flattened[key] = places
    return nil
  }

  private func elements(of list: Cell) throws(InputError) -> [Cell] {
    let inner = JSONScanner(window, index: list.start, isLines: !isList, takesNaN: true)
    try inner.open(UInt8(ascii: "["))
    var elements: [Cell] = []
    while try inner.nextElement(isFirst: elements.isEmpty) { elements.append(try inner.value()) }
    return elements
  }

  private func isNumber(_ cell: Cell) -> Bool {
    cell.kind == .missing || cell.kind == .plain && NumberParser.parse(window.bytes(cell.start..<cell.end)) != nil
  }

  /// The column prefix for the numbers of a key's lists; `nil` where they are not flattened.
  private func prefix(of key: Int) -> String? {
    let name = keys.strings[key]
    if name.hasPrefix("x_") { return name }
    return flattening == .all ? "x_" + name : nil
  }

  private func number(of key: Cell) -> Int {
    let number =
      key.kind == .escaped
      ? keys.insert(key.text(in: window.base, isJSON: true) ?? "") : keys.insert(window.bytes(key.start..<key.end))
    while columnOfKey.count <= number {
      columnOfKey.append(-1)
      rowOfKey.append(-1)
    }
    return number
  }

  private func column(of key: Int) -> Int {
    if columnOfKey[key] < 0 { columnOfKey[key] = room(for: columns.insert(keys.strings[key])) }
    return columnOfKey[key]
  }

  private func room(for column: Int) -> Int {
    while cells.count <= column { cells.append(.missing) }
    return column
  }
}
