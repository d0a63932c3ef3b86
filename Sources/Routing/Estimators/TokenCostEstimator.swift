import Input
import Mathematics
import Traces

/// Cost per token: price_in x tokens_in + price_out x expected tokens_out (method, section 7).
///
/// The prompt's tokens are known before a model runs. The answer is expected to be as long as the mean of the answers
/// seen so far, at first as long as the model's train mean. A model that has run has its true cost. Estimates may be
/// negative and are used as they are.
public struct TokenCostEstimator: CostEstimator {
  /// The price of a token per model in pool order, in the unit of the traces; `nil` to fit the prices.
  public var prices: (input: [Double], output: [Double])?
  /// Whether the train mean of an answer's tokens is divided by the number of queries twice, as in the reference
  /// implementation.
  public var dividesMeanTwice = false

  /// An estimator with given prices, or one that fits them by least squares of cost on both counts of tokens.
  public init(prices: (input: [Double], output: [Double])? = nil) { self.prices = prices }

  init(_ arguments: EstimatorArguments) throws(RoutingError) {
    dividesMeanTwice = arguments.reference.contains(.outputMeanDividedTwice)
    let (input, output) = try (arguments.numbers("price-in"), arguments.numbers("price-out"))
    if input == nil && output == nil { return }
    guard let input, let output else {
      throw .missingParameter(
        input == nil ? "--price-in" : "--price-out", of: arguments.estimator,
        example: "--price-in 0.15,2.5 --price-out 0.6,10")
    }
    prices = (input.map { $0 / 1e6 }, output.map { $0 / 1e6 })
  }

  static let parameters = [
    EstimatorParameter(
      "price-in", "price per million prompt tokens, per model in pool order; fitted if not given", kind: .text),
    EstimatorParameter(
      "price-out", "price per million answer tokens, per model in pool order; fitted if not given", kind: .text),
  ]

  /// Cost estimates for all rows.
  ///
  /// - Throws: `RoutingError.unsuitable` where no train query of a model has both counts of tokens,
  ///   `RoutingError.invalidParameter` where the numbers of prices and models differ.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    guard case .numbers(let allInput)? = data.traces.outcomeColumn("tokens_in")?.values,
      case .numbers(let allOutput)? = data.traces.outcomeColumn("tokens_out")?.values
    else {
      throw .unsuitable(
        "tokens", reason: "the traces need the columns tokens_in and tokens_out; try: fit cost constant")
    }
    if let prices = self.prices {
      for (name, list) in [("--price-in", prices.input), ("--price-out", prices.output)] {
        _ = try data.perModel(list, of: name)
      }
    }
    let width = data.modelCount
    var (prices, means) = (
      prices: (input: [Double](), output: [Double]()), means: (input: [Double](), output: [Double]())
    )
    for model in 0..<width {
      func known(_ column: [Double], _ row: Int) -> Double { column[data.outcome(of: model, row: row)] }
      let rows = data.rows(of: model, among: data.train).filter {
        !known(allInput, $0).isNaN && !known(allOutput, $0).isNaN
      }
      if rows.isEmpty {
        throw .unsuitable("tokens", reason: "no train query has both tokens_in and tokens_out of \(data.models[model])")
      }
      let price: (input: Double, output: Double)
      if let given = self.prices {
        price = (given.input[model], given.output[model])
      } else {
        let fit = RidgeRegression(
          DesignMatrix(rows: rows.map { [known(allInput, $0), known(allOutput, $0)] }),
          targets: rows.map { data.cost[$0 * width + model] }, ridge: 0, hasIntercept: false)
        price = (fit.coefficients[0], fit.coefficients[1])
      }
      let meanInput = rows.map { known(allInput, $0) }.mean
      let meanOutput = rows.map { known(allOutput, $0) }.mean
      prices.input.append(price.input)
      prices.output.append(price.output)
      means.input.append(meanInput)
      means.output.append(dividesMeanTwice ? meanOutput / Double(rows.count) : meanOutput)
    }
    return try RowEstimates(TokenCosts(prices: prices, means: means), on: data, task: task)
  }
}

/// Prices and mean lengths per model, and the costs that follow from token counts. Missing counts are NaN.
struct TokenCosts: FittedEstimator {
  /// The prices of a prompt token and of an answer token.
  let prices: (input: [Double], output: [Double])
  /// The mean numbers of tokens on the train part.
  let means: (input: [Double], output: [Double])

  /// Per model the tokens of prompt and answer, and the cost paid.
  struct Evidence: Sendable {
    var input: [Double], output: [Double], cost: [Double]
  }

  init(prices: (input: [Double], output: [Double]), means: (input: [Double], output: [Double])) {
    self.prices = prices
    self.means = means
  }

  static var readsAnswers: Bool { false }

  func evidence(of query: QueryState) throws(ServingError) -> Evidence {
    for model in query.answered { _ = try query.answer(\.cost, "cost", of: model) }
    return Evidence(
      input: query.estimates.map(\.tokensIn), output: query.answers.map(\.tokensOut), cost: query.answers.map(\.cost))
  }

  /// Writes the costs before anything ran.
  func start(_ evidence: Evidence, _ belief: inout Belief) {
    for model in 0..<belief.modelCount {
      belief.cost[model] = inputCost(of: model, evidence) + prices.output[model] * means.output[model]
    }
  }

  /// Writes the costs of models that have not run, given the lengths of the answers seen, and the cost paid.
  func observe(_ model: Int, _ evidence: Evidence, _ belief: inout Belief) {
    var sum = 0.0
    var count = 0.0
    for answered in belief.answered where !evidence.output[answered].isNaN {
      sum += evidence.output[answered]
      count += 1
    }
    for other in 0..<belief.modelCount where !belief.hasRun(other) {
      let expected = count > 0 ? sum / count : means.output[other]
      belief.cost[other] = inputCost(of: other, evidence) + prices.output[other] * expected
    }
    belief.cost[model] = evidence.cost[model]
  }

  private func inputCost(of model: Int, _ evidence: Evidence) -> Double {
    let tokens = evidence.input[model]
    return prices.input[model] * (tokens.isNaN ? means.input[model] : tokens)
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    [
      "estimator": "tokens", "price_in": .numbers(prices.input), "price_out": .numbers(prices.output),
      "mean_tokens_in": .numbers(means.input), "mean_tokens_out": .numbers(means.output),
    ]
  }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    let count = models.count
    prices = (try node["price_in"].numbers(count: count), try node["price_out"].numbers(count: count))
    means = (try node["mean_tokens_in"].numbers(count: count), try node["mean_tokens_out"].numbers(count: count))
  }

  static func schemas(of target: EstimateTarget) -> [JSONValue] {
    [
      JSONSchema.estimator(
        "tokens", description: "price_in * tokens_in + price_out * expected tokens_out",
        [
          .init("price_in", JSONSchema.numbers, "per model: the price of a prompt token"),
          .init("price_out", JSONSchema.numbers, "per model: the price of an answer token"),
          .init("mean_tokens_in", JSONSchema.numbers, "per model: the default for a missing tokens_in"),
          .init(
            "mean_tokens_out", JSONSchema.numbers, "per model: the expected answer tokens before any answer is seen"),
        ])
    ]
  }
}
