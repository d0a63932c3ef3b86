import Glibc

/// The paths of a picker as a tree.
///
/// A path is dotted, `evaluation.score`; `[0]` is an element of a list, `*` every member of an object and `[*]` every
/// element of a list: `stats[*].name.split`.
struct JSONPathTree {
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
  struct Step {
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

  let steps: FlatTable<Step>
  let members: FlatTable<(name: Range<Int>, step: Int)>
  let names: FlatTable<UInt8>
  let elements: FlatTable<(index: Int, step: Int)>
  let slots: FlatTable<Int>

  /// The tree of paths.
  ///
  /// - Parameters:
  ///   - texts: those of them that are known by their place only.
  ///   - records: the path of a list or an object that is not picked, but handed on as it comes.
  init(_ paths: [String], texts: Set<Int>, records: String?) {
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
  }

  private static func node(at path: String, below root: Node) -> Node {
    var node = root
    for step in JSONPicker.steps(of: path) { node = child(of: node, step) }
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

  /// The step below that a name leads to; -1 where it leads nowhere.
  func child(of step: Step, called name: UnsafeBufferPointer<UInt8>) -> Int {
    for place in step.members {
      let own = members[place].name
      if own.count == name.count, name.isEmpty || memcmp(names.base + own.lowerBound, name.baseAddress!, own.count) == 0
      {
        return members[place].step
      }
    }
    return step.every
  }
}

extension JSONPicker {
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
}
