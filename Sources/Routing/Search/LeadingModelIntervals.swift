/// The member of a set with the greatest reservation value, which runs first, as a function of the price.
///
/// As a function of the price a reservation value is convex: its slope is -c / P(Q > z), and z falls as the price
/// rises. On an interval it therefore lies below its chord and above the extensions of chords outside. Where one
/// member's lower bound exceeds the upper bounds of all others, it is first in the whole interval; otherwise the
/// interval is halved, and undetermined once it is narrow.
package struct LeadingModelIntervals: Sendable {
  /// The ratio of the ends at which an interval is no longer halved.
  package static let leastRatio = 1.002
  /// The greatest ratio for extending a bound; beyond it rounding errors of values matter.
  static let greatestRatio = 16.0
  /// The relative distance that outer chords extend outside an interval.
  private static let step = 1e-3

  /// The greatest number of halvings in one range: more would cost more than asking the policy.
  private static let halvingLimit = 20_000

  private var members: [Int] = []
  /// A row of reservation values for the lower end of the interval, then one for each of `ends`.
  private var values: [Double] = []
  /// The remaining upper ends, descending.
  private var ends: [Double] = []
  private let table = ReservationTable.shared

  /// Creates working memory.
  package init() {}

  /// Calls `emit` with the leading member of `models` (`nil` where undetermined) and the upper end of its interval, in
  /// ascending order of prices from above `from` up to `to`.
  package mutating func split(
    _ models: SmallModelSet, _ belief: Belief, from: Double, to: Double,
    _ emit: (_ first: Int?, _ end: Double) -> Void
  ) {
    members.removeAll(keepingCapacity: true)
    models.forEach { members.append($0) }
    if members.count == 1 { return emit(members[0], to) }
    ends.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    var low = from
    appendValues(at: low, belief)
    // What costs nothing is worth the same at every price: the order of the first holds for all.
    if members.allSatisfy({ belief.cost[$0] == 0 }) { return emit(members[place(0, belief)], to) }
    ends.append(min(to, 1e290))
    var halvings = 0
    appendValues(at: ends[0], belief)
    while let high = ends.last {
      let first = winner(from: low, to: high, belief)
      if first == nil && high > low * Self.leastRatio && halvings < Self.halvingLimit {
        halvings += 1
        ends.append(low.squareRoot() * high.squareRoot())
        appendValues(at: ends[ends.count - 1], belief)
        continue
      }
      ends.removeLast()
      emit(first, ends.isEmpty ? to : high)
      low = high
      let row = values.count - members.count
      for index in members.indices { values[index] = values[row + index] }
      values.removeLast(members.count)
    }
  }

  private mutating func appendValues(at price: Double, _ belief: Belief) {
    for member in members { values.append(belief.reservationValue(of: member, lambda: price, by: table)) }
  }

  private func place(_ row: Int, _ belief: Belief) -> Int {
    var best = 0
    for index in 1..<members.count {
      let (own, other) = (values[row + index], values[row + best])
      if own > other || (own == other && belief.cost[members[index]] < belief.cost[members[best]]) { best = index }
    }
    return best
  }

  private func winner(from low: Double, to high: Double, _ belief: Belief) -> Int? {
    let row = values.count - members.count
    let best = place(0, belief)
    if place(row, belief) != best { return nil }
    let (left, right) = (values[best], values[row + best])
    // Free members come first at every price, in a fixed order.
    if left == .infinity { return members[best] }
    if high > low * Self.greatestRatio { return nil }
    let tolerance = 2e-6 * (1 + belief.sigma[members[best]]) + 1e-11 * abs(right)
    let steps = (low * Self.step, high * Self.step)
    let falling = (left - belief.reservationValue(of: members[best], lambda: low - steps.0, by: table)) / steps.0
    let rising = (belief.reservationValue(of: members[best], lambda: high + steps.1, by: table) - right) / steps.1
    // Both extensions meet at `price`, where the lower bound is furthest below the chords.
    let slant = rising - falling
    let offset = slant > 0 ? (left - right + rising * (high - low)) / slant : 0
    let price = min(max(offset, 0), high - low)
    let bound = max(left + falling * price, right - rising * (high - low - price))
    let share = high > low ? price / (high - low) : 0
    for index in members.indices where index != best {
      let (start, end) = (values[index], values[row + index])
      if left - start < tolerance || right - end < tolerance { return nil }
      if bound - (start + share * (end - start)) < tolerance { return nil }
    }
    return members[best]
  }
}
