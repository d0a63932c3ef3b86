/// The supermodels of a cascade: the first models of the pool.
struct Prefixes {
  /// The greatest number of models; those that cannot run do not count.
  var depth: Int
  /// Whether a prefix is valued as its last model.
  var countsLastOnly: Bool
}

/// Finds the frontier of the supermodels that contain A: one depth-first search for all prices at once.
///
/// As in `BranchAndBound`, the gain of a model bounds its gain on every larger set. Here the bounds are functions of
/// the price. Below a set,
///
/// - a model that lowers the trade-off at the least price of interest is left out (lemma 1); at higher prices it lowers
///   it more,
/// - the set's trade-off plus the greatest gains, as many as there is room for, bounds every superset: a sum of lines
///   and of their positive parts, hence convex in the price, as `SupermodelFrontier` requires.
///
/// A set that is not evaluated is below the frontier by more than its margin at every price.
struct ParametricSearch: Sendable {
  /// The sets found.
  private(set) var frontier = SupermodelFrontier()
  private typealias Addition = SupermodelFrontier.Addition
  /// `modelCount` additions for each level: what may be added below the set of that level.
  private var additions: [Addition] = []
  private var width = 0
  private var slack = 0.0
  private var relief = 0.0
  private var evaluated = 0
  /// The number of evaluated sets at which the search gives up: as many as the pool has pairs, 2048 at least.
  private var limit = 2048

  /// Whether the search gave up, so that sets may be missing.
  var isIncomplete: Bool { evaluated > limit }

  /// A set on the way down.
  private struct Node {
    var models: SmallModelSet
    var quality: Double
    var cost: Double
    var level: Int
    var room: Int
  }

  /// Searches the supersets of A with up to `room` of the models `addable` added, at some prices.
  ///
  /// - Parameter margin: how far below the best a set still counts; its quality part covers the error of the values.
  mutating func search<Values: ExpectedMaxEvaluator>(
    _ belief: Belief, addable: [Int], room: Int, prices: ClosedRange<Double>, margin: SupermodelFrontier.Margin,
    values: inout Values
  ) {
    frontier.begin(prices: prices, margin: margin)
    width = belief.modelCount
    limit = max(2048, width * width / 2)
    slack = margin.quality
    relief = 0
    evaluated = 0
    let missing = width * (width + 1) - additions.count
    if missing > 0 {
      additions.append(contentsOf: repeatElement(Addition(model: 0, gain: 0, cost: 0), count: missing))
    }
    let quality = values.begin(belief)
    var count = 0
    for model in addable {
      relief += min(belief.cost[model], 0)
      additions[count] = Addition(model: model, gain: .infinity, cost: belief.cost[model])
      count += 1
    }
    if belief.answered.isEmpty {
      startFromNothing(count, room, &values)
    } else {
      let cost = belief.answered.reduce(0) { $0 + belief.cost[$1] }
      let answered = Node(
        models: belief.answeredSet.small, quality: quality, cost: cost, level: 0, room: room)
      frontier.offer(answered.models, quality: quality, cost: cost)
      if room > 0 { expand(answered, count: count, &values) }
    }
  }

  /// The same for the prefixes of the pool that contain A, as in a cascade.
  mutating func search<Values: ExpectedMaxEvaluator>(
    _ belief: Belief, _ prefixes: Prefixes, prices: ClosedRange<Double>, margin: SupermodelFrontier.Margin,
    values: inout Values
  ) {
    frontier.begin(prices: prices, margin: margin)
    evaluated = 0
    let first = belief.answered.count
    var cost = belief.answered.reduce(0) { $0 + belief.cost[$1] }
    let quality = values.begin(belief)
    var models = belief.answeredSet.small
    if let last = belief.answered.last {
      frontier.offer(models, quality: prefixes.countsLastOnly ? belief.quality[last] : quality, cost: cost)
    }
    var level = 0
    belief.unanswered.forEach { model in
      if level >= prefixes.depth - first { return }
      cost += belief.cost[model]
      models.insert(model)
      if prefixes.countsLastOnly {
        frontier.offer(models, quality: belief.quality[model], cost: cost)
      } else {
        frontier.offer(models, quality: values.quality(at: level, adding: model), cost: cost)
        values.descend(from: level, adding: model)
      }
      level += 1
    }
  }

