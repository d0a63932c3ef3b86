import Mathematics

/// Reads the records of a JSON document one by one and picks values from each: the lines of a JSON Lines file, the
/// elements of a list, the members of an object, wherever in the document that is.
package final class JSONRecordReader {
  /// Where the records stand.
  package enum Place: Sendable, Equatable {
    /// One value after the other, or the elements of one list.
    case sequence
    /// The elements of the list at a path.
    case list(String)
    /// The members of the object that the document is.
    case members
    /// The document itself.
    case document
  }

  /// The part of the text that is in memory.
  package let window: ByteWindow
  /// What was picked from the current record.
  package let record: JSONPicker
  /// What was picked from the document around the records, so far.
  package let header: JSONPicker
  /// The key of the current record, where records are members of an object. Valid until the next one.
  package var key: UnsafeBufferPointer<UInt8> { record.kept }
  private let scanner: JSONScanner
  private let place: Place

  /// A reader before the first record.
  ///
  /// - Parameters:
  ///   - paths: what is picked from each record.
  ///   - texts: those of them that are known by their place only.
  ///   - headerPaths: what is picked from the document around a list.
  package init(
    _ window: ByteWindow, at place: Place, paths: [String], texts: Set<Int> = [], headerPaths: [String] = []
  ) {
    self.window = window
    self.place = place
    scanner = JSONScanner(window, takesNaN: true)
    record = JSONPicker(scanner, paths: paths, texts: texts)
    if case .list(let path) = place {
      header = JSONPicker(scanner, paths: headerPaths, records: path)
    } else {
      header = JSONPicker(scanner, paths: headerPaths)
    }
  }

  /// How many bytes have been read; all, once the last record was.
  package var size: Int { window.offset + window.count }
  /// The share of the file that has been read, for estimates of its number of records; `nil` where that is unknown.
  package var shareRead: Double? {
    guard let size = window.fileSize, size > 0 else { return nil }
    return Double(window.offset + scanner.index) / Double(size)
  }
  /// The line at which the current record ends.
  package var line: Int { window.position(of: scanner.index).line }

  /// Calls `body` with each record, whose values are there until it returns.
  ///
  /// - Throws: `InputError.malformed`, and what `body` and `ByteSource` throw.
  package func forEach(_ body: () throws(InputError) -> Void) throws(InputError) {
    switch place {
    case .sequence:
      if try scanner.peek() == UInt8(ascii: "[") {
        try elements(body)
        try scanner.end(expected: "nothing after the list")
      } else {
        while try scanner.peek() != nil { try one(body) }
      }
    case .document: try one(body)
    case .members: try members(body)
    case .list:
      try header.pick { () throws(InputError) in try elements(body) }
    }
    if place != .sequence { try scanner.end(expected: "nothing after the value") }
  }

  /// Steps over records up to the first one for which `body` holds; the reader is of no use afterwards.
  ///
  /// - Returns: whether there is one.
  /// - Throws: as `forEach`.
  package func first(where body: () throws(InputError) -> Bool) throws(InputError) -> Bool {
    var isFound = false
    do throws(InputError) {
      try forEach { () throws(InputError) in
        isFound = try body()
        // The only way out of the document around the records.
        if isFound { throw .cancelled }
      }
    } catch {
      if !isFound { throw error }
    }
    return isFound
  }

  /// Picks from the document alone, stepping over the records.
  ///
  /// - Throws: what the scanner throws.
  package func readHeader() throws(InputError) {
    try header.pick { () throws(InputError) in _ = try self.scanner.value() }
  }

  private func elements(_ body: () throws(InputError) -> Void) throws(InputError) {
    try scanner.open(UInt8(ascii: "["))
    var isFirst = true
    while try scanner.nextElement(isFirst: isFirst) {
      isFirst = false
      try one(body)
    }
  }

  private func members(_ body: () throws(InputError) -> Void) throws(InputError) {
    try scanner.open(UInt8(ascii: "{"))
    var isFirst = true
    while let cell = try scanner.nextKey(isFirst: isFirst) {
      isFirst = false
      record.clear()
      record.keep(cell)
      try scanner.colon()
      try picked(body)
    }
  }

  private func one(_ body: () throws(InputError) -> Void) throws(InputError) {
    record.clear()
    try picked(body)
  }

  private func picked(_ body: () throws(InputError) -> Void) throws(InputError) {
    guard try scanner.peek() == UInt8(ascii: "{") else { throw scanner.malformed(expected: "an object") }
    try record.pick()
    try body()
  }
}
