/// A query that is in no trace set, with what is known of it so far: what a deployed policy decides on.
///
/// Lists per model are in pool order. A number that is not known is NaN.
public struct QueryState: Sendable {
  /// What is estimated, or known, of a model's answer before and after the model has run.
  public struct Estimate: Sendable {
    /// The estimate of its quality before it ran, and the one after.
    public var ante = Double.nan, post = Double.nan
    /// The estimate of its cost before it ran, and the one after.
    public var costAnte = Double.nan, costPost = Double.nan
    /// How many tokens the prompt has for the model.
    public var tokensIn = Double.nan

    /// Nothing known.
    public init() {}
  }

  /// What came back from a model that has run.
  public struct Answer: Sendable {
    /// The true quality in [0, 1], where something judges answers.
    public var quality = Double.nan
    /// The cost paid, in the policy's unit.
    public var cost = Double.nan
    /// The recorded confidence of the model in its answer.
    public var confidence = Double.nan
    /// How many tokens the answer has.
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

  /// The name of the query; it decides the draw between the tie rules.
  public var id = ""
  /// The prompt.
  public var text: String?
  /// The group that the query belongs to.
  public var group: String?
  /// Numeric features by the names of their columns.
  public var features: [String: Double] = [:]
  /// One per model.
  public var estimates: [Estimate]
  /// One per model; empty for those that have not run.
  public var answers: [Answer]
  /// The models that have run, in the order in which they did.
  public var answered: [Int] = []

  /// A query of which nothing is known, for a pool of `modelCount` models.
  public init(modelCount: Int) {
    estimates = [Estimate](repeating: Estimate(), count: modelCount)
    answers = [Answer](repeating: Answer(), count: modelCount)
  }

  /// Notes that `model` has run and what came back.
  public mutating func take(_ answer: Answer, of model: Int) {
    answers[model] = answer
    answered.append(model)
  }

  /// Forgets everything, for the next query.
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
