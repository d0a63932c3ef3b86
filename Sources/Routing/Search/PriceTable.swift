/// The decisions of a policy under one belief at every price: intervals of the price, each with a verdict.
///
/// An interval extends from the previous edge (excluded) to its own edge (included); the last edge is +infinity.
package struct PriceTable: Sendable, Equatable {
  /// The decision in an interval.
  package struct Verdict: Sendable, Hashable {
    /// The model, or a negative number.
    package let code: Int32

    /// No further model runs.
    package static let stop = Verdict(code: -1)
    /// Not determined, because choices tie or nearly so: the policy has to be asked.
    package static let undetermined = Verdict(code: -2)

    /// `model` runs next.
    package static func run(_ model: Int) -> Verdict { Verdict(code: Int32(model)) }
  }

  /// The upper ends of the intervals, ascending.
  package private(set) var edges: [Double] = []
  /// The decision in each interval.
  package private(set) var verdicts: [Verdict] = []

  /// A table without intervals.
  package init() {}

  /// Removes all intervals.
  package mutating func removeAll() {
    edges.removeAll(keepingCapacity: true)
    verdicts.removeAll(keepingCapacity: true)
  }

  /// Adds the interval from the last edge to `edge`, or widens the last interval if the verdict is the same.
  package mutating func append(_ verdict: Verdict, upTo edge: Double) {
    if let last = edges.last, last >= edge { return }
    if verdicts.last == verdict {
      edges[edges.count - 1] = edge
    } else {
      edges.append(edge)
      verdicts.append(verdict)
    }
  }

  /// Sets `verdict` for all prices.
  package mutating func fill(_ verdict: Verdict) {
    removeAll()
    append(verdict, upTo: .infinity)
  }
}
