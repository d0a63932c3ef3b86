import CommandLanguage
import Display
import Input
import Routing
import Traces
import Workbench

/// What `run` says of a strategy that is valued by a log.
extension CommandContext {
  /// The intervals of a run's means over resampled queries.
  func meanIntervals(of outcomes: Outcomes) throws -> (quality: Interval, cost: Interval) {
    let samples = try Bootstrap(count: 500, seed: session.settings.seed).means(
      of: [outcomes.quality, outcomes.cost],
      repeats: outcomes.repeatMeans.isEmpty
        ? [] : [outcomes.repeatMeans.map(\.quality), outcomes.repeatMeans.map(\.cost)],
      widening: [outcomes.widening, outcomes.widening], task: task.untold)
    return (
      Interval(estimate: outcomes.meanQuality, resampled: samples.map { $0[0] }),
      Interval(estimate: outcomes.meanCost, resampled: samples.map { $0[1] })
    )
  }

  /// How far the log bears on the run, by model and by group.
  mutating func tellLogged(
    named name: String, tuned: TunedPolicy, outcomes: Outcomes, intervals: (quality: Interval, cost: Interval)?,
    overlap: LogOverlap, of data: Dataset
  ) {
    func table(_ heading: String, _ names: [String], _ cells: [LogOverlap.Cell]) -> Table {
      Table(
        [.init(heading), .init("chosen"), .init("recorded"), .init("agreeing"), .init("weight")],
        rows: zip(names, cells).map { name, cell in
          [
            .text(name), .fixed(cell.chosen, decimals: 0), .integer(cell.recorded), .fixed(cell.agreeing, decimals: 0),
            .fixed(cell.weight, decimals: 0),
          ]
        })
    }
    let byModel = table("model", data.models, overlap.byModel(count: data.modelCount))
    report.show(byModel)
    let groups = data.log.map(\.groupNames) ?? []
    if groups.count > 1 { report.show(table("group", groups, overlap.byGroup(count: groups.count))) }
    report.paragraph(
      "doubly robust, with 95% intervals; effective sample size \(Format.count(Int(overlap.effectiveSize))) of "
        + "\(Format.count(overlap.queryCount, "query", "queries")); \(Format.fixed(100 * overlap.cutOff, 1))% of the weight "
        + "is beyond \(Format.significant(data.log?.weightLimit ?? 0)) and cut off")
    let cells = overlap.cells.map { cell -> JSONValue in
      [
        "model": .string(data.models[cell.model]), "group": .string(groups[cell.group]), "chosen": .number(cell.chosen),
        "recorded": .integer(cell.recorded), "agreeing": .number(cell.agreeing), "weight": .number(cell.weight),
      ]
    }
    report.json =
      runJSON(name, tuned, outcomes, data)
      + (intervals.map { [.init("quality_interval", $0.quality.json), .init("cost_interval", $0.cost.json)] } ?? [])
      + [
        .init("effective_size", .number(overlap.effectiveSize)), .init("cut_off", .number(overlap.cutOff)),
        .init("overlap", .array(cells)),
      ]
  }
}
