/// The state of a new query: what is known about it so far, as input to a deployed policy.
///
/// Lists per model are in pool order. An unknown number is NaN.
public struct QueryState: Sendable {
  /// Estimates, or known values, of a model's answer before and after the model runs.
  public struct Estimate: Sendable {
    /// The estimate of its quality before it ran, and the one after.
    public var exAnte = Double.nan, postHoc = Double.nan
    /// The estimate of its cost before it ran, and the one after.
    public var costExAnte = Double.nan, costPostHoc = Double.nan
    /// The number of prompt tokens for the model.
    public var tokensIn = Double.nan

    /// Nothing known.
    public init() {}
  }

  /// The answer of a model that has run.
  public struct Answer: Sendable {
    /// The true quality in [0, 1], where answers are judged.
    public var quality = Double.nan
    /// The cost paid, in the policy's unit.
    public var cost = Double.nan
    /// The recorded confidence of the model in its answer.
    public var confidence = Double.nan
    /// The number of answer tokens.
    public var tokensOut = Double.nan
    /// The answer.
    public var text: String?
    /// The log-probabilities of the answer's tokens.
    public var logprobs: [Double]?
    /// The probability of each class.
    public var classProbs: [Double]?

    /// Nothing known.
    public init() {}
  }

  /// The id of the query; it determines the draw between the tie rules.
  public var id = ""
  /// The prompt.
  public var text: String?
  /// The group that the query belongs to.
  public var group: String?
  /// Numeric features by column name.
  public var features: [String: Double] = [:]
  /// One per model.
  public var estimates: [Estimate]
  /// One per model; empty for models that have not run.
  public var answers: [Answer]
  /// The models that have run, in order.
  public var answered: [Int] = []

  /// A query with nothing known, for a pool of `modelCount` models.
  public init(modelCount: Int) {
    estimates = [Estimate](repeating: Estimate(), count: modelCount)
    answers = [Answer](repeating: Answer(), count: modelCount)
  }

  /// Records the answer of `model`.
  public mutating func take(_ answer: Answer, of model: Int) {
    answers[model] = answer
    answered.append(model)
  }

  /// Clears the state for the next query.
  public mutating func forget() {
    id = ""
    text = nil
    group = nil
    if !features.isEmpty { features.removeAll(keepingCapacity: true) }
    for model in estimates.indices { estimates[model] = Estimate() }
    for model in answered { answers[model] = Answer() }
    answered.removeAll(keepingCapacity: true)
  }
}
