import CommandLanguage
import Display
import Traces
import Workbench

/// The most models whose pairs are shown as tables with a row and a column per model.
private let matrixLimit = 128

extension DescribePage {
  static let agreement = DescribePage(
    option: Option("agreement", nil, "", "per pair of models: tie rate, correlation, better answer's quality")
  ) { context, outcomes in
    try context.refuseLog("agreement")
    let pairs = try ModelPair.all(of: outcomes, task: context.task)
    if pairs.isEmpty {
      let words = "there is one model; agreement needs two"
      let isPool = try context.workspace().traces.modelCount > 1
      throw LocatedError(isPool ? .notYet(words, advice: "pool all") : .refused(words), at: context.invocation.verb)
    }
    if outcomes.modelCount <= matrixLimit {
      context.report.paragraph("\ntie rate: queries on which both are equally good, in %")
      context.showMatrices(outcomes.models, pairs, \.agreement)
      context.report.paragraph("\ncorrelation of quality, in hundredths")
      context.showMatrices(outcomes.models, pairs, \.correlation)
    } else {
      context.report.note(
        "tables of more than \(matrixLimit) by \(matrixLimit) models are not shown; the result has a row per pair")
    }
    if let best = pairs.filter({ !$0.together.isNaN }).max(by: {
      ($0.together, $1.first, $1.second) < ($1.together, $0.first, $0.second)
    }) {
      context.report.paragraph(
        "\nbest pair: \(outcomes.models[best.first]) and \(outcomes.models[best.second]), quality "
          + "\(Format.fixed(best.together, 4)) with the better answer of each query")
    }
    let table = Table(
      [
        .init("model"), .init("other"), .init("queries"), .init("agreement"), .init("model_better"),
        .init("other_better"), .init("correlation"), .init("together"),
      ],
      rows: pairs.map { pair in
        [.text(outcomes.models[pair.first]), .text(outcomes.models[pair.second]), .integer(pair.count)]
          + [pair.agreement, pair.firstBetter, pair.secondBetter, pair.correlation, pair.together].map {
            .number($0, digits: 6)
          }
      })
    try context.keep(.table(table))
    context.report.json.append(.init("pairs", table.json))
  }
}

extension CommandContext {
  /// A statistic of each pair of models in hundredths: a row and a column per model.
  fileprivate mutating func showMatrices(_ models: [String], _ pairs: [ModelPair], _ figure: (ModelPair) -> Double) {
    var cells = [[Table.Cell]](repeating: Array(repeating: .missing, count: models.count), count: models.count)
    for pair in pairs {
      let value = Table.Cell.fixed(100 * figure(pair), decimals: 0)
      cells[pair.first][pair.second] = value
      cells[pair.second][pair.first] = value
    }
    let table = Table(
      [.init("", key: "number"), .init("model")] + models.indices.map { .init("\($0 + 1)") },
      rows: models.indices.map { [.integer($0 + 1), .text(models[$0])] + cells[$0] })
    for part in table.parts(width: width, leading: 2) { report.show(part) }
  }
}
