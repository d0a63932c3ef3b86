import Synchronization

/// The signatures of the messages that came in, so that whoever listens on the wire cannot send one again.
package final class SeenSignatures: Sendable {
  private struct State {
    var latest: Set<[UInt8]> = []
    var earlier: Set<[UInt8]> = []
  }

  private let state = Mutex(State())
  private let capacity: Int

  /// - Parameter capacity: at least so many signatures are remembered, and at most twice as many.
  package init(capacity: Int = 65_536) { self.capacity = capacity }

  /// Notes a signature; false where it was noted before. Messages without one are not told apart.
  package func insert(_ signature: [UInt8]) -> Bool {
    if signature.isEmpty { return true }
    return state.withLock { state in
      if state.earlier.contains(signature) || !state.latest.insert(signature).inserted { return false }
      if state.latest.count >= capacity {
        state.earlier = state.latest
        state.latest = []
      }
      return true
    }
  }
}
