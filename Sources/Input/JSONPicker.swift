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

  /// The paths as a tree while it is made.
  private final class Node {
    var members: [(name: [UInt8], node: Node)] = []
    var elements: [(index: Int, node: Node)] = []
    var every: Node?
    var slots: [Int] = []
    var isCopied = false
    /// Whether it stands for every member of an object: one that is null is a member, too.
    var isEvery = false
    var holdsRecords = false
  }

  /// A node of the tree as it is walked: numbers of what lies in flat tables, so that a step counts no references.
  private struct Step {
    var members = 0..<0
    var elements = 0..<0
    var every = -1
    var slots = 0..<0
    var isCopied = false
    var isEvery = false
    var holdsRecords = false

    /// Whether nothing below is picked.
    var isLeaf: Bool { members.isEmpty && elements.isEmpty && every < 0 }
  }

  private let scanner: JSONScanner
  private let steps: FlatTable<Step>
  private let members: FlatTable<(name: Range<Int>, step: Int)>
  private let names: FlatTable<UInt8>
  private let elements: FlatTable<(index: Int, step: Int)>
  private let slots: FlatTable<Int>
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
    let root = Node()
    for (slot, path) in paths.enumerated() {
      let node = Self.node(at: path, below: root)
      node.slots.append(slot)
      if !texts.contains(slot) { node.isCopied = true }
    }
    if let records { Self.node(at: records, below: root).holdsRecords = true }
    var nodes = [root]
    var laid: [Step] = []
    var tables = (
      members: [(name: Range<Int>, step: Int)](), names: [UInt8](), elements: [(index: Int, step: Int)](),
      slots: [Int]()
    )
    // Level by level, so that a node's children follow all nodes that are known before it is laid out.
    while laid.count < nodes.count {
      let node = nodes[laid.count]
      var step = Step(isCopied: node.isCopied, isEvery: node.isEvery, holdsRecords: node.holdsRecords)
      let starts = (tables.members.count, tables.elements.count, tables.slots.count)
      for (name, child) in node.members {
        tables.members.append((tables.names.count..<tables.names.count + name.count, nodes.count))
        tables.names += name
        nodes.append(child)
      }
      for (index, child) in node.elements {
        tables.elements.append((index, nodes.count))
        nodes.append(child)
      }
      if let every = node.every {
        step.every = nodes.count
        nodes.append(every)
      }
      tables.slots += node.slots
      step.members = starts.0..<tables.members.count
      step.elements = starts.1..<tables.elements.count
      step.slots = starts.2..<tables.slots.count
      laid.append(step)
    }
    (steps, members, names) = (FlatTable(laid), FlatTable(tables.members), FlatTable(tables.names))
    (elements, slots) = (FlatTable(tables.elements), FlatTable(tables.slots))
    chains = FlatTable(paths.map { _ in (-1, -1) })
    objects = FlatTable(laid.map { _ in 0 })
  }

  /// The steps of a path: `a.b[0].*` is `a`, `b`, `[0]`, `*`; a dot that is part of a name follows a backslash.
  package static func steps(of path: String) -> [String] {
    // A dot of a name is a zero byte while the path is taken apart, which no name holds.
    path.replacing("\\.", with: "\0").split(separator: ".").flatMap { part -> [String] in
      let part = String(part).replacing("\0", with: ".")
      guard part.hasSuffix("]"), let bracket = part.firstIndex(of: "[") else { return [part] }
      let indices = part[bracket...].dropLast().dropFirst().split(separator: "][")
      return (bracket == part.startIndex ? [] : [String(part[..<bracket])]) + indices.map { "[\($0)]" }
    }
  }

  /// The step of a path that leads to the member of that name.
  package static func step(to name: String) -> String { name.replacing(".", with: "\\.") }

  private static func node(at path: String, below root: Node) -> Node {
    var node = root
    for step in steps(of: path) { node = child(of: node, step) }
    return node
  }

  private static func child(of node: Node, _ step: String) -> Node {
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
    let step = steps[number]
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
        if let inner = step.elements.first(where: { elements[$0].index == index }) {
          try walk(elements[inner].step, entry: entry, records)
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
    _ cell: Cell, of step: Step, _ object: Int, others: inout Set<[UInt8]>, entry: Int,
    _ records: () throws(InputError) -> Void
  ) throws(InputError) {
    let start = room.count
    // A key with escapes is looked up by what it stands for.
    let inner: Int
    if cell.kind == .escaped {
      copy(cell)
      inner = child(of: step, called: UnsafeBufferPointer(start: room.base + start, count: room.count - start))
    } else {
      inner = child(of: step, called: scanner.window.bytes(cell.start..<cell.end))
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

  /// The step below that a name leads to; -1 where it leads nowhere.
  private func child(of step: Step, called name: UnsafeBufferPointer<UInt8>) -> Int {
    for place in step.members {
      let own = members[place].name
      if own.count == name.count, name.isEmpty || memcmp(names.base + own.lowerBound, name.baseAddress!, own.count) == 0
      {
        return members[place].step
      }
    }
    return step.every
  }

  private func note(_ cell: Cell, _ step: Step, entry: Int) {
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

  private func add(_ value: Value, to step: Step) {
    for place in step.slots {
      let slot = slots[place]
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

/// A growing table of plain values outside of Swift's arrays, whose use counts no references and checks no exclusivity.
private final class FlatTable<Element> {
  @exclusivity(unchecked) private(set) var base: UnsafeMutablePointer<Element>
  @exclusivity(unchecked) var count: Int
  @exclusivity(unchecked) private var capacity: Int

  init(_ elements: [Element]) {
    count = elements.count
    capacity = max(16, elements.count)
    base = .allocate(capacity: capacity)
    for (place, element) in elements.enumerated() { (base + place).initialize(to: element) }
  }

  deinit { base.deallocate() }

  subscript(place: Int) -> Element {
    @inline(__always) get { base[place] }
    @inline(__always) _modify { yield &base[place] }
  }

  func append(_ element: Element) {
    makeRoom(for: 1)
    (base + count).initialize(to: element)
    count += 1
  }

  /// Makes sure that so many more elements fit.
  func makeRoom(for more: Int) {
    if count + more <= capacity { return }
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
