import Mathematics
import Traces

/// The path of one query: the models run, in order, and the answering model.
public struct ServedPath: Sendable, Hashable {
  /// The models run, in order.
  public var ran: [Int]
  /// The model whose answer was given.
  public var answer: Int

  /// Creates a path from the models run and the model that answers.
  public init(ran: [Int], answer: Int) {
    self.ran = ran
    self.answer = answer
  }

  /// The true cost of all models run on `row`.
  public func cost(_ row: Int, of data: Dataset) -> Double {
    data.cost(of: ModelSet(ran), row: row)
  }

  /// The true quality of the answer given to `row`.
  public func quality(_ row: Int, of data: Dataset) -> Double { data.quality[row * data.modelCount + answer] }
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
    return ServedPath(ran: belief.answered, answer: answer(belief))
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
