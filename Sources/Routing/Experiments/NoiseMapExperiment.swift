import Mathematics
import Traces

extension Experiment {
  /// The gain of cascade routing over routing and over cascading as estimates get worse (paper, appendix).
  package static let noiseMap = Experiment(
    "noise-map", "the gain of cascade routing over routing and cascading, by noise of the estimates",
    simulation: "sim:routerbench", queryCounts: (5_000, 2_000),
    options: [.queries, .small, .budgets, .bootstrap], accepts: RouterBenchProtocol.fits
  ) { (arguments) throws(RoutingError) in
    let setting = try RouterBenchProtocol(arguments.traces, seed: arguments.seed)
    let data = try setting.data(poolSize: 5)
    // In tenths, so that 3 x 0.2 is 0.6.
    let levels = Array(stride(from: 0, through: 30, by: arguments.isSmall ? 6 : 2)).map { Double($0) / 10 }
    let cells = levels.flatMap { exAnte in levels.filter { $0 <= exAnte }.map { (exAnte: exAnte, postHoc: $0) } }
    let strategies: [(name: String, strategy: any Strategy)] = [
      ("routing", RoutingStrategy()), ("cascade", ConstantPriceStrategy.cascade),
      ("cascade-routing", ConstantPriceStrategy.cascadeRouting(SearchOptions())),
    ]
    let bootstrap = Bootstrap(count: arguments.bootstrapCount ?? 100, seed: arguments.seed)
    return ExperimentPlan(
      cells.map { "\($0.exAnte)/\($0.postHoc)" }, size: strategies.count + 6
    ) { (index, task) throws(RoutingError) in
      var noise = RouterBenchProtocol.Noise.levels[0]
      noise.quality = cells[index]
      let fitted = try setting.fittedTraces(data, noise, task: task.untold)
      let frontiers = try Sweep.frontiers(
        of: strategies, on: fitted, budgets: .perGap(arguments.budgetCount ?? (arguments.isSmall ? 3 : 5)), task: task)
      let samples = try bootstrap.areas(of: frontiers, on: fitted, task: task.untold)
      let areas = frontiers.curves.map(\.area)
      let overs = [0, 1].map { rival in
        Interval(estimate: areas[2] - areas[rival], resampled: samples.map { $0[2] - $0[rival] })
      }
      return areas + overs.flatMap(\.numbers)
    } result: { values in
      result(values, levels, cells, setting, models: data.models)
    }
  }

  private static func result(
    _ values: [[Double]], _ levels: [Double], _ cells: [(exAnte: Double, postHoc: Double)],
    _ setting: RouterBenchProtocol, models: [String]
  ) -> ExperimentResult {
    let overs = values.map { [Interval($0, at: 3), Interval($0, at: 6)] }
    let rows = cells.indices.map { index -> [ExperimentTable.Value] in
      [.fixed(cells[index].exAnte, 1), .fixed(cells[index].postHoc, 1)]
        + values[index].prefix(3).map { .fixed($0, 2) } + overs[index].map { .difference($0, 2) }
    }
    let measured = ExperimentTable(
      key: "cells",
      [
        .init("ante"), .init("post"), .init("routing"), .init("cascade"),
        .init("cascade-routing", key: "cascade_routing"),
        .init("over routing"), .init("over cascade"),
      ], rows: rows)
    return ExperimentResult(
      remarks: [
        setting.remark,
        "models \(models.joined(separator: ", ")); low cost noise, one price for all steps; rows: noise on quality "
          + "before a run, columns: after it",
      ],
      shown: [
        map(
          "over_routing", "gain of cascade-routing over routing (AUC)", levels, cells, overs.map { $0[0].estimate }),
        map(
          "over_cascade", "gain of cascade-routing over cascade (AUC)", levels, cells, overs.map { $0[1].estimate }),
      ], data: [measured])
  }

  /// One number per cell, sigma_ante downwards and sigma_post across, in steps of 0.6 so that it fits on the page.
  private static func map(
    _ key: String, _ title: String, _ levels: [Double], _ cells: [(exAnte: Double, postHoc: Double)], _ values: [Double]
  ) -> ExperimentTable {
    let levels = levels.filter { Int(($0 * 10).rounded()).isMultiple(of: 6) }
    func value(_ exAnte: Double, _ postHoc: Double) -> ExperimentTable.Value {
      cells.firstIndex { $0 == (exAnte, postHoc) }.map { .fixed(values[$0], 2) } ?? .text("")
    }
    func name(_ level: Double) -> String { "\(level)" }
    return ExperimentTable(
      key: key, title: title,
      [.init("ante \\ post")] + levels.map { .init(name($0)) },
      rows: levels.map { exAnte in [.fixed(exAnte, 1)] + levels.map { value(exAnte, $0) } })
  }
}
