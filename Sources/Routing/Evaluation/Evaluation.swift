import Mathematics
import Traces

extension Policy {
  /// Serves each of `rows` by one tie rule and returns the outcomes, in order; ends early when cancelled.
  ///
  /// A protocol requirement with one implementation, so that the loop is specialised for each policy.
  public func evaluate(_ rows: ArraySlice<Int>, of fitted: FittedTraces, rule: TieRule, task: TaskContext) -> Outcomes {
    let data = fitted.data
    var outcomes = Outcomes(modelCount: data.modelCount, capacity: rows.count)
    var belief = Belief(modelCount: data.modelCount)
    var scratch = makeScratch(modelCount: data.modelCount, task: task)
    var observer = SilentObserver()
    for row in rows {
      if task.isCancelled { break }
      serve(row, of: fitted, rule: rule, belief: &belief, scratch: &scratch, observer: &observer)
      add(belief, of: row, data, to: &outcomes)
    }
    return outcomes
  }

  /// Adds a row that ended in `belief`.
  @inline(__always)
  private func add(_ belief: Belief, of row: Int, _ data: Dataset, to outcomes: inout Outcomes) {
    if belief.cutOff != nil { return outcomes.append(path(belief), of: row, data) }
    let answer = answer(belief)
    for model in belief.answered { outcomes.ran[model] += 1 }
    outcomes.answered[answer] += 1
    outcomes.cost.append(data.cost(of: belief.answeredSet, row: row))
    outcomes.quality.append(data.quality[row * data.modelCount + answer])
  }

  /// Serves `row` from the first run to the decision to stop, reporting to `observer`.
  public func serve<Observer: DecisionObserver>(
    _ row: Int, of fitted: FittedTraces, rule: TieRule, belief: inout Belief, scratch: inout Scratch,
    observer: inout Observer
  ) {
    let data = fitted.data
    let cap = cap ?? .infinity
    fitted.estimates.start(row, &belief)
    while !belief.unanswered.isEmpty,
      let model = next(belief, row: row, rule: rule, scratch: &scratch, observer: &observer)
    {
      let cost = data.cost[row * data.modelCount + model]
      if belief.spent + cost > cap {
        belief.cutOff = model
        return
      }
      belief.spent += cost
      fitted.estimates.observe(model, row: row, &belief)
    }
  }
}

/// Working memory that notes whether a decision hung on the tie rule.
protocol TieNoting {
  /// Whether one did since this was last set to false.
  var hasTied: Bool { get set }
}

extension Policy where Scratch: TieNoting {
  /// The outcomes of serving `rows` by the low-cost and by the high-cost rule; a row without ties is served once.
  @inline(__always)
  func evaluateByBothRules(_ rows: ArraySlice<Int>, of fitted: FittedTraces, task: TaskContext) -> [Outcomes] {
    let data = fitted.data
    var cheap = Outcomes(modelCount: data.modelCount, capacity: rows.count)
    var dear = cheap
    var belief = Belief(modelCount: data.modelCount)
    var scratch = makeScratch(modelCount: data.modelCount, task: task)
    var observer = SilentObserver()
    for row in rows {
      if task.isCancelled { break }
      scratch.hasTied = false
      serve(row, of: fitted, rule: .lowestCost, belief: &belief, scratch: &scratch, observer: &observer)
      add(belief, of: row, data, to: &cheap)
      if scratch.hasTied {
        serve(row, of: fitted, rule: .highestCost, belief: &belief, scratch: &scratch, observer: &observer)
      }
      add(belief, of: row, data, to: &dear)
    }
    return [cheap, dear]
  }
}

extension Policy {
  /// The outcomes of serving `rows` by one tie rule, on all cores, in row order.
  public func outcomes(
    on rows: [Int], of fitted: FittedTraces, rule: TieRule, task: TaskContext
  ) throws(RoutingError) -> Outcomes {
    try [PolicyVariant(policy: self, rule: rule)].outcomes(on: rows, of: fitted, task: task)[0]
  }
}