  /// Takes sets that have been evaluated, each with its E[max].
  mutating func take(
    _ sets: [(models: ModelSet, quality: Double)], _ belief: Belief, prices: ClosedRange<Double>,
    margin: SupermodelFrontier.Margin
  ) {
    frontier.begin(prices: prices, margin: margin)
    evaluated = 0
    for set in sets {
      var cost = 0.0
      set.models.forEach { cost += belief.cost[$0] }
      frontier.offer(set.models.small, quality: set.quality, cost: cost)
    }
  }

  /// Lemma 1 does not apply to first models: all stay.
  private mutating func startFromNothing<Values: ExpectedMaxEvaluator>(
    _ count: Int, _ room: Int, _ values: inout Values
  ) {
    var kept = 0
    for index in 0..<count {
      var first = additions[index]
      first.gain = values.quality(at: 0, adding: first.model)
      frontier.offer(SmallModelSet([first.model]), quality: first.gain, cost: first.cost)
      place(first, at: 0, count: &kept)
    }
    if room < 2 { return }
    for index in 0..<max(0, count - 1) {
      let first = additions[index]
      var listed = 0
      for later in index + 1..<count {
        var other = additions[later]
        other.gain = values.gainBound(of: other.model, over: first.model)
        if other.gain - frontier.leastPrice * other.cost <= -slack { continue }
        place(other, at: width, count: &listed)
      }
      let node = Node(
        models: SmallModelSet([first.model]), quality: first.gain, cost: first.cost, level: 1, room: room - 1)
      descend(to: node, from: 0, adding: first.model, count: listed, &values)
    }
  }

  /// Descends to `node`, the set of `level` with `model` added, if anything below it may be within reach.
  private mutating func descend<Values: ExpectedMaxEvaluator>(
    to node: Node, from level: Int, adding model: Int, count: Int, _ values: inout Values
  ) {
    if count == 0 || isIncomplete { return }
    let start = node.level * width
    let mayReach = frontier.isWithinReach(
      quality: node.quality, cost: node.cost, adding: additions, in: start..<start + count, room: node.room,
      relief: relief)
    if !mayReach { return }
    values.descend(from: level, adding: model)
    expand(node, count: count, &values)
  }

  /// Puts an addition among the `count` that begin at `start`, in descending order of gains, and counts it: finding
  /// sets of high quality early leaves the fewest to evaluate.
  @inline(__always)
  private mutating func place(_ addition: Addition, at start: Int, count: inout Int) {
    var index = start + count
    while index > start && additions[index - 1].gain < addition.gain {
      additions[index] = additions[index - 1]
      index -= 1
    }
    additions[index] = addition
    count += 1
  }

  /// Evaluates the additions to `node`, then the sets below each.
  private mutating func expand<Values: ExpectedMaxEvaluator>(_ node: Node, count: Int, _ values: inout Values) {
    let start = node.level * width
    var kept = 0
    for index in start..<start + count {
      var addition = additions[index]
      let cost = node.cost + addition.cost
      // Nothing follows the last addition, so its bound suffices to leave it out.
      if node.room == 1 && !frontier.isWithinReach(quality: node.quality + addition.gain, cost: cost) { continue }
      evaluated += 1
      let quality = values.quality(at: node.level, adding: addition.model)
      frontier.offer(node.models.adding(addition.model), quality: quality, cost: cost)
      addition.gain = quality - node.quality
      if addition.gain - frontier.leastPrice * addition.cost <= -slack { continue }
      place(addition, at: start, count: &kept)
    }
    if node.room == 1 { return }
    for index in 0..<max(0, kept - 1) {
      let added = additions[start + index]
      let below = start + width
      for later in index + 1..<kept { additions[below + later - index - 1] = additions[start + later] }
      let child = Node(
        models: node.models.adding(added.model), quality: node.quality + added.gain,
        cost: node.cost + added.cost, level: node.level + 1, room: node.room - 1)
      descend(to: child, from: node.level, adding: added.model, count: kept - index - 1, &values)
    }
  }
}
