import Glibc
import Input

/// The cells that were executed, for `history_request`.
package struct KernelHistory {
  /// A cell with its number and the text of its result.
  package struct Entry: Equatable {
    package var line: Int
    package var input: String
    package var output: String?

    package init(line: Int, input: String, output: String? = nil) {
      self.line = line
      self.input = input
      self.output = output
    }

    fileprivate var byteCount: Int { input.utf8.count + (output?.utf8.count ?? 0) }
  }

  /// The only session that there is: that of this process.
  static let session = 1
  private static let capacity = 10_000
  private let byteCapacity: Int
  private var byteCount = 0
  private(set) var entries: [Entry] = []

  /// A history of up to 10,000 cells with a limit on their total bytes; the latest is always kept.
  package init(byteCapacity: Int = 1_000_000) { self.byteCapacity = byteCapacity }

  /// Takes in a cell that was executed.
  package mutating func append(_ entry: Entry) {
    entries.append(entry)
    byteCount += entry.byteCount
    while entries.count > Self.capacity || byteCount > byteCapacity && entries.count > 1 {
      byteCount -= entries.removeFirst().byteCount
    }
  }

  /// What a request asks for, oldest first: the latest `n` (tail), some lines (range), or those that match a glob
  /// pattern (search).
  package func entries(for request: JSONValue) -> [Entry] {
    let count = request["n"]?.integer.map { max(0, $0) }
    switch request["hist_access_type"]?.string {
    case "range":
      guard [0, Self.session].contains(request["session"]?.integer ?? 0) else { return [] }
      let start = request["start"]?.integer ?? 0
      let stop = request["stop"]?.integer ?? .max
      return entries.filter { $0.line >= start && $0.line < stop }
    case "search":
      let pattern = request["pattern"]?.string ?? "*"
      var found = entries.filter { fnmatch(pattern, $0.input, FNM_NOESCAPE) == 0 }
      if request["unique"]?.bool == true { found = Self.unique(found) }
      return count.map { found.suffix($0) } ?? found
    default: return count.map { entries.suffix($0) } ?? entries
    }
  }

  /// The reply's list: `[session, line, input]`, or `[session, line, [input, output]]` where outputs are asked for.
  package func reply(to request: JSONValue) -> JSONValue {
    let hasOutput = request["output"]?.bool == true
    return .array(
      entries(for: request).map { entry in
        let output = entry.output.map { JSONValue.string($0) } ?? .null
        return [
          .integer(Self.session), .integer(entry.line),
          hasOutput ? [.string(entry.input), output] : .string(entry.input),
        ]
      })
  }

  /// The latest of each of several equal inputs.
  private static func unique(_ entries: [Entry]) -> [Entry] {
    var seen: Set<String> = []
    return entries.reversed().filter { seen.insert($0.input).inserted }.reversed()
  }
}
