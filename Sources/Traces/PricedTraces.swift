extension TraceSet {
  /// What became of the models whose costs a list of prices was asked for.
  public struct PriceMatches: Sendable, Equatable {
    /// The models that the list holds under another name, and that name.
    public var others: [(model: String, name: String)] = []
    /// The models that the list does not hold: their costs are as they were where they were money, and missing otherwise.
    public var unmatched: [String] = []

    /// No model.
    public init() {}

    /// Whether both hold the same models.
    public static func == (a: PriceMatches, b: PriceMatches) -> Bool {
      a.unmatched == b.unmatched && a.others.map(\.model) == b.others.map(\.model)
        && a.others.map(\.name) == b.others.map(\.name)
    }
  }

  /// The trace set with every cost of some models multiplied.
  public func multiplyingCosts(by factors: [String: Double]) -> TraceSet {
    var traces = self
    for (model, name) in models.enumerated() {
      guard let factor = factors[name] else { continue }
      for cell in stride(from: model, to: cost.count, by: modelCount) { traces.cost[cell] *= factor }
    }
    return traces
  }

  /// The trace set with costs in USD, counted from the tokens of each answer.
  ///
  /// An answer costs `tokens_in` at the price of input, `tokens_cache_read` and `tokens_cache_write` (which are no part of
  /// `tokens_in`) at those of the cache, and `tokens_out` at that of output, of which `tokens_reasoning` are a part at that
  /// of reasoning. Without tokens, or without the price of those that it wrote, an answer has no cost. A model that the
  /// list does not hold keeps costs that are money.
  ///
  /// - Returns: `nil` in the place of the trace set where it records no tokens.
  public func priced(by list: PriceList) -> (traces: TraceSet?, matches: PriceMatches) {
    var matches = PriceMatches()
    func tokens(_ name: String) -> [Double]? {
      guard case .numbers(let numbers)? = outcomeColumn(name)?.values else { return nil }
      return numbers
    }
    let (input, output) = (tokens("tokens_in"), tokens("tokens_out"))
    let (read, write) = (tokens("tokens_cache_read"), tokens("tokens_cache_write"))
    let reasoning = tokens("tokens_reasoning")
    func charge(_ price: Double, _ tokens: Double) -> Double { tokens > 0 ? price * tokens : 0 }
    func count(_ numbers: [Double]?, _ cell: Int) -> Double {
      numbers.map { $0[cell].isNaN ? 0 : $0[cell] } ?? 0
    }
    var traces = self
    let isMoney = costUnit == .usd && costSource.isRecorded
    for (model, name) in models.enumerated() {
      guard let match = list.match(for: name), let prices = list[match] else {
        matches.unmatched.append(name)
        if !isMoney { for cell in stride(from: model, to: cost.count, by: modelCount) { traces.cost[cell] = .nan } }
        continue
      }
      if match != name { matches.others.append((name, match)) }
      for cell in stride(from: model, to: cost.count, by: modelCount) {
        // Both counts, where the traces have both: a price of half an answer is none.
        let isKnown = [input, output].allSatisfy { $0.map { !$0[cell].isNaN } ?? true }
        if !isKnown {
          traces.cost[cell] = .nan
          continue
        }
        let reasoned = prices.reasoning == nil ? 0 : min(count(reasoning, cell), count(output, cell))
        let sum =
          prices.input * count(input, cell) + charge(prices.output, count(output, cell) - reasoned)
          + (prices.reasoning ?? 0) * reasoned + (prices.cacheRead ?? prices.input) * count(read, cell)
          + (prices.cacheWrite ?? prices.input) * count(write, cell)
        traces.cost[cell] = sum / 1e6
      }
    }
    traces.costUnit = .usd
    return (input == nil && output == nil ? nil : traces, matches)
  }
}
