import Mathematics

/// An experiment cut into items: each can be computed without the others, on any machine, and the numbers of all of them
/// are the result.
public struct ExperimentPlan: Sendable {
  /// The name of each item, in order.
  public let items: [String]
  /// How many numbers an item has.
  public let size: Int
  /// The numbers of an item, `size` of them.
  public let value: @Sendable (Int, TaskContext) throws(RoutingError) -> [Double]
  /// What the numbers of all items say, in order.
  public let result: @Sendable ([[Double]]) -> ExperimentResult

  init(
    _ items: [String], size: Int, value: @escaping @Sendable (Int, TaskContext) throws(RoutingError) -> [Double],
    result: @escaping @Sendable ([[Double]]) -> ExperimentResult
  ) {
    self.items = items
    self.size = size
    self.value = value
    self.result = result
  }
}

extension Interval {
  /// The numbers of an interval in an item.
  var numbers: [Double] { [estimate, low, high] }

  /// An interval of an item, whose numbers begin at `place`.
  init(_ numbers: [Double], at place: Int) {
    self.init(estimate: numbers[place], low: numbers[place + 1], high: numbers[place + 2])
  }
}

extension [Double] {
  /// Rows of so many numbers each.
  func rows(of size: Int) -> [[Double]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<$0 + size]) }
  }
}
