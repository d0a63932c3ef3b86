import Input
import Mathematics
import Traces

/// A fitted estimator on the rows of a dataset, with the evidence of every row kept.
public struct RowEstimates<Fitted: FittedEstimator>: QualityEstimates, CostEstimates {
  private let fitted: Fitted
  private let evidence: [Fitted.Evidence]

  /// The estimates of all rows of `data`.
  ///
  /// - Parameters:
  ///   - fitted: the estimator.
  ///   - data: the rows to estimate, with the columns that it reads.
  ///   - takesAnswers: whether models have answered; false where none is asked after another.
  ///   - reach: the answered sets that are asked about; `nil` where the estimator knows all.
  ///   - task: cancellation and cores.
  /// - Throws: `RoutingError.unsuitable` where a row lacks a number that the estimator needs, or where the estimator does not
  ///   know a set of `reach`, `RoutingError.cancelled`.
  public init(
    _ fitted: Fitted, on data: Dataset, takesAnswers: Bool = true, reach: PolicyReach? = nil, task: TaskContext
  ) throws(RoutingError) {
    self.fitted = fitted
    if let unknown = reach?.sets(modelCount: data.modelCount)?.first(where: { !fitted.knows($0) }) {
      throw RoutingError(.unreachable(unknown.models), models: data.models)
    }
    let states = RowStates(data, takesAnswers: takesAnswers, readsAnswers: takesAnswers && Fitted.readsAnswers)
    let chunks: [Result<[Fitted.Evidence], ServingError>]
    do {
      chunks = try task.untold.chunks(of: data.count) { rows in
        Result { () throws(ServingError) in
          var found: [Fitted.Evidence] = []
          found.reserveCapacity(rows.count)
          for row in rows { found.append(try fitted.evidence(of: states[row])) }
          return found
        }
      }
    } catch {
      throw .cancelled
    }
    var evidence: [Fitted.Evidence] = []
    evidence.reserveCapacity(data.count)
    for chunk in chunks {
      do { evidence += try chunk.get() } catch { throw RoutingError(error, models: data.models) }
    }
    self.evidence = evidence
  }

  /// Writes the ex-ante estimates of `row`.
  public func start(_ row: Int, _ belief: inout Belief) { fitted.start(evidence[row], &belief) }

  /// Takes in the answer that `model` gave to `row`.
  public func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    fitted.observe(model, evidence[row], &belief)
  }

  /// The estimator, with all that it needs for what the policy can reach.
  public func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    try fitted.reaching(reach, task: task)
  }
}

extension RoutingError {
  /// The rows lack what a query would lack.
  fileprivate init(_ error: ServingError, models: [String]) {
    switch error {
    case .missing(_, let field, let model):
      self = .unsuitable("fit", reason: "the traces have no \(field) of \(models[model])")
    case .unreachable:
      self = .unsuitable("fit", reason: "the estimator has no estimates for some answered sets")
    }
  }
}

/// The rows of a dataset as queries to which all models have answered that are offered, or for which another answer stands
/// in, in pool order.
struct RowStates: Sendable {
  private let data: Dataset
  private let takesAnswers: Bool
  private let features: [(name: String, values: [Double])]
  private let confidence: [Double]?, tokensIn: [Double]?, tokensOut: [Double]?
  private let answers: TextColumn?
  private let logprobs: Column?, classProbs: Column?, group: Column?

  /// - Parameters:
  ///   - takesAnswers: whether models have answered.
  ///   - readsAnswers: whether the texts, log-probabilities and class probabilities of answers are wanted.
  init(_ data: Dataset, takesAnswers: Bool, readsAnswers: Bool) {
    let data = data.served
    self.data = data
    self.takesAnswers = takesAnswers
    answers = readsAnswers ? data.traces.answers : nil
    func numbers(_ name: String) -> [Double]? {
      if case .numbers(let values)? = data.traces.outcomeColumn(name)?.values { return values }
      return nil
    }
    features = data.traces.queryColumns.compactMap { column in
      guard column.name.hasPrefix("x_"), case .numbers(let values) = column.values else { return nil }
      return (column.name, values)
    }
    (confidence, tokensIn, tokensOut) = (numbers("confidence"), numbers("tokens_in"), numbers("tokens_out"))
    logprobs = readsAnswers ? data.traces.outcomeColumn("logprobs") : nil
    classProbs = readsAnswers ? data.traces.outcomeColumn("class_probs") : nil
    group = data.traces.queryColumn("group")
  }

  /// The query of a row.
  subscript(row: Int) -> QueryState {
    var state = QueryState(modelCount: data.modelCount)
    let query = data.queryIndices[row]
    state.id = data.queryID(row)
    state.text = data.traces.prompts?[query]
    state.group = group?.text(at: query)
    for feature in features { state.features[feature.name] = feature.values[query] }
    for model in 0..<data.modelCount {
      let place = data.outcome(of: model, row: row)
      var answer = QueryState.Answer()
      answer.quality = data.quality[row * data.modelCount + model]
      answer.cost = data.cost[row * data.modelCount + model]
      answer.confidence = confidence?[place] ?? .nan
      answer.tokensOut = tokensOut?[place] ?? .nan
      answer.text = answers?[place]
      answer.logprobs = logprobs?.text(at: place).flatMap { NumberList.parse($0) }
      answer.classProbs = classProbs?.text(at: place).flatMap { NumberList.parse($0) }
      state.estimates[model].tokensIn = tokensIn?[place] ?? .nan
      if takesAnswers, data.isOffered(model, on: row) { state.take(answer, of: model) }
    }
    return state
  }
}
