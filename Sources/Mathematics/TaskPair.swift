import Dispatch
import Synchronization

extension TaskContext {
  /// Computes `body` for the places below `count`, in order, two at a time, and returns the results of those that were begun.
  ///
  /// For work of which each place keeps all cores busy most of the time, but not always: while one gathers what it has
  /// computed, the other one has the cores. Once a place fails or all is to end, no further one is begun.
  ///
  /// - Parameters:
  ///   - count: the number of places.
  ///   - body: the work of a place, with the context for it; called from two threads.
  public func twoAtATime<Value: Sendable, Failure: Error>(
    of count: Int, _ body: @escaping @Sendable (_ place: Int, TaskContext) throws(Failure) -> Value
  ) -> [Result<Value, Failure>] {
    let pair = TaskPair(count, of: self, body)
    if count > 1 { DispatchQueue.global().async { pair.assist() } }
    return pair.lead()
  }
}

/// Work of which two places are computed at a time, by the thread that asks for it and by another one if there is one.
private final class TaskPair<Value: Sendable, Failure: Error>: Sendable {
  private struct State {
    var results: [Result<Value, Failure>?] = []
    var hasFailed = false
    /// The share done of each place.
    var shares: [Double]
    /// Whether the assistant works, and whether it may still begin.
    var isAssisted = false
    var awaitsAssistant = true
  }

  private let state: Mutex<State>
  private let context: TaskContext
  private let body: @Sendable (Int, TaskContext) throws(Failure) -> Value
  private let assistantEnded = DispatchSemaphore(value: 0)

  init(_ count: Int, of context: TaskContext, _ body: @escaping @Sendable (Int, TaskContext) throws(Failure) -> Value) {
    state = Mutex(State(shares: [Double](repeating: 0, count: count)))
    self.context = context
    self.body = body
  }

  /// Works until nothing is left and returns the results, in the order of the places.
  func lead() -> [Result<Value, Failure>] {
    work()
    // An assistant that found no thread is not waited for: all threads may be waiting like this one.
    let isAssisted = state.withLock {
      $0.awaitsAssistant = false
      return $0.isAssisted
    }
    if isAssisted { assistantEnded.wait() }
    return state.withLock { $0.results.compactMap(\.self) }
  }

  /// Works along, if the work is not done yet.
  func assist() {
    let begins = state.withLock {
      $0.isAssisted = $0.awaitsAssistant
      return $0.isAssisted
    }
    if !begins { return }
    work()
    assistantEnded.signal()
  }

  private func work() {
    while let place = next() {
      let task = context.reporting { self.report($0, at: place) }
      let result = Result { () throws(Failure) in try self.body(place, task) }
      state.withLock {
        $0.results[place] = result
        if case .failure = result { $0.hasFailed = true }
      }
    }
  }

  /// The next place, which counts as begun.
  private func next() -> Int? {
    state.withLock {
      let place = $0.results.count
      if $0.hasFailed || place == $0.shares.count || context.isCancelled && place > 0 { return nil }
      $0.results.append(nil)
      return place
    }
  }

  private func report(_ share: Double, at place: Int) {
    let whole = state.withLock {
      $0.shares[place] = share
      return $0.shares.reduce(0, +) / Double($0.shares.count)
    }
    context.progress(whole)
  }
}
