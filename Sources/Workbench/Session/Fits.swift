import Mathematics
import Routing
import Traces

/// The specification of a fitted estimator.
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

/// Estimates read from a file, identified by when they were read.
struct TableReference: Sendable, Hashable {
  let table: EstimateTable
  let file: FileReference
  let identity: Int

  static func == (a: TableReference, b: TableReference) -> Bool { a.identity == b.identity }

  func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

/// The specification of the quality estimator.
struct QualityFit: Sendable, Hashable {
  var specification: FitSpecification

  init(_ specification: FitSpecification) { self.specification = specification }

  /// The estimator fitted to `data`; out of fold where its rows are dealt into folds.
  func fitted(to data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    try QualityEstimators.estimator(specification.arguments).estimates(of: data, task: task)
  }
}

/// The specification of the cost estimator.
struct CostFit: Sendable, Hashable {
  var specification: FitSpecification

  init(_ specification: FitSpecification) { self.specification = specification }

  /// The estimator fitted to `data`; out of fold where its rows are dealt into folds.
  func fitted(to data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    try CostEstimators.estimator(specification.arguments).estimates(of: data, task: task)
  }
}
