import Mathematics
import Traces

extension Experiment {
  /// Table 1 of the paper: five strategies, three pools, three levels of noise; and the methods beyond the paper.
  package static let table1 = Experiment(
    "table1",
    "three pools, three noise levels: the paper's strategies, and fused estimates with the index policy",
    simulation: "sim:routerbench", queryCounts: (2_000, 600),
    options: [.queries, .small, .cell, .budgets, .bootstrap], accepts: RouterBenchProtocol.fits
  ) { (arguments) throws(RoutingError) in
    let setting = try RouterBenchProtocol(arguments.traces, seed: arguments.seed)
    let names = arguments.cells.isEmpty ? RouterBenchProtocol.cellNames : arguments.cells
    return ExperimentPlan(
      names, size: Table1Cell.strategies.count * (1 + Table1Cell.bootstrap(arguments).count)
    ) { (index, task) throws(RoutingError) in
      try Table1Cell(names[index], setting, arguments, task).numbers
    } result: { values in
      result(zip(names, values).map { Table1Cell($0, $1) }, setting)
    }
  }

  private static func result(_ cells: [Table1Cell], _ setting: RouterBenchProtocol) -> ExperimentResult {
    let strategies = Table1Cell.strategies
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
  let areas: [Double]
  /// The areas on each resample.
  private let samples: [[Double]]

  private static let plain: [(name: String, strategy: any Strategy)] = [
    ("routing", RoutingStrategy()), ("threshold", ThresholdStrategy()), ("cascade", CascadeStrategy()),
    ("cascade-routing", CascadeRoutingStrategy()), ("index", IndexStrategy()),
  ]
  /// What is compared, in the order of the areas.
  static let strategies = ["linear"] + plain.map(\.name) + ["fused"]

  static func bootstrap(_ arguments: ExperimentArguments) -> Bootstrap {
    Bootstrap(count: arguments.bootstrapCount ?? 200, seed: arguments.seed)
  }

  /// The areas, followed by those on each resample.
  var numbers: [Double] { areas + samples.joined() }

  init(_ name: String, _ numbers: [Double]) {
    self.name = name
    let rows = numbers.rows(of: Self.strategies.count)
    areas = rows[0]
    samples = Array(rows.dropFirst())
  }

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
    var frontiers = try Sweep.frontiers(of: Self.plain, on: fitted, budgets: budgets, task: task.step(0, of: 2))
    frontiers.curves += try Sweep.frontiers(
      of: [("fused", IndexStrategy())], on: fused, budgets: budgets, task: task.step(1, of: 2)
    ).curves
    areas = [frontiers.linearBaseline] + frontiers.curves.map(\.area)
    samples = try Self.bootstrap(arguments).areasAfterLinear(of: frontiers, on: fitted, task: task.untold)
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
