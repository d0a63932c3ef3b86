import Mathematics
import Traces

/// The mean outcome of the nearest training queries; a training query is not its own neighbour. Answers have no effect.
public struct KNNEstimator: QualityEstimator, CostEstimator {
  /// The number of neighbours.
  public var neighbours: Int

  /// An estimator with that many neighbours.
  public init(neighbours: Int = Self.standardNeighbours) { self.neighbours = neighbours }

  init(_ arguments: EstimatorArguments) throws(RoutingError) {
    self.init(neighbours: try arguments.count("k", default: Self.standardNeighbours))
  }

  /// The default number of neighbours.
  public static let standardNeighbours = 40

  static let parameters = [EstimatorParameter("k", "the number of train queries averaged (40)")]

  /// The mean quality of the neighbours; S = 0.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    try estimates(data, task: task).quality
  }

  /// The mean cost of the neighbours.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    try estimates(data, task: task).cost
  }

  /// Both from one search.
  func estimates(_ data: Dataset, task: TaskContext) throws(RoutingError) -> Estimates {
    let space = try QuerySpace(data, task: task)
    let index = Neighbours(points: data.train.flatMap { space.point($0) }, dimensions: space.dimensions)
    let places = Dictionary(uniqueKeysWithValues: zip(data.train, 0...))
    let means: [(quality: [Double], cost: [Double])]
    do {
      means = try task.chunks(of: data.count, size: 64) { rows in
        var means: (quality: [Double], cost: [Double]) = ([], [])
        for row in rows {
          let found = index.nearest(neighbours, to: space.point(row), excluding: places[row]).map { data.train[$0] }
          // A lone training query has no neighbour but itself.
          let queries = found.isEmpty ? [row] : found
          means.quality += data.means(of: data.quality, over: queries)
          means.cost += data.means(of: data.cost, over: queries)
        }
        return means
      }
    } catch {
      throw .cancelled
    }
    func table(_ values: [Double]) -> PairedTable {
      PairedTable(exAnte: values, postHoc: values, modelCount: data.modelCount)
    }
    return Estimates(
      quality: PairedQualityEstimates(
        table(means.flatMap(\.quality)), sigma: [Double](repeating: 0, count: data.modelCount)),
      cost: PairedCostEstimates(table(means.flatMap(\.cost))))
  }
}
