import Glibc

/// Picks the values at given paths out of JSON values that a scanner steps over, however large the rest of them is.
///
/// Paths are those of `JSONPathTree`. Short values are copied, so that they outlive the window; texts that may be
/// long are known by their place.
package final class JSONPicker {
  /// A value that was found.
  package struct Value: Sendable {
    /// What stands there.
    package enum Kind: Sendable { case text, scalar, container, null }

    /// What stands there.
    package let kind: Kind
    /// Which member (or element) of a `*` it belongs to; -1 outside of one.
    package let entry: Int
    /// Where the value stands in the file, with its quotes.
    package let place: (offset: Int, length: Int)
    fileprivate let start: Int
    fileprivate let count: Int
  }

  private let scanner: JSONScanner
  private let tree: JSONPathTree
  /// The first and the last value of each path; -1 where there is none.
  private let chains: FlatTable<(first: Int, last: Int)>
  private let values = FlatTable<(value: Value, next: Int)>([])
  private let keys = FlatTable<(start: Int, count: Int)>([])
  private let room = FlatTable<UInt8>([])
  /// The number of the object that had each step as a member last.
  private let objects: FlatTable<Int>
  @exclusivity(unchecked) private var objectCount = 0
  @exclusivity(unchecked) private var keptCount = 0

  /// A picker of `paths` from what `scanner` steps over.
  ///
  /// - Parameters:
  ///   - texts: those of them that are known by their place only.
  ///   - records: the path of a list or an object that is not picked, but handed on as it comes.
  package init(_ scanner: JSONScanner, paths: [String], texts: Set<Int> = [], records: String? = nil) {
    self.scanner = scanner
    tree = JSONPathTree(paths, texts: texts, records: records)
    chains = FlatTable(paths.map { _ in (-1, -1) })
    objects = FlatTable([Int](repeating: 0, count: tree.steps.count))
  }

  /// Forgets what was found.
  package func clear() {
    for slot in 0..<chains.count { chains[slot] = (-1, -1) }
    values.count = 0
    keys.count = 0
    room.count = 0
    keptCount = 0
  }

  /// Keeps the content of a cell that stands outside of what is picked, until `clear`; to be called right after it.
  package func keep(_ cell: Cell) {
    copy(cell)
    keptCount = room.count
  }

  /// What was kept, unescaped. Valid until `clear`.
  package var kept: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: room.base, count: keptCount) }

  /// Steps over the value at the scanner and notes what stands at the paths.
  ///
  /// - Parameter records: called where the records begin, which it must step over.
  /// - Throws: what the scanner throws.
  package func pick(records: () throws(InputError) -> Void = {}) throws(InputError) {
    try walk(0, entry: -1, records)
  }

  /// Whether there is a value at the path of that number.
  @inline(__always) package func holds(_ slot: Int) -> Bool { chains[slot].first >= 0 }

  /// The first value at the path of that number.
  package func first(_ slot: Int) -> Value? {
    let place = chains[slot].first
    return place < 0 ? nil : values[place].value
  }

  /// The only value at the path of that number, if it is the only one and belongs to no `*`.
  package func only(_ slot: Int) -> Value? {
    let (first, last) = chains[slot]
    return first >= 0 && first == last && values[first].value.entry < 0 ? values[first].value : nil
  }

  /// All values at the path of that number.
  package func all(_ slot: Int) -> [Value] {
    var found: [Value] = []
    var place = chains[slot].first
    while place >= 0 {
      found.append(values[place].value)
      place = values[place].next
    }
    return found
  }

  /// The content of a value, unescaped; `nil` for lists, objects and null. Valid until `clear`.
  package func bytes(_ value: Value) -> UnsafeBufferPointer<UInt8>? {
    value.kind == .container || value.kind == .null
      ? nil : UnsafeBufferPointer(start: room.base + value.start, count: value.count)
  }

  /// The key that an entry has in its object; empty for an element of a list. Valid until `clear`.
  package func key(ofEntry entry: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: room.base + keys[entry].start, count: keys[entry].count)
  }

  private func walk(
    _ number: Int, entry: Int, _ records: () throws(InputError) -> Void
  ) throws(InputError) {
    let step = tree.steps[number]
    if step.holdsRecords { return try records() }
    guard let byte = try scanner.peek() else { throw scanner.malformed(expected: "a value") }
    let start = scanner.window.offset + scanner.index
    if byte == UInt8(ascii: "{"), !step.isLeaf {
      try scanner.open(byte)
      objectCount += 1
      let object = objectCount
      var isFirst = true
      var others: Set<[UInt8]> = []
      while let cell = try scanner.nextKey(isFirst: isFirst) {
        isFirst = false
        try member(cell, of: step, object, others: &others, entry: entry, records)
      }
    } else if byte == UInt8(ascii: "["), step.every >= 0 || !step.elements.isEmpty {
      try scanner.open(byte)
      var index = 0
      while try scanner.nextElement(isFirst: index == 0) {
        if let inner = step.elements.first(where: { tree.elements[$0].index == index }) {
          try walk(tree.elements[inner].step, entry: entry, records)
        } else if step.every >= 0 {
          keys.append((room.count, 0))
          try walk(step.every, entry: keys.count - 1, records)
        } else {
          _ = try scanner.value()
        }
        index += 1
      }
    } else {
      let cell = try scanner.value()
      let isContainer = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
      if !isContainer { return note(cell, step, entry: entry) }
    }
    let place = (start, scanner.window.offset + scanner.index - start)
    add(Value(kind: .container, entry: entry, place: place, start: 0, count: 0), to: step)
  }

  /// Steps over the value of a key, whose colon is still to come, of the object of that number.
  ///
  /// - Parameter others: the keys so far of a `*`.
  private func member(
    _ cell: Cell, of step: JSONPathTree.Step, _ object: Int, others: inout Set<[UInt8]>, entry: Int,
    _ records: () throws(InputError) -> Void
  ) throws(InputError) {
    let start = room.count
    // A key with escapes is looked up by what it stands for.
    let inner: Int
    if cell.kind == .escaped {
      copy(cell)
      inner = tree.child(of: step, called: UnsafeBufferPointer(start: room.base + start, count: room.count - start))
    } else {
      inner = tree.child(of: step, called: scanner.window.bytes(cell.start..<cell.end))
    }
    var entry = entry
    if inner >= 0, inner == step.every {
      if cell.kind != .escaped { copy(cell) }
      keys.append((start, room.count - start))
      entry = keys.count - 1
      let name = Array(UnsafeBufferPointer(start: room.base + start, count: room.count - start))
      if !others.insert(name).inserted {
        throw scanner.secondKey(String(decoding: name, as: UTF8.self), at: cell.start - 1)
      }
    } else if inner >= 0 {
      if objects[inner] == object { throw scanner.secondKey(try scanner.text(of: cell), at: cell.start - 1) }
      objects[inner] = object
    }
    try scanner.colon()
    if inner >= 0 { try walk(inner, entry: entry, records) } else { _ = try scanner.value() }
  }

  private func note(_ cell: Cell, _ step: JSONPathTree.Step, entry: Int) {
    let isNull = cell.kind == .missing
    if isNull, !step.isEvery { return }
    let start = room.count
    if step.isCopied, !isNull { copy(cell) }
    let place = (scanner.window.offset + cell.rawRange.lowerBound, cell.rawRange.count)
    add(
      Value(
        kind: isNull ? .null : cell.kind == .plain ? .scalar : .text, entry: entry, place: place, start: start,
        count: room.count - start), to: step)
  }

  private func add(_ value: Value, to step: JSONPathTree.Step) {
    for place in step.slots {
      let slot = tree.slots[place]
      values.append((value, -1))
      if chains[slot].last < 0 {
        chains[slot].first = values.count - 1
      } else {
        values[chains[slot].last].next = values.count - 1
      }
      chains[slot].last = values.count - 1
    }
  }

  /// Copies the content of a cell, unescaped, after what was copied before.
  private func copy(_ cell: Cell) {
    let content = scanner.window.bytes(cell.start..<cell.end)
    guard let base = content.baseAddress, !content.isEmpty else { return }
    room.makeRoom(for: content.count)
    let free = room.base + room.count
    if cell.kind == .escaped {
      room.count += unescape(content, isJSON: true, into: UnsafeMutableBufferPointer(start: free, count: content.count))
    } else {
      memcpy(free, base, content.count)
      room.count += content.count
    }
  }
}
