import Input

/// The language of croute's commands.
package enum Croute {
  package static let name = "croute"
  package static let version = "0.1.0"
}

/// What croute's commands use and `undo` leaves alone.
package final class Services {
  /// What was computed.
  let memos = ComputationCache()
  /// The values of a command's items, where shards of it computed them; `nil` where the command computes them itself.
  package var supplied: [(key: String, value: JSONValue)]?
  private var kept: [ObjectIdentifier: Any] = [:]

  package init() {}

  /// Forgets all that was computed.
  package func forget() {
    memos.removeAll()
    kept = [:]
  }

  /// The one value of its type, made when it is first asked for.
  package func one<Value>(_ make: () throws -> Value) rethrows -> Value {
    if let value = kept[ObjectIdentifier(Value.self)] as? Value { return value }
    let value = try make()
    kept[ObjectIdentifier(Value.self)] = value
    return value
  }
}

/// Values computed once and cached by what they were computed from.
///
/// Keys are specifications, so a value can never be stale; the least recently used ones are forgotten.
final class ComputationCache {
  private var values: [AnyHashable: (value: Any, used: Int)] = [:]
  private var clock = 0
  private let capacity = 24

  /// The value for `key`, computed if needed.
  func value<Value>(for key: some Hashable & Sendable, _ compute: () throws -> Value) rethrows -> Value {
    clock += 1
    let key = AnyHashable(key)
    if let known = values[key]?.value as? Value {
      values[key]?.used = clock
      return known
    }
    let value = try compute()
    values[key] = (value, clock)
    if values.count > capacity, let oldest = values.min(by: { $0.value.used < $1.value.used }) {
      values[oldest.key] = nil
    }
    return value
  }

  /// Forgets all values.
  func removeAll() { values = [:] }
}
