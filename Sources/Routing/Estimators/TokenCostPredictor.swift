import Input
import Traces

/// Cost per token without the traces; prompt tokens come with the query, answer tokens with the answer.
struct TokenCostPredictor: CostPredictor {
  let tokens: TokenCosts

  init(tokens: TokenCosts) { self.tokens = tokens }

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
    let count = models.count
    tokens = TokenCosts(
      prices: (try node["price_in"].numbers(count: count), try node["price_out"].numbers(count: count)),
      means: (try node["mean_tokens_in"].numbers(count: count), try node["mean_tokens_out"].numbers(count: count)))
  }

  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    tokens.start(&belief) { query.estimates[$0].tokensIn }
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    tokens.observe(
      &belief, input: { query.estimates[$0].tokensIn }, output: { query.answers[$0].tokensOut })
    belief.cost[model] = try query.answer(\.cost, "cost", of: model)
  }

  func json(models: [String]) -> JSONValue {
    [
      "estimator": "tokens", "price_in": .numbers(tokens.prices.input), "price_out": .numbers(tokens.prices.output),
      "mean_tokens_in": .numbers(tokens.means.input), "mean_tokens_out": .numbers(tokens.means.output),
    ]
  }
}
