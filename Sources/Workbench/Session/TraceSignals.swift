import CommandLanguage
import Routing
import Traces

/// What the columns of some traces let estimators see.
package struct TraceSignals: Sendable {
  /// Columns with a value per answer, known once a model has run: confidence, log-probabilities, class probabilities.
  package var ofAnswers: [String]
  /// The texts of answers, which can agree.
  package var hasAnswers: Bool
  /// The texts of queries.
  package var hasPrompts: Bool
  /// Numbers or groups known of a query beforehand.
  var ofQueries: [String]
  /// Whether some quality lies between 0 and 1.
  var isGraded: Bool

  package init(_ traces: TraceSet) {
    ofAnswers = ["confidence", "logprobs", "class_probs"].filter { traces.outcomeColumn($0) != nil }
    hasAnswers = traces.answers != nil
    hasPrompts = traces.prompts != nil
    ofQueries = traces.queryColumns.map(\.name).filter { $0 == "group" || $0.hasPrefix("x_") }
    isGraded = traces.quality.contains { $0 > 0 && $0 < 1 }
  }

  /// Whether queries or answers can be told apart at all.
  package var isAny: Bool { !ofAnswers.isEmpty || hasAnswers || hasPrompts || !ofQueries.isEmpty }

  /// The estimators that can make use of them, as typed after `fit quality`.
  package var fits: [String] {
    if !isAny { return [] }
    let regression = isGraded ? "linear" : "logistic"
    var fits: [String] = []
    if !ofAnswers.isEmpty || hasAnswers || !ofQueries.isEmpty { fits.append(regression) }
    if hasPrompts { fits.append("\(regression) --features all,text") }
    if ofAnswers.contains("confidence") { fits.append("irt") }
    if hasPrompts || ofQueries.contains(where: { $0 != "group" }) { fits.append("knn") }
    return fits
  }
}

extension CommandError {
  /// Quality estimates are needed but none are fitted; the advice is one that these traces permit.
  package static func noQualityEstimator(for traces: TraceSet) -> CommandError {
    .notYet("no quality estimator is fitted", advice: traces.proposedFit)
  }
}

extension TraceSet {
  /// A fit to propose. Noise is put on the truth only where that is simulated as well.
  package var proposedFit: String {
    let isLog = isLog(on: Array(0..<queryCount))
    if isSimulated && !isLog { return "fit quality noisy --ante 0.6 --post 0.3" }
    return TraceSignals(self).isAny ? "fit quality auto" : isLog ? "sweep mix" : "fit quality constant"
  }
}

extension Workspace {
  /// Whether the fitted estimates are made from the truth.
  var knowsTruth: Bool {
    guard let fit = qualityFit?.specification else { return costFit?.specification.name == "noisy" }
    return fit.name == "noisy" || fit.parameters["before"] == "noisy" || costFit?.specification.name == "noisy"
  }

  /// What has to be said beside every result of its estimates: where they know what nobody will know.
  package var caveats: [String] {
    guard let fit = qualityFit?.specification else { return [] }
    var caveats: [String] = []
    if knowsTruth && !traces.isSimulated {
      caveats.append(
        "the estimates were made from the truth (fit ... noisy), which is unknown for a new query: this shows what such "
          + "estimates would be worth, not what is achievable")
    }
    if fit.name == "oracle-after" && !traces.isSimulated {
      caveats.append(
        "every answer is judged by its true quality (oracle-after): this holds where an equally good judge, such as a test "
          + "suite, checks every answer, at no cost")
    }
    return caveats
  }
}
