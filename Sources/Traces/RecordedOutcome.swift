import Input

/// One outcome as other tools record it: some of these numbers, the others NaN.
struct RecordedOutcome {
  /// From 0 to 1.
  var quality = Double.nan
  /// In USD.
  var cost = Double.nan
  /// By the places of `Measure.allCases`.
  var measures = InlineArray<6, Double>(repeating: .nan)
  /// Whether the call failed: there is no answer.
  var hasFailed = false

  /// What is measured of a call beside its quality and its price; the names are those of columns.
  enum Measure: String, CaseIterable {
    case tokensIn = "tokens_in"
    case tokensOut = "tokens_out"
    case tokensCacheRead = "tokens_cache_read"
    case tokensCacheWrite = "tokens_cache_write"
    case tokensReasoning = "tokens_reasoning"
    /// In seconds.
    case latency
  }

  /// The names under which a record may hold what is known of an outcome beside its score.
  static let names = ["cost", "prompt", "answer", "latency_ms"] + Measure.allCases.map(\.rawValue)

  /// Whether a column is one of answers by its name: it stays one where its values are equal for all models of a query, as
  /// they are where each query has one.
  static func isOfAnswers(_ name: String) -> Bool {
    let others = ["latency_ms", "confidence", "logprobs", "class_probs", TraceSet.propensity]
    return others.contains(name) || Measure(rawValue: name) != nil
  }
}

extension TraceSet {
  /// The latency of each answer in seconds, of which some files record seconds and others milliseconds; `nil` where none does.
  ///
  /// - Parameters:
  ///   - seconds: what is recorded in seconds, NaN where nothing is; the last ones may be missing.
  ///   - milliseconds: what is recorded in milliseconds, likewise.
  package static func seconds(_ seconds: [Double]?, milliseconds: [Double]?) -> [Double]? {
    guard let milliseconds else { return seconds }
    let seconds = seconds ?? []
    return (0..<max(seconds.count, milliseconds.count)).map { place in
      if place < seconds.count, !seconds[place].isNaN { return seconds[place] }
      return place < milliseconds.count ? milliseconds[place] / 1000 : .nan
    }
  }
}
