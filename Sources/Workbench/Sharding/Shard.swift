/// One of several parts of a computation, each for a process of its own: items are dealt in turn.
package struct Shard: Sendable, Equatable {
  /// The greatest number of shards.
  static let limit = 100_000

  /// Its number, from 1.
  package let number: Int
  /// The number of shards.
  package let count: Int

  /// Shard `number` of `count`; `nil` where there is none.
  package init?(_ number: Int, of count: Int) {
    guard (1...Self.limit).contains(count), (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  /// Reads `I/N`.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }), let number = Int(parts[0]),
      let count = Int(parts[1])
    else { return nil }
    self.init(number, of: count)
  }

  /// The places of its items among `itemCount`.
  package func places(among itemCount: Int) -> [Int] {
    Array(stride(from: number - 1, to: itemCount, by: count))
  }
}
