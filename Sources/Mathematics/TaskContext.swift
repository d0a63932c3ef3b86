import Dispatch
import Synchronization

/// The wish to end a long computation early, set on one thread and looked at on others.
public final class CancellationFlag: Sendable {
  private let flag = Atomic<Bool>(false)
  private let isForOnce: Bool

  /// A flag that is not set.
  ///
  /// - Parameter isForOnce: whether it stays set once it is, however many computations a person's wish is about.
  public init(isForOnce: Bool = false) { self.isForOnce = isForOnce }

  /// Whether the computation should end.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Asks the computation to end; safe in a signal handler.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Makes the flag ready for the next computation, unless it is for once.
  public func reset() {
    if !isForOnce { flag.store(false, ordering: .relaxed) }
  }
}

/// The computation was asked to end before it was done.
public struct Cancelled: Error, Equatable {
  /// The only value.
  public init() {}
}

/// What a long computation knows of its surroundings: whether to go on, and whom to tell how far it is.
public struct TaskContext: Sendable {
  private let flag: CancellationFlag
  private let report: @Sendable (Double) -> Void

  /// Work under `flag` that tells `report` the share done, from 0 to 1, from any thread.
  public init(flag: CancellationFlag, report: @escaping @Sendable (Double) -> Void = { _ in }) {
    self.flag = flag
    self.report = report
  }

  /// Work that nobody watches or ends.
  public static let unobserved = TaskContext(flag: CancellationFlag())

  /// Whether the computation should end.
  public var isCancelled: Bool { flag.isCancelled }

  /// Ends the computation if that was asked for.
  public func check() throws(Cancelled) {
    if flag.isCancelled { throw Cancelled() }
  }

  /// Tells the share done, from 0 to 1.
  public func progress(_ share: Double) { report(share) }

  /// This work without its progress told, for a computation within a longer one.
  public var untold: TaskContext { TaskContext(flag: flag) }

  /// The part of this work that goes from one share of the whole to another, for a step of a longer computation.
  public func step(_ index: Int, of count: Int) -> TaskContext {
    let report = report
    return TaskContext(flag: flag) { report((Double(index) + $0) / Double(count)) }
  }

  /// Computes `body` for the chunks of `0..<count` on all cores and returns the results in the order of the chunks.
  ///
  /// The chunks depend on `size` alone, never on the number of cores, so sums over the result, taken in order, are the
  /// same bytes on every machine.
  ///
  /// - Throws: `Cancelled` when the work was ended.
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
