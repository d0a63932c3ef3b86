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
      for (name, list) in [("--price-in", prices.input), ("--price-out", prices.output)]
      where list.count != data.modelCount {
        throw .invalidParameter(
          name, found: "\(list.count) numbers", allowed: "\(data.modelCount), one per model of the pool")
      }
    }
    let width = data.modelCount
    var input = [Double](repeating: 0, count: data.count * width)
    var output = input
    var (prices, means) = (
      prices: (input: [Double](), output: [Double]()), means: (input: [Double](), output: [Double]())
    )
    for model in 0..<width {
      func known(_ column: [Double], _ row: Int) -> Double { column[data.outcome(of: model, row: row)] }
      let rows = data.train.filter { !known(allInput, $0).isNaN && !known(allOutput, $0).isNaN }
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
      for row in 0..<data.count {
        let tokens = known(allInput, row)
        input[row * width + model] = tokens
        output[row * width + model] = known(allOutput, row)
      }
    }
    return TokenCostEstimates(
      tokens: TokenCosts(prices: prices, means: means), input: input, output: output, cost: data.cost)
  }
}

private struct TokenCostEstimates: CostEstimates {
  let tokens: TokenCosts
  /// The tokens of the prompt, and of the answer, per row and model; NaN where missing.
  let input: [Double], output: [Double]
  /// The true cost per row and model.
  let cost: [Double]

  func start(_ row: Int, _ belief: inout Belief) {
    let first = row * belief.modelCount
    tokens.start(&belief) { input[first + $0] }
  }

  func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    let first = row * belief.modelCount
    tokens.observe(&belief, input: { input[first + $0] }, output: { output[first + $0] })
    belief.cost[model] = cost[first + model]
  }

  func predictor(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any CostPredictor {
    TokenCostPredictor(tokens: tokens)
  }
}

/// Prices and mean lengths per model, and the costs that follow from token counts. Missing counts are NaN.
struct TokenCosts: Sendable {
  /// The prices of a prompt token and of an answer token.
  let prices: (input: [Double], output: [Double])
  /// The mean numbers of tokens on the train part.
  let means: (input: [Double], output: [Double])

  /// Writes the costs before anything ran.
  func start(_ belief: inout Belief, input: (Int) -> Double) {
    for model in 0..<belief.modelCount {
      belief.cost[model] = inputCost(of: model, input) + prices.output[model] * means.output[model]
    }
  }

  /// Writes the costs of models that have not run, given the lengths of the answers seen.
  func observe(_ belief: inout Belief, input: (Int) -> Double, output: (Int) -> Double) {
    var sum = 0.0
    var count = 0.0
    for answered in belief.answered where !output(answered).isNaN {
      sum += output(answered)
      count += 1
    }
    for other in 0..<belief.modelCount where !belief.hasRun(other) {
      let expected = count > 0 ? sum / count : means.output[other]
      belief.cost[other] = inputCost(of: other, input) + prices.output[other] * expected
    }
  }

  private func inputCost(of model: Int, _ input: (Int) -> Double) -> Double {
    let tokens = input(model)
    return prices.input[model] * (tokens.isNaN ? means.input[model] : tokens)
  }
}
