/// The supermodels that are best at some price, or within a margin of the best: the upper concave hull of (cost,
/// E[max]) and the sets just below it.
///
/// As a function of the price lambda, the hull is the greatest trade-off env(lambda) = max_M (q_M - lambda c_M):
/// convex, and linear between the *breaks*, the prices at which two neighbours on the hull tie. So a bound that is
/// convex in lambda need only be compared with env at the breaks and at the ends of the prices of interest; where these
/// have no upper end, the cheapest set is best beyond the last break.
package struct SupermodelFrontier: Sendable {
  /// A set on or close to the hull.
  package struct Member: Sendable {
    package var models: SmallModelSet
    package var quality: Double
    package var cost: Double
  }

  /// A model that may be added to a set, with a bound on its gain.
  struct Addition: Sendable {
    var model: Int
    var gain: Double
    var cost: Double
  }

  /// How far below the best trade-off a set may be to count: `quality` + lambda `cost`.
  package struct Margin: Sendable {
    package var quality: Double
    package var cost: Double

    package init(quality: Double, cost: Double) {
      self.quality = quality
      self.cost = cost
    }
  }

  /// The sets within the margin of the hull at the time they were offered.
  package private(set) var members: [Member] = []
  /// The prices of interest, above 0.
  private var interest = 1.0...Double.infinity
  /// The least of them.
  var leastPrice: Double { interest.lowerBound }
  private var margin = Margin(quality: 0, cost: 0)
  /// The hull in ascending cost.
  private var corners: [(cost: Double, quality: Double)] = []
  /// The prices at which neighbours on the hull tie, descending.
  private var breaks: [Double] = []
  /// The ends of the prices of interest and the breaks, in groups of eight, padded with the least.
  private var prices: [SIMD8<Double>] = []
  /// env at `prices`.
  private var bests: [SIMD8<Double>] = []
  /// Sets that cost no more are always within reach.
  private var cheapest = Double.infinity

  /// An empty frontier.
  package init() {}

  /// Starts a frontier for some prices, above 0 and perhaps without an upper end.
  package mutating func begin(prices interest: ClosedRange<Double>, margin: Margin) {
    self.interest = interest
    self.margin = margin
    members.removeAll(keepingCapacity: true)
    corners.removeAll(keepingCapacity: true)
    breaks.removeAll(keepingCapacity: true)
    prices.removeAll(keepingCapacity: true)
    bests.removeAll(keepingCapacity: true)
    cheapest = .infinity
  }

  /// Whether a set of at most this quality, and of this cost, is within the margin of the hull at some price.
  @inline(__always)
  func isWithinReach(quality: Double, cost: Double) -> Bool {
    let cost = cost - margin.cost
    if cost <= cheapest { return true }
    var most = SIMD8<Double>(repeating: -.infinity)
    for group in prices.indices {
      let excess = quality + margin.quality - prices[group] * cost - bests[group]
      most.replace(with: excess, where: most .< excess)
    }
    return most.greatest >= 0
  }

  /// The same for all sets that add up to `room` of the additions at `places` to one of this quality and cost.
  ///
  /// - Parameter relief: the sum of negative model costs, by which a set's cost can fall.
  func isWithinReach(
    quality: Double, cost: Double, adding additions: [Addition], in places: Range<Int>, room: Int, relief: Double
  ) -> Bool {
    let cost = cost - margin.cost
    if cost + relief <= cheapest { return true }
    for group in prices.indices {
      let price = prices[group]
      var sum = SIMD8<Double>()
      for place in places {
        let gain = additions[place].gain - price * additions[place].cost
        sum += gain.replacing(with: 0, where: gain .< 0)
      }
      if places.count > room {
        var top = SIMD8<Double>()
        for place in places {
          let gain = additions[place].gain - price * additions[place].cost
          top.replace(with: gain, where: top .< gain)
        }
        let several = Double(room) * top
        sum.replace(with: several, where: several .< sum)
      }
      let excess = quality + margin.quality - price * cost + sum - bests[group]
      if excess.greatest >= 0 { return true }
    }
    return false
  }

  /// Adds a set if it is within reach.
  @inline(__always)
  package mutating func offer(_ models: SmallModelSet, quality: Double, cost: Double) {
    if isWithinReach(quality: quality, cost: cost) { admit(models, quality, cost) }
  }

  private mutating func admit(_ models: SmallModelSet, _ quality: Double, _ cost: Double) {
    members.append(Member(models: models, quality: quality, cost: cost))
    if cost >= cheapest {
      var most = -Double.infinity
      for group in prices.indices { most = max(most, (quality - prices[group] * cost - bests[group]).greatest) }
      if most <= 0 { return }
    }
    insert(quality, cost)
  }

  /// Adds (cost, quality), above the hull, as a corner.
  private mutating func insert(_ quality: Double, _ cost: Double) {
    func slope(_ left: (cost: Double, quality: Double), _ right: (cost: Double, quality: Double)) -> Double {
      (right.quality - left.quality) / (right.cost - left.cost)
    }
    let new = (cost: cost, quality: quality)
    var start = corners.firstIndex { $0.cost >= cost } ?? corners.count
    var end = start
    // Dominated on the right: not better, not worth its cost at the least price, or below the line to the next one.
    while end < corners.count {
      let hidesAny = corners[end].cost == cost || corners[end].quality <= quality
      if !hidesAny {
        let rise = slope(new, corners[end])
        if rise > leastPrice && (end + 1 == corners.count || rise > breaks[end]) { break }
      }
      end += 1
    }
    while start > 1 && breaks[start - 2] <= slope(corners[start - 1], new) { start -= 1 }
    // Cheaper ones are better only beyond the prices of interest.
    if start == 1 && interest.upperBound < .infinity && slope(corners[0], new) >= interest.upperBound { start = 0 }
    let lost = max(start - 1, 0)..<max(start - 1, 0, min(end, corners.count - 1))
    breaks.removeSubrange(lost)
    if end < corners.count { breaks.insert(slope(new, corners[end]), at: lost.lowerBound) }
    if start > 0 { breaks.insert(slope(corners[start - 1], new), at: lost.lowerBound) }
    corners.replaceSubrange(start..<end, with: CollectionOfOne(new))
    layOut()
  }

  private mutating func layOut() {
    let last = corners[corners.count - 1]
    let fill = (price: leastPrice, best: last.quality - leastPrice * last.cost)
    let isBounded = interest.upperBound < .infinity
    cheapest = isBounded ? -.infinity : corners[0].cost
    let groups = (breaks.count + (isBounded ? 9 : 8)) / 8
    while prices.count < groups {
      prices.append(.zero)
      bests.append(.zero)
    }
    prices.removeLast(prices.count - groups)
    bests.removeLast(bests.count - groups)
    for group in 0..<groups {
      var (row, best) = (SIMD8(repeating: fill.price), SIMD8(repeating: fill.best))
      for lane in 0..<max(0, min(8, breaks.count - 8 * group)) {
        let index = 8 * group + lane
        row[lane] = breaks[index]
        best[lane] = corners[index].quality - breaks[index] * corners[index].cost
      }
      prices[group] = row
      bests[group] = best
    }
    if isBounded {
      let (group, lane) = (breaks.count / 8, breaks.count % 8)
      prices[group][lane] = interest.upperBound
      bests[group][lane] = corners[0].quality - interest.upperBound * corners[0].cost
    }
  }

  /// The prices of interest at which `member` is within the margin of the best; `nil` where there is none.
  package func range(of member: Member) -> (from: Double, to: Double)? {
    if !isWithinReach(quality: member.quality, cost: member.cost) { return nil }
    var (from, to) = (interest.lowerBound, interest.upperBound)
    for corner in corners {
      let quality = corner.quality - member.quality - margin.quality
      let cost = corner.cost - member.cost + margin.cost
      if cost > 0 {
        from = max(from, quality / cost)
      } else if cost < 0 {
        to = min(to, quality / cost)
      } else if quality > 0 {
        return nil
      }
    }
    return from <= to ? (from, to) : nil
  }
}

extension SIMD8<Double> {
  /// The greatest lane.
  @inline(__always)
  var greatest: Double {
    let four = lowHalf.replacing(with: highHalf, where: lowHalf .< highHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.lowHalf .< four.highHalf)
    return Swift.max(two[0], two[1])
  }
}
