import Dispatch
import Synchronization

/// A request to end a long computation early, set on one thread and read on others.
public final class CancellationFlag: Sendable {
  private let flag = Atomic<Bool>(false)
  private let isForOnce: Bool

  /// A flag that is not set.
  ///
  /// - Parameter isForOnce: whether it stays set, so that one request ends several computations.
  public init(isForOnce: Bool = false) { self.isForOnce = isForOnce }

  /// Whether the computation should end.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Asks the computation to end; safe in a signal handler.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Clears the flag for the next computation, unless it is to stay set.
  public func reset() {
    if !isForOnce { flag.store(false, ordering: .relaxed) }
  }
}

/// The computation was asked to end before it was done.
public struct Cancelled: Error, Equatable {
  /// The only value.
  public init() {}
}

/// The context of a long computation: a cancellation flag and a receiver of progress.
public struct TaskContext: Sendable {
  /// The flag that asks the computation to end.
  package let flag: CancellationFlag
  private let report: @Sendable (Double) -> Void

  /// A computation under `flag` that reports the share done, from 0 to 1, from any thread.
  public init(flag: CancellationFlag, report: @escaping @Sendable (Double) -> Void = { _ in }) {
    self.flag = flag
    self.report = report
  }

  /// A computation that is neither watched nor cancelled.
  public static let unobserved = TaskContext(flag: CancellationFlag())

  /// Whether the computation should end.
  public var isCancelled: Bool { flag.isCancelled }

  /// Throws `Cancelled` if the computation should end.
  public func check() throws(Cancelled) {
    if flag.isCancelled { throw Cancelled() }
  }

  /// Reports the share done, from 0 to 1.
  public func progress(_ share: Double) { report(share) }

  /// This context without progress reports, for a computation within a longer one.
  public var untold: TaskContext { TaskContext(flag: flag) }

  /// The context of one step of a longer computation.
  public func step(_ index: Int, of count: Int) -> TaskContext {
    let report = report
    return TaskContext(flag: flag) { report((Double(index) + $0) / Double(count)) }
  }

  /// This context with another receiver of progress.
  func reporting(_ report: @escaping @Sendable (Double) -> Void) -> TaskContext {
    TaskContext(flag: flag, report: report)
  }

  /// What reports one more of `count` steps done each time it is called, from any thread.
  public func tally(of count: Int) -> @Sendable () -> Void {
    let (report, steps) = (report, Steps())
    return { report(Double(steps.done.add(1, ordering: .relaxed).newValue) / Double(count)) }
  }

  private final class Steps: Sendable {
    let done = Atomic<Int>(0)
  }

  /// Computes `body` for the chunks of `0..<count` on all cores and returns the results in the order of the chunks.
  ///
  /// Chunks depend on `size` alone, never on the number of cores, so sums over the results, taken in order, are the
  /// same on every machine.
  ///
  /// - Throws: `Cancelled` if the computation was cancelled.
  public func chunks<Value: Sendable>(
    of count: Int, size: Int = 256, _ body: @Sendable (Range<Int>) -> Value
  ) throws(Cancelled) -> [Value] {
    let chunkCount = (count + size - 1) / size
    let results = Mutex([Value?](repeating: nil, count: chunkCount))
    let done = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: chunkCount) { chunk in
      if flag.isCancelled { return }
      let value = body(chunk * size..<min(count, (chunk + 1) * size))
      results.withLock { $0[chunk] = value }
      report(Double(done.add(1, ordering: .relaxed).newValue) / Double(chunkCount))
    }
    try check()
    return results.withLock { $0.compactMap(\.self) }
  }
}
