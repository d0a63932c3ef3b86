/// What a policy does under one belief at every price: intervals of the price, each with a verdict.
///
/// An interval reaches from the edge before it (left out) to its own edge (included); the last edge is +infinity.
package struct PriceTable: Sendable, Equatable {
  /// What is done at the prices of an interval.
  package struct Verdict: Sendable, Hashable {
    /// The model, or a negative number.
    package let code: Int32

    /// No model runs any more.
    package static let stop = Verdict(code: -1)
    /// Not known beforehand, since choices tie or nearly so: the policy has to be asked.
    package static let open = Verdict(code: -2)

    /// `model` runs next.
    package static func run(_ model: Int) -> Verdict { Verdict(code: Int32(model)) }
  }

  /// The upper ends of the intervals, ascending.
  package private(set) var edges: [Double] = []
  /// What is done in each interval.
  package private(set) var verdicts: [Verdict] = []

  /// A table without intervals.
  package init() {}

  /// Takes all intervals out.
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

  /// Makes `verdict` that of all prices.
  package mutating func fill(_ verdict: Verdict) {
    removeAll()
    append(verdict, upTo: .infinity)
  }

  /// What is done at `price`.
  package func verdict(at price: Double) -> Verdict {
    verdicts[edges.firstIndex { price <= $0 } ?? verdicts.count - 1]
  }
}
