import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces
import Workbench

/// The areas of strategies, and of the linear baseline, under several seeds of the split.
struct SweepAgain {
  /// The name and the area of each strategy that ran under a seed.
  typealias Areas = [(name: String, area: Double)]
  /// The last name, after those of strategies.
  static let baseline = "linear baseline"

  /// The names of what ran under every seed.
  let names: [String]
  /// Their areas, seed by seed.
  let areas: [[Double]]
  /// What others are compared with: `mix`, or the linear baseline.
  var reference: Int { names.firstIndex(of: "mix") ?? names.count - 1 }

  /// - Parameter sweeps: the areas under each seed, see `areas(of:)`.
  init(_ sweeps: [Areas]) {
    let names = sweeps[0].map(\.name).filter { name in sweeps.allSatisfy { $0.contains { $0.name == name } } }
    self.names = names
    areas = sweeps.map { sweep in names.map { name in sweep.first { $0.name == name }!.area } }
  }

  /// The areas of a sweep.
  static func areas(of frontiers: SweepCurves) -> Areas {
    frontiers.curves.map { ($0.name, $0.area) } + [(baseline, frontiers.linearBaseline)]
  }

  /// The areas of a sweep, for a shard.
  static func json(of frontiers: SweepCurves) -> JSONValue {
    .array(areas(of: frontiers).map { ["name": .string($0.name), "area": .array([.exactly($0.area)])] })
  }

  /// Reads the areas of a sweep.
  static func areas(_ node: JSONNode) throws -> Areas {
    try node.elements().map { (try $0["name"].string(), try $0["area"].exactNumbers(count: 1)[0]) }
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
