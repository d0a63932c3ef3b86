import CommandLanguage
import Display
import Mathematics
import Routing
import Traces

extension SQLTable {
  static let estimates = SQLTable(
    "estimates", "one row per query of any part and model: the estimates of its answer",
    [
      .init("query_id", .text, "the query"), .init("model", .text, "the model"),
      .init("ante", .real, "the quality estimate before anything has run"),
      .init("post", .real, "the quality estimate after the model alone has run; NULL where the model is not offered"),
      .init("sigma", .real, "the standard deviation of (final estimate - ante)"),
      .init("cost_ante", .real, "the cost estimate before anything has run"),
      .init("cost_post", .real, "the cost estimate after the model alone has run; NULL where the model is not offered"),
      .init("estimator", .text, "the fitted quality estimator; NULL if none"),
      .init("cost_estimator", .text, "the cost estimator; the train means if none is fitted"),
    ],
    emptiness: {
      $0.session.workspace.map { $0.qualityFit == nil && $0.costFit == nil } ?? true
        ? "estimates is empty: nothing is fitted, see `help fit`" : nil
    }
  ) {
    AnyHashable(try $0.fittedTracesKey())
  } rows: { context, add in
    let workspace = try context.workspace()
    if workspace.qualityFit == nil && workspace.costFit == nil { return }
    let data = try context.dataset(workspace)
    let quality = workspace.qualityFit == nil ? nil : try context.qualityEstimates(of: workspace, data)
    let cost = try context.costEstimates(of: workspace, data)
    let names = [
      workspace.qualityFit?.specification, workspace.costFit?.specification ?? FitSpecification(name: "constant"),
    ]
    .map { $0.map { Table.Cell.text($0.text) } ?? .missing }
    let task = context.task
    let chunks = try task.chunks(of: data.count, size: 64) { rows in
      rows.flatMap { task.isCancelled ? [] : believed(of: $0, quality, cost, data) }
    }
    var place = 0
    for numbers in chunks {
      for first in stride(from: 0, to: numbers.count, by: 5) {
        let (row, model) = place.quotientAndRemainder(dividingBy: data.modelCount)
        try add(
          [.text(data.queryID(row)), .text(data.models[model])]
            + numbers[first..<first + 5].map { .number($0, digits: 6) } + names)
        place += 1
      }
    }
  }

  /// For each model ante, post, sigma, cost_ante, cost_post of the query of `row`; NaN without an estimator.
  private static func believed(
    of row: Int, _ quality: (any QualityEstimates)?, _ cost: any CostEstimates, _ data: Dataset
  ) -> [Double] {
    let estimates = Estimates(quality: quality ?? NoQualityEstimates(), cost: cost)
    var exAnte = Belief(modelCount: data.modelCount)
    estimates.start(row, &exAnte)
    return (0..<data.modelCount).flatMap { model in
      var postHoc = exAnte
      let isOffered = data.isOffered(model, on: row)
      if isOffered { estimates.observe(model, row: row, &postHoc) }
      return [
        exAnte.quality[model], isOffered ? postHoc.quality[model] : .nan,
        quality == nil ? .nan : exAnte.deviation(of: model), exAnte.cost[model], isOffered ? postHoc.cost[model] : .nan,
      ]
    }
  }
}

/// Estimates without quality.
private struct NoQualityEstimates: QualityEstimates {
  func start(_ row: Int, _ belief: inout Belief) {
    for model in belief.quality.indices { belief.quality[model] = .nan }
  }
  func observe(_ model: Int, row: Int, _ belief: inout Belief) {}
}

extension FitSpecification {
  /// The estimator as typed after `fit quality` or `fit cost`.
  package var text: String {
    let options = parameters.sorted { $0.key < $1.key }.map {
      " --\($0.key)" + ($0.value.isEmpty ? "" : " \($0.value)")
    }
    return name + (table.map { " \($0.file.path)" } ?? "") + options.joined()
  }
}
