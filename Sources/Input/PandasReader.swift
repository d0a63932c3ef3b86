import Mathematics

/// Steps through column-oriented JSON as pandas writes it, `{"COLUMN": {"ROW": value, …}, …}`, without holding it in
/// memory.
package final class PandasReader {
  /// The path of the file.
  package let path: String
  /// The scanner, which is before a value whenever `forEachRow` calls its body.
  package let scanner: JSONScanner
  /// The source from which texts of this file are read back.
  package let source: TextSource
  /// The row whose key was read already, for a series.
  private var pendingKey: String?
  private var keyOffset = 0

  /// A reader at the start of a file.
  ///
  /// - Throws: `InputError.empty`, and what `ByteSource` throws.
  package init(path: String, task: TaskContext) throws(InputError) {
    let bytes = try ByteSource(path: path, task: task)
    self.path = path
    scanner = JSONScanner(try ByteWindow(bytes), takesNaN: true)
    source = TextSource(path: path, encoding: .json, isCompressed: bytes.isCompressed)
    if try scanner.peek() == nil { throw .empty(path: path) }
  }

  /// The number of bytes read so far.
  package var size: Int { scanner.window.offset + scanner.window.count }

  /// The line at the scanner.
  package var line: Int { scanner.window.position(of: scanner.index).line }

  /// The error that the latest key, described by `found`, is unexpected.
  package func strangeKey(found: String, expected: String) -> InputError {
    scanner.window.malformed(at: max(0, keyOffset - scanner.window.offset), found: found, expected: expected)
  }

  /// Calls `body` for each column, which must step through the rows; a series is one column without a name.
  ///
  /// - Throws: `InputError.malformed`, and what `body` and `ByteSource` throw.
  package func forEachColumn(_ body: (_ name: String) throws(InputError) -> Void) throws(InputError) {
    try scanner.open(UInt8(ascii: "{"))
    var isFirst = true
    var names: Set<String> = []
    while let name = try key(isFirst: isFirst) {
      if !names.insert(name).inserted { throw secondKey(name) }
      if isFirst, try scanner.peek() != UInt8(ascii: "{") {
        pendingKey = name
        try body("")
        break
      }
      isFirst = false
      try body(name)
    }
    try scanner.end(expected: "nothing after the object")
  }

  /// Calls `body` for each row of the column, which must step over the value.
  ///
  /// - Throws: `InputError.malformed`, and what `body` and `ByteSource` throw.
  package func forEachRow(_ body: (_ key: String) throws(InputError) -> Void) throws(InputError) {
    var isFirst = true
    var names: Set<String> = []
    if let key = pendingKey {
      isFirst = false
      pendingKey = nil
      names.insert(key)
      try body(key)
    } else {
      try scanner.open(UInt8(ascii: "{"))
    }
    while let key = try key(isFirst: isFirst) {
      isFirst = false
      if !names.insert(key).inserted { throw secondKey(key) }
      try body(key)
    }
  }

  private func secondKey(_ name: String) -> InputError {
    strangeKey(found: "a second key \"\(name)\"", expected: "each key once")
  }

  private func key(isFirst: Bool) throws(InputError) -> String? {
    guard let cell = try scanner.nextKey(isFirst: isFirst) else { return nil }
    keyOffset = scanner.window.offset + cell.rawRange.lowerBound
    let key = try scanner.text(of: cell)
    try scanner.colon()
    return key
  }
}
