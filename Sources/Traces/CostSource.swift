import Input

/// Where the costs of traces came from.
public enum CostSource: Sendable, Equatable {
  /// They are recorded, or asked for.
  case recorded
  /// No price is recorded: each answer costs its tokens.
  case tokens
  /// Neither price nor tokens are recorded: each answer costs its seconds.
  case latency
  /// Nothing is recorded that could be a cost: each answer costs 1.
  case equal

  /// Whether they are recorded, or asked for.
  public var isRecorded: Bool { self == .recorded }
}

extension TraceBuilder {
  /// The cost of every row where none was asked for by name: the price where there is any, else tokens, else seconds,
  /// else 1.
  ///
  /// - Throws: `InputError.incompatible` where the unit that was asked for is not recorded.
  mutating func settleCosts(asked: CostUnit?, path: String) throws(InputError) -> (unit: CostUnit, source: CostSource) {
    // A column of costs that is blank throughout is none.
    guard hasRecordedOutcomes || !hasCosts else { return (asked ?? .usd, .recorded) }
    func recorded(_ name: String) -> [Double]? {
      numbers(of: name).flatMap { $0.contains { !$0.isNaN } ? $0 : nil }
    }
    let tokens = [RecordedOutcome.Measure.tokensIn, .tokensOut].compactMap { recorded($0.rawValue) }
    let hasTokens = !tokens.isEmpty
    let seconds = TraceSet.seconds(recorded("latency"), milliseconds: recorded("latency_ms"))
    let hasLatency = seconds != nil
    switch asked {
    case .usd where !hasCosts, .tokens where !hasTokens, .latency where !hasLatency:
      throw .incompatible(path: path, reason: "no \(asked?.rawValue ?? "cost") is recorded")
    case .relative where !hasCosts:
      setCosts { _ in 1 }
      return (.relative, .equal)
    case .usd, .relative: return (asked ?? .usd, .recorded)
    case nil where hasCosts: return (.usd, .recorded)
    case .tokens,
      nil where hasTokens:
      let cached = [RecordedOutcome.Measure.tokensCacheRead, .tokensCacheWrite].compactMap { recorded($0.rawValue) }
      func count(_ column: [Double], _ row: Int) -> Double { row < column.count ? column[row] : .nan }
      setCosts { row in
        // Both counts, where both are recorded: a part of the tokens is no cost.
        let known = tokens.reduce(0) { $0 + count($1, row) }
        return cached.reduce(known) { count($1, row).isNaN ? $0 : $0 + count($1, row) }
      }
      return (.tokens, asked == nil ? .tokens : .recorded)
    case .latency,
      nil where hasLatency:
      let seconds = seconds ?? []
      setCosts { $0 < seconds.count ? seconds[$0] : .nan }
      return (.latency, asked == nil ? .latency : .recorded)
    case nil:
      setCosts { _ in 1 }
      return (.relative, .equal)
    }
  }
}
