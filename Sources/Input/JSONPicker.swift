import Glibc

/// Picks the values at given paths out of JSON values that a scanner steps over, however large the rest of them is.
///
/// A path is dotted, `evaluation.score`; `[0]` is an element of a list, `*` every member of an object and `[*]` every
/// element of a list: `stats[*].name.split`. Short values are copied, so that they outlive the window; texts that may be
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

  private final class Node {
    var members: [(name: [UInt8], node: Node)] = []
    var elements: [(index: Int, node: Node)] = []
    var every: Node?
    var slots: [Int] = []
    var isCopied = false
    /// Whether it stands for every member of an object: one that is null is a member, too.
    var isEvery = false
    var holdsRecords = false
    /// The number of the object that had this member last.
    var object = 0

    /// Whether nothing below is picked.
    var isLeaf: Bool { members.isEmpty && elements.isEmpty && every == nil }

    func member(_ name: UnsafeBufferPointer<UInt8>) -> Node? {
      for (own, node) in members where own.count == name.count {
        guard let bytes = name.baseAddress else { return node }
        if own.withUnsafeBytes({ $0.baseAddress.map { memcmp($0, bytes, name.count) } ?? 0 }) == 0 { return node }
      }
      return every
    }
  }

  private let scanner: JSONScanner
  private let root = Node()
  @exclusivity(unchecked) private var found: [[Value]]
  @exclusivity(unchecked) private var keys: [(start: Int, count: Int)] = []
  @exclusivity(unchecked) private var room: UnsafeMutablePointer<UInt8>
  @exclusivity(unchecked) private var roomSize = 4096
  @exclusivity(unchecked) private var used = 0
  @exclusivity(unchecked) private var objectCount = 0

  /// A picker of `paths` from what `scanner` steps over.
  ///
  /// - Parameters:
  ///   - texts: those of them that are known by their place only.
  ///   - records: the path of a list or an object that is not picked, but handed on as it comes.
  package init(_ scanner: JSONScanner, paths: [String], texts: Set<Int> = [], records: String? = nil) {
    self.scanner = scanner
    found = Array(repeating: [], count: paths.count)
    room = .allocate(capacity: roomSize)
    for (slot, path) in paths.enumerated() {
      let node = node(at: path)
      node.slots.append(slot)
      if !texts.contains(slot) { node.isCopied = true }
    }
    if let records { node(at: records).holdsRecords = true }
  }

  deinit { room.deallocate() }

  /// The steps of a path: `a.b[0].*` is `a`, `b`, `[0]`, `*`.
  package static func steps(of path: String) -> [String] {
    path.split(separator: ".").flatMap { part -> [String] in
      guard part.hasSuffix("]"), let bracket = part.firstIndex(of: "[") else { return [String(part)] }
      let indices = part[bracket...].dropLast().dropFirst().split(separator: "][")
      return (bracket == part.startIndex ? [] : [String(part[..<bracket])]) + indices.map { "[\($0)]" }
    }
  }

  private func node(at path: String) -> Node {
    var node = root
    for step in Self.steps(of: path) { node = child(of: node, step) }
    return node
  }

  private func child(of node: Node, _ step: String) -> Node {
    let new = Node()
    if step == "*" || step == "[*]" {
      let every = node.every ?? new
      every.isEvery = true
      node.every = every
      return every
    }
    if step.hasPrefix("["), let index = Int(step.dropFirst().dropLast()) {
      if let known = node.elements.first(where: { $0.index == index }) { return known.node }
      node.elements.append((index, new))
      return new
    }
    if let known = node.members.first(where: { $0.name == Array(step.utf8) }) { return known.node }
    node.members.append((Array(step.utf8), new))
    return new
  }

  /// Forgets what was found.
  package func clear() {
    for slot in found.indices where !found[slot].isEmpty { found[slot].removeAll(keepingCapacity: true) }
    keys.removeAll(keepingCapacity: true)
    used = 0
  }

  /// Steps over the value at the scanner and notes what stands at the paths.
  ///
  /// - Parameter records: called where the records begin, which it must step over.
  /// - Throws: what the scanner throws.
  package func pick(records: () throws(InputError) -> Void = {}) throws(InputError) {
    try walk(root, entry: -1, records)
  }

  /// The first value at the path of that number.
  package func first(_ slot: Int) -> Value? { found[slot].first }

  /// All values at the path of that number.
  package func all(_ slot: Int) -> [Value] { found[slot] }

  /// The content of a value, unescaped; `nil` for lists, objects and null. Valid until `clear`.
  package func bytes(_ value: Value) -> UnsafeBufferPointer<UInt8>? {
    value.kind == .container || value.kind == .null
      ? nil : UnsafeBufferPointer(start: room + value.start, count: value.count)
  }

  /// The key that an entry has in its object; empty for an element of a list. Valid until `clear`.
  package func key(ofEntry entry: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: room + keys[entry].start, count: keys[entry].count)
  }

  /// The number of members and elements that `*` went through.
  package var entryCount: Int { keys.count }

  private func walk(
    _ node: Node, entry: Int, _ records: () throws(InputError) -> Void
  ) throws(InputError) {
    if node.holdsRecords { return try records() }
    guard let byte = try scanner.peek() else { throw scanner.malformed(expected: "a value") }
    let start = scanner.window.offset + scanner.index
    if byte == UInt8(ascii: "{"), !node.isLeaf {
      try scanner.open(byte)
      objectCount += 1
      let object = objectCount
      var isFirst = true
      var others: Set<[UInt8]> = []
      while let cell = try scanner.nextKey(isFirst: isFirst) {
        isFirst = false
        try member(cell, of: node, object, others: &others, entry: entry, records)
      }
    } else if byte == UInt8(ascii: "["), node.every != nil || !node.elements.isEmpty {
      try scanner.open(byte)
      var index = 0
      while try scanner.nextElement(isFirst: index == 0) {
        if let inner = node.elements.first(where: { $0.index == index })?.node {
          try walk(inner, entry: entry, records)
        } else if let every = node.every {
          keys.append((used, 0))
          try walk(every, entry: keys.count - 1, records)
        } else {
          _ = try scanner.value()
        }
        index += 1
      }
    } else {
      let cell = try scanner.value()
      let isContainer = byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
      if !isContainer { return note(cell, node, entry: entry) }
    }
    if !node.slots.isEmpty {
      let place = (start, scanner.window.offset + scanner.index - start)
      for slot in node.slots {
        found[slot].append(Value(kind: .container, entry: entry, place: place, start: 0, count: 0))
      }
    }
  }

  /// Steps over the value of a key, whose colon is still to come, of the object of that number.
  ///
  /// - Parameter others: the keys so far of a `*`.
  private func member(
    _ cell: Cell, of node: Node, _ object: Int, others: inout Set<[UInt8]>, entry: Int,
    _ records: () throws(InputError) -> Void
  ) throws(InputError) {
    let start = used
    // A key with escapes is looked up by what it stands for.
    let inner: Node?
    if cell.kind == .escaped {
      copy(cell)
      inner = node.member(UnsafeBufferPointer(start: room + start, count: used - start))
    } else {
      inner = node.member(scanner.window.bytes(cell.start..<cell.end))
    }
    var entry = entry
    if let inner, inner === node.every {
      if cell.kind != .escaped { copy(cell) }
      keys.append((start, used - start))
      entry = keys.count - 1
      let name = Array(UnsafeBufferPointer(start: room + start, count: used - start))
      if !others.insert(name).inserted {
        throw scanner.secondKey(String(decoding: name, as: UTF8.self), at: cell.start - 1)
      }
    } else if let inner {
      if inner.object == object { throw scanner.secondKey(try scanner.text(of: cell), at: cell.start - 1) }
      inner.object = object
    }
    try scanner.colon()
    if let inner { try walk(inner, entry: entry, records) } else { _ = try scanner.value() }
  }

  private func note(_ cell: Cell, _ node: Node, entry: Int) {
    let isNull = cell.kind == .missing
    if isNull, !node.isEvery { return }
    let start = used
    if node.isCopied, !isNull { copy(cell) }
    let value = Value(
      kind: isNull ? .null : cell.kind == .plain ? .scalar : .text, entry: entry,
      place: (scanner.window.offset + cell.rawRange.lowerBound, cell.rawRange.count), start: start, count: used - start)
    for slot in node.slots { found[slot].append(value) }
  }

  /// Copies the content of a cell, unescaped, after what was copied before.
  private func copy(_ cell: Cell) {
    let content = scanner.window.bytes(cell.start..<cell.end)
    if used + content.count > roomSize {
      roomSize = max(2 * roomSize, used + content.count)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: roomSize)
      memcpy(larger, room, used)
      room.deallocate()
      room = larger
    }
    guard let base = content.baseAddress, !content.isEmpty else { return }
    if cell.kind == .escaped {
      used += unescape(
        content, isJSON: true, into: UnsafeMutableBufferPointer(start: room + used, count: content.count))
    } else {
      memcpy(room + used, base, content.count)
      used += content.count
    }
  }
}
