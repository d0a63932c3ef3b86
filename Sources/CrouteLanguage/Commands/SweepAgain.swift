import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

/// The areas of strategies under several seeds of the split.
struct SweepAgain {
  /// The names of the strategies that ran under every seed.
  let names: [String]
  /// Their areas, seed by seed.
  let areas: [[Double]]
  /// The strategy that others are compared with: `mix`, or the first.
  var reference: Int { names.firstIndex(of: "mix") ?? 0 }

  /// - Parameter sweeps: for each seed the areas by strategy.
  init(_ sweeps: [[(name: String, area: Double)]]) {
    let names = sweeps[0].map(\.name).filter { name in sweeps.allSatisfy { $0.contains { $0.name == name } } }
    self.names = names
    areas = sweeps.map { sweep in names.map { name in sweep.first { $0.name == name }!.area } }
  }

  /// A line per strategy: its mean area, and the mean and the standard error of what it is ahead of the reference under the
  /// same seed, with the least and the most.
  var table: Table {
    Table(
      [
        .init("strategy"), .init("mean AUC", key: "auc"), .init("over \(names[reference])", key: "over"),
        .init("standard error"), .init("lowest"), .init("highest"),
      ],
      rows: names.indices.map { index in
        let mean = areas.map { $0[index] }.mean
        let gains = areas.map { $0[index] - $0[reference] }
        let error = gains.standardDeviation / Double(max(1, gains.count - 1)).squareRoot()
        return [.text(names[index]), .fixed(mean, decimals: 2)]
          + (index == reference
            ? [.missing, .missing, .missing, .missing]
            : [gains.mean, error, gains.min()!, gains.max()!].map { .fixed($0, decimals: 2) })
      })
  }
}

extension CommandContext {
  /// The areas under each of some seeds of the split, or `nil` where a shard of them is written.
  mutating func areas(
    under seeds: [UInt64], _ sweep: (Workspace, TaskContext) throws -> SweepCurves
  ) throws -> [[(name: String, area: Double)]]? {
    let workspace = try workspace()
    let found = try items(seeds.map { "seed \($0)" }) { place, task in
      var own = workspace
      own.split = workspace.splitInUse.dealt(by: seeds[place])
      return .array(
        try sweep(own, task).curves.map { ["name": .string($0.name), "area": .array([.exactly($0.area)])] })
    }
    return try found?.map { node in
      try node.elements().map { (try $0["name"].string(), try $0["area"].exactNumbers(count: 1)[0]) }
    }
  }
}
