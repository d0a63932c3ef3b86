import Traces

/// What a policy reads of traces and of queries beside what it cannot do without.
extension DeployedPolicy {
  /// The scale on which it reads confidences; `nil` where it reads none, or none in time.
  package var confidenceScale: ConfidenceScale? { runsOneModel ? nil : quality.confidenceScale }

  /// The columns that it was fitted on and `traces` lack, by name.
  package func columnsMissing(in traces: TraceSet) -> [String] {
    [quality, cost].reduce(into: Set<String>()) { $0.formUnion($1.columns(takesAnswers: !runsOneModel)) }
      .filter { name in
        switch name {
        case "prompt": return traces.prompts == nil
        case "answer": return traces.answers == nil
        case _ where name.hasPrefix("x_"):
          if case .numbers? = traces.queryColumn(name)?.values { return false }
          return true
        default: return traces.queryColumn(name) == nil && traces.outcomeColumn(name) == nil
        }
      }.sorted()
  }

  /// Refuses rows whose confidences are on another scale than those that it was fitted on.
  ///
  /// - Throws: `RoutingError.unsuitable`.
  func requireScale(of data: Dataset) throws(RoutingError) {
    guard let scale = confidenceScale, case .numbers(let values)? = data.traces.outcomeColumn("confidence")?.values
    else {
      return
    }
    for row in 0..<data.count {
      for model in data.models.indices {
        let value = values[data.outcome(of: model, row: row)]
        if scale.admits(value) { continue }
        throw .unsuitable(
          "policy",
          reason:
            "it was fitted on confidences \(scale.range), and \(data.models[model]) has \(value) on \(data.queryID(row))"
        )
      }
    }
  }
}
