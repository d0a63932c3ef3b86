/// The models of the greatest reservation values of a query, remembered from answer to answer: where answers tell nothing of
/// other models, the next best is found without weighing all of them again.
struct LeadingReservations: Sendable {
  /// A model that may run next.
  struct Leader: Sendable {
    let model: Int
    let value: Double
  }

  private static let limit = 16

  /// The leaders, the greatest value first.
  private(set) var leaders: [Leader] = []
  /// No model that was weighed and is not among the leaders has a greater value.
  var rest: Double { leavesOut ? leaders.last!.value : -.infinity }

  private var leavesOut = false
  private var row = -1
  private var lambda = -1.0
  private var weighed = ModelSet()

  init() {}

  /// Starts anew with the models of a belief about `row` that have not run, at a price.
  mutating func begin(_ belief: Belief, row: Int, lambda: Double) {
    leaders.removeAll(keepingCapacity: true)
    leavesOut = false
    (self.row, self.lambda, weighed) = (row, lambda, belief.unanswered)
  }

  /// Takes in the value of one of these models.
  mutating func offer(_ model: Int, _ value: Double) {
    if leaders.count == Self.limit {
      leavesOut = true
      if value <= leaders[Self.limit - 1].value { return }
      leaders.removeLast()
    }
    let place = leaders.firstIndex { $0.value < value } ?? leaders.count
    leaders.insert(Leader(model: model, value: value), at: place)
  }

  /// Whether all models that have not run were weighed when this was started, for the same row at the same price.
  func cover(_ belief: Belief, row: Int, lambda: Double) -> Bool {
    self.row == row && self.lambda == lambda && weighed.isSuperset(of: belief.unanswered)
  }
}
