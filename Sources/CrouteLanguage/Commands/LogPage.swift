import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

/// What `describe` says of a log of one model per query.
extension CommandContext {
  /// Of how many models it is said why what they are worth cannot be told.
  private static let refusalLimit = 3

  /// - Parameter data: the rows, valued.
  mutating func tell(_ data: Dataset) throws {
    guard let log = data.log else { return }
    let rows = Array(0..<data.count)
    let singles = SingleModels(data, on: rows)
    let refusals = data.models.indices.map { LogOverlap(ofModel: $0, on: rows, of: data).refusal(on: data) }
    // A mean that cannot be told is no number.
    let means = zip(singles.means, refusals).map { $1 == nil ? $0 : (cost: .nan, quality: .nan) }
    let told = refusals.indices.filter { refusals[$0] == nil }
    let hull = Frontier.hull(cost: told.map { means[$0].cost }, quality: told.map { means[$0].quality }).map {
      told[$0]
    }
    let recorded = data.recorded
    let table = Table(
      [
        .init("model"), .init("served"), .init("quality"), .init("adjusted", key: "adjusted_quality"),
        .init("+-", key: "margin"), .init("cost"), .init("adjusted", key: "adjusted_cost"), .init("effective"),
        .init("hull"),
      ],
      rows: data.models.indices.map { model in
        let own = recorded.rows(of: model, among: rows)
        func mean(_ table: [Double]) -> Double { own.map { table[$0 * data.modelCount + model] }.mean }
        let weights = own.map { log.weights[$0 * data.modelCount + model] }
        let margin =
          refusals[model] == nil
          ? 1.96 * singles.quality[model].standardDeviation / Double(data.count).squareRoot() : Double.nan
        return [
          .text(data.models[model]), .percent(Double(own.count) / Double(data.count)),
          .fixed(mean(recorded.quality), decimals: 4), .fixed(means[model].quality, decimals: 4),
          .fixed(margin, decimals: 4), .number(mean(recorded.cost), digits: 4), .number(means[model].cost, digits: 4),
          .integer(Int(LogOverlap.effectiveSize(of: weights).rounded())), .text(hull.contains(model) ? "yes" : ""),
        ]
      })
    report.show(table)
    if let note = data.offersNote { report.note(note) }
    if !told.isEmpty {
      report.note("adjusted: what a model is worth on all queries (doubly robust); hull goes by that")
    }
    let untold = refusals.indices.filter { refusals[$0] != nil }
    for model in untold.prefix(Self.refusalLimit) { report.note("\(data.models[model]): \(refusals[model] ?? "")") }
    if untold.count > Self.refusalLimit {
      let others = untold.dropFirst(Self.refusalLimit).map { data.models[$0] }
      report.note("nor can it be told of \(others.joined(separator: ", "))")
    }
    let (able, unable) = (Strategies.all.filter(\.runsOneModel), Strategies.all.filter { !$0.runsOneModel })
    report.paragraph(
      "what can be asked: \(able.map(\.name).joined(separator: ", ")) and policy files (run, sweep, compare, plot frontier)"
    )
    report.paragraph(
      "what cannot: \(unable.map(\.name).joined(separator: ", ")), advise, describe --agreement and --complementarity. "
        + "They need the outcomes of several models on one query; to ask that, record those of all models on some hundred "
        + "queries")
    try keep(.table(table))
    report.json += [
      .init("log", ["propensities": .bool(log.hasPropensities), "groups": .bool(log.hasGroups)]),
      .init("models", table.json),
    ]
  }
}
