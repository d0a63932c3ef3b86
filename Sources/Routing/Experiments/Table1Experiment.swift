import Mathematics
import Traces

extension Experiment {
  /// Table 1 of the paper: five strategies, three pools, three levels of noise; and the methods beyond the paper.
  package static let table1 = Experiment(
    "table1",
    "three pools, three noise levels: the paper's strategies, and fused estimates with the index policy",
    simulation: "sim:routerbench", queryCounts: (2_000, 600),
    options: [.queries, .small, .cell, .budgets, .bootstrap], accepts: RouterBenchProtocol.fits
  ) { (arguments, task) throws(RoutingError) in
    let setting = try RouterBenchProtocol(arguments.traces, seed: arguments.seed)
    let names = arguments.cells.isEmpty ? RouterBenchProtocol.cellNames : arguments.cells
    var cells: [Table1Cell] = []
    for (index, name) in names.enumerated() {
      cells.append(try Table1Cell(name, setting, arguments, task.step(index, of: names.count)))
    }
    let strategies = cells[0].strategies
    let comparisons = Table1Cell.comparisons(among: strategies)
    func table(
      _ key: String, _ title: String, _ count: Int, _ value: (Table1Cell, Int) -> ExperimentTable.Value
    ) -> ExperimentTable {
      ExperimentTable(
        key: key, title: title, [.init("cell")] + strategies.prefix(count).map { .init($0) },
        rows: cells.map { cell in [.text(cell.name)] + (0..<count).map { value(cell, $0) } })
    }
    let publishedCount = strategies.firstIndex(of: "index")!
    return ExperimentResult(
      remarks: [
        setting.remark,
        "linear is the hull of the single models; fused is index with quality regressed on both estimates "
          + "after a run; depth at most 5 for cascade-routing",
      ],
      shown: [
        table("ours", "AUC, ours", strategies.count) { .fixed($0.areas[$1], 2) },
        table("published", "AUC, published, on RouterBench", publishedCount) { cell, index in
          .fixed(PublishedFigures.table1(strategies[index], cell: cell.name) ?? .nan, 2)
        },
        ExperimentTable(
          key: "differences",
          title: "cascade-routing over others, fused over it: paired differences, 95% intervals",
          [.init("cell")] + comparisons.map { .init($0.title) },
          rows: cells.map { cell in
            [.text(cell.name)] + comparisons.map { .difference(cell.difference($0.of, $0.over), 2) }
          }),
      ],
      data: [
        ExperimentTable(
          key: "cells",
          [.init("cell"), .init("strategy"), .init("AUC"), .init("published")],
          rows: cells.flatMap { cell in
            strategies.indices.map { index in
              [
                .text(cell.name), .text(strategies[index]), .difference(cell.interval(index), 2),
                PublishedFigures.table1(strategies[index], cell: cell.name).map { .fixed($0, 2) } ?? .missing,
              ]
            }
          }),
        ExperimentTable(
          key: "differences", [.init("cell"), .init("strategy"), .init("over"), .init("difference")],
          rows: cells.flatMap { cell in
            comparisons.map {
              [
                .text(cell.name), .text(strategies[$0.of]), .text(strategies[$0.over]),
                .difference(cell.difference($0.of, $0.over), 2),
              ]
            }
          }),
      ])
  }
}

/// One cell of table 1: a pool under one level of noise.
private struct Table1Cell {
  let name: String
  let strategies: [String]
  let areas: [Double]
  /// The areas on each resample.
  private let samples: [[Double]]

  init(
    _ name: String, _ setting: RouterBenchProtocol, _ arguments: ExperimentArguments, _ task: TaskContext
  ) throws(RoutingError) {
    self.name = name
    let parts = name.split(separator: "/")
    let noise = RouterBenchProtocol.Noise.levels.first { $0.name == parts[1] }!
    let data = try setting.data(poolSize: Int(parts[0])!)
    let fitted = try setting.fittedTraces(data, noise, task: task.untold)
    let fused = try setting.fittedTraces(data, noise, fuses: true, task: task.untold)
    let budgets = Budgets.perGap(arguments.budgetCount ?? 4)
    let plain: [(name: String, strategy: any Strategy)] = [
      ("routing", RoutingStrategy()), ("threshold", ThresholdStrategy()), ("cascade", CascadeStrategy()),
      ("cascade-routing", CascadeRoutingStrategy()), ("index", IndexStrategy()),
    ]
    var frontiers = try Sweep.frontiers(of: plain, on: fitted, budgets: budgets, task: task.step(0, of: 2))
    frontiers.curves += try Sweep.frontiers(
      of: [("fused", IndexStrategy())], on: fused, budgets: budgets, task: task.step(1, of: 2)
    ).curves
    strategies = ["linear"] + frontiers.curves.map(\.name)
    areas = [frontiers.linearBaseline] + frontiers.curves.map(\.area)
    samples = try Bootstrap(count: arguments.bootstrapCount ?? 200, seed: arguments.seed)
      .areasAfterLinear(of: frontiers, on: fitted, task: task.untold)
  }

  func interval(_ index: Int) -> Interval {
    Interval(estimate: areas[index], resampled: samples.map { $0[index] })
  }

  func difference(_ index: Int, _ other: Int) -> Interval {
    Interval(estimate: areas[index] - areas[other], resampled: samples.map { $0[index] - $0[other] })
  }

  static func comparisons(among strategies: [String]) -> [(title: String, of: Int, over: Int)] {
    func place(_ name: String) -> Int { strategies.firstIndex(of: name)! }
    let (routed, fused) = (place("cascade-routing"), place("fused"))
    return [
      ("over routing", routed, place("routing")), ("over cascade", routed, place("cascade")),
      ("fused over it", fused, routed),
    ]
  }
}
