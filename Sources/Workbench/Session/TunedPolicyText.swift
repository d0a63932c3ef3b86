import Display
import Input
import Routing
import Traces

extension TunedPolicy {
  /// The parameters in JSON: `lambdas` (or `thresholds`) and `gamma`.
  package var parameters: [JSONValue.Member] {
    let values = { (values: [Double]) in JSONValue.array(values.map { .number($0) }) }
    return [
      thresholds.isEmpty ? .init("lambdas", values(lambdas)) : .init("thresholds", values(thresholds)),
      .init("gamma", .number(gamma)),
      .init("fallback", fallback.map(\.json) ?? .null),
    ]
  }

  /// Where a mixture of single models replaces a strategy: for new queries, and in how many of the folds that are measured.
  package func fallbackSentence(_ strategy: String, on data: Dataset) -> String? {
    let count = folds.count { $0.fallback != nil }
    let measured = "\(count == 0 ? "none" : "\(count)") of the \(folds.count) folds measured here"
    guard let fallback else {
      return count == 0
        ? nil : "in \(measured) \(strategy) does not beat mixing single models, so the mixture is used there"
    }
    let sentence = fallback.sentence(strategy, on: data)
    return count == folds.count ? sentence : sentence + " for new queries, and in \(measured)"
  }
}

extension Fallback {
  /// As written in JSON and in state files.
  var json: JSONValue { ["gain": .number(gain), "standard_error": .number(standardError)] }

  /// Why a mixture of single models replaces a strategy on some traces.
  package func sentence(_ strategy: String, on data: Dataset) -> String {
    if isNone {
      return
        "\(data.comparedOn), \(strategy) is just as good as single models of the same cost on every query, so these are used"
    }
    return "\(strategy) does not beat mixing single models \(data.comparedOn) (\(Format.fixed(gain, 4)) in quality at "
      + "the same budget, standard error \(Format.fixed(standardError, 4))), so the mixture is used"
  }
}
