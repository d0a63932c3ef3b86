import Synchronization

/// Values that depend on an answered set alone, made when they are first asked for.
///
/// Two threads may make the same value at once; the first to finish is kept, so that all see one.
final class SetCache<Value: Sendable>: Sendable {
  private let known: Mutex<[ModelSet: Value]>

  /// A cache that holds some values from the start.
  init(_ known: [ModelSet: Value] = [:]) { self.known = Mutex(known) }

  /// The value of a set, made by `make` if need be.
  func value<Failure>(of set: ModelSet, make: () throws(Failure) -> Value) throws(Failure) -> Value {
    if let value = known.withLock({ $0[set] }) { return value }
    let made = try make()
    return known.withLock { known in
      if let first = known[set] { return first }
      known[set] = made
      return made
    }
  }
}
