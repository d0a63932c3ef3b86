import Mathematics
import Routing
import Traces

/// Which estimator is fitted, with what.
struct FitSpecification: Sendable, Hashable {
  var name: String
  var parameters: [String: String] = [:]
  var seed: UInt64 = 0
  /// The estimates that `fit table` read.
  var table: TableReference?
  /// The faults of the reference implementation that are repeated.
  var reference: ReferenceFaults = []

  fileprivate var arguments: EstimatorArguments {
    var arguments = EstimatorArguments(estimator: name, values: parameters, seed: seed, table: table?.table)
    arguments.reference = reference
    return arguments
  }
}

/// Estimates read from a file, told apart by when they were read.
struct TableReference: Sendable, Hashable {
  let table: EstimateTable
  let file: FileReference
  let identity: Int

  static func == (a: TableReference, b: TableReference) -> Bool { a.identity == b.identity }

  func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

/// Which quality estimator is fitted.
struct QualityFit: Sendable, Hashable {
  var specification: FitSpecification

  init(_ specification: FitSpecification) { self.specification = specification }

  /// The estimator fitted to `data`.
  func fitted(to data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    try QualityEstimators.estimator(specification.arguments).fit(data, task: task)
  }
}

/// Which cost estimator is fitted.
struct CostFit: Sendable, Hashable {
  var specification: FitSpecification

  init(_ specification: FitSpecification) { self.specification = specification }

  /// The estimator fitted to `data`.
  func fitted(to data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    try CostEstimators.estimator(specification.arguments).fit(data, task: task)
  }
}
