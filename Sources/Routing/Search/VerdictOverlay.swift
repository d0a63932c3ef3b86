/// Intervals of the price, each with a verdict, overlaid: where all that cover a price agree, their verdict holds;
/// elsewhere it is undetermined.
package struct VerdictOverlay: Sendable {
  private struct End {
    var price: Double
    var verdict: PriceTable.Verdict
    var starts: Bool
  }
  private var ends: [End] = []
  /// The intervals that cover the current price.
  private var layers: [(verdict: PriceTable.Verdict, count: Int)] = []

  /// An empty overlay.
  package init() {}

  /// Removes all intervals.
  package mutating func removeAll() { ends.removeAll(keepingCapacity: true) }

  /// Adds an interval; an empty one is ignored.
  package mutating func add(_ verdict: PriceTable.Verdict, from: Double, to: Double) {
    if from >= to { return }
    ends.append(End(price: from, verdict: verdict, starts: true))
    ends.append(End(price: to, verdict: verdict, starts: false))
  }

  /// Writes the verdict at each price from the least one on; below that it is undetermined.
  package mutating func write(into table: inout PriceTable) {
    sort()
    table.removeAll()
    layers.removeAll(keepingCapacity: true)
    for end in ends {
      let verdict = layers.count == 1 ? layers[0].verdict : .undetermined
      table.append(verdict, upTo: end.price)
      let place = layers.firstIndex { $0.verdict == end.verdict }
      if end.starts {
        if let place { layers[place].count += 1 } else { layers.append((end.verdict, 1)) }
      } else if let place {
        layers[place].count -= 1
        if layers[place].count == 0 { layers.remove(at: place) }
      }
    }
    if table.edges.last != .infinity { table.append(.undetermined, upTo: .infinity) }
  }

  /// Insertion sort, for a few dozen ends that are nearly in order.
  private mutating func sort() {
    for index in ends.indices.dropFirst() {
      let end = ends[index]
      var place = index
      while place > 0 && ends[place - 1].price > end.price {
        ends[place] = ends[place - 1]
        place -= 1
      }
      ends[place] = end
    }
  }
}
