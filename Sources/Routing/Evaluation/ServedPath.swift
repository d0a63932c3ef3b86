import Mathematics
import Traces

/// The path of one query: the models run, in order, and the answering model.
public struct ServedPath: Sendable, Hashable {
  /// The models run, in order.
  public var ran: [Int]
  /// The model whose answer was given.
  public var answer: Int

  /// What the query cost where its last run was cut off for exceeding the cap; that run's answer is lost.
  public var cutOffAt: Double?

  /// Creates a path from the models run and the model that answers; one whose last run was cut off also from what the query
  /// then cost.
  public init(ran: [Int], answer: Int, cutOffAt: Double? = nil) {
    self.ran = ran
    self.answer = answer
    self.cutOffAt = cutOffAt
  }

  /// The true cost of all models run on `row`.
  public func cost(_ row: Int, of data: Dataset) -> Double {
    cutOffAt ?? data.cost(of: ModelSet(ran), row: row)
  }

  /// The true quality of the answer given to `row`; 0 where it was lost.
  public func quality(_ row: Int, of data: Dataset) -> Double { quality(of: answer, row, data) }

  /// The true quality of the answer of a model that ran on `row`; 0 where it was cut off.
  public func quality(of model: Int, _ row: Int, _ data: Dataset) -> Double {
    isCutOff(model) ? 0 : data.quality[row * data.modelCount + model]
  }

  /// The true cost of a model that ran on `row`, as far as it ran.
  public func cost(of model: Int, _ row: Int, _ data: Dataset) -> Double {
    guard let cutOffAt, isCutOff(model) else { return data.cost[row * data.modelCount + model] }
    return max(0, cutOffAt - data.cost(of: ModelSet(ran.dropLast()), row: row))
  }

  private func isCutOff(_ model: Int) -> Bool { cutOffAt != nil && model == ran.last }
}

extension Policy {
  /// The path of `row` under one tie rule.
  public func path(_ row: Int, of fitted: FittedTraces, rule: TieRule) -> ServedPath {
    var belief = Belief(modelCount: fitted.data.modelCount)
    var scratch = makeScratch(modelCount: fitted.data.modelCount)
    return path(row, of: fitted, rule: rule, belief: &belief, scratch: &scratch)
  }

  /// The path of `row` under one tie rule; `belief` and `scratch` are working memory.
  public func path(
    _ row: Int, of fitted: FittedTraces, rule: TieRule, belief: inout Belief, scratch: inout Scratch
  ) -> ServedPath {
    var observer = SilentObserver()
    serve(row, of: fitted, rule: rule, belief: &belief, scratch: &scratch, observer: &observer)
    return path(belief)
  }

  /// The path that ended in `belief`.
  func path(_ belief: Belief) -> ServedPath {
    guard let lost = belief.cutOff else { return ServedPath(ran: belief.answered, answer: answer(belief)) }
    return ServedPath(
      ran: belief.answered + [lost], answer: belief.answered.isEmpty ? lost : answer(belief), cutOffAt: cap)
  }

  /// The path of each of `rows` under one tie rule, on all cores, in order.
  public func paths(_ rows: [Int], of fitted: FittedTraces, rule: TieRule, task: TaskContext) throws(RoutingError)
    -> [ServedPath]
  {
    do {
      return try task.chunks(of: rows.count, size: 32) { places in
        var belief = Belief(modelCount: fitted.data.modelCount)
        var scratch = makeScratch(modelCount: fitted.data.modelCount, task: task)
        return places.map { path(rows[$0], of: fitted, rule: rule, belief: &belief, scratch: &scratch) }
      }.flatMap(\.self)
    } catch {
      throw .cancelled
    }
  }
}
