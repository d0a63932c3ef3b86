import CommandLanguage
import Mathematics
import Routing
import Traces

/// The specification of a fitted estimator.
package struct FitSpecification: Sendable, Hashable {
  package var name: String
  package var parameters: [String: String] = [:]
  package var seed: UInt64 = 0
  /// The estimates that `fit table` read.
  package var table: TableReference?
  /// The faults of the reference implementation that are repeated.
  var reference: ReferenceFaults = []

  package init(
    name: String, parameters: [String: String] = [:], seed: UInt64 = 0, table: TableReference? = nil,
    reference: ReferenceFaults = []
  ) {
    self.name = name
    self.parameters = parameters
    self.seed = seed
    self.table = table
    self.reference = reference
  }

  /// Whether `--fuse` would change the estimates: not where they are fused without it.
  package var canFuse: Bool {
    if parameters["fuse"] != nil { return false }
    return parameters["unfused"] != nil || table != nil && (parameters["sigma"] != nil || table?.table.hasSigma == true)
  }

  fileprivate var arguments: EstimatorArguments {
    var arguments = EstimatorArguments(estimator: name, values: parameters, seed: seed, table: table?.table)
    arguments.reference = reference
    return arguments
  }
}

/// Estimates read from a file, identified by when they were read.
package struct TableReference: Sendable, Hashable {
  let table: EstimateTable
  let file: FileReference
  let identity: Int

  package init(table: EstimateTable, file: FileReference, identity: Int) {
    self.table = table
    self.file = file
    self.identity = identity
  }

  package static func == (a: TableReference, b: TableReference) -> Bool { a.identity == b.identity }

  package func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

/// The specification of the quality estimator.
package struct QualityFit: Sendable, Hashable {
  package var specification: FitSpecification

  package init(_ specification: FitSpecification) { self.specification = specification }

  /// The estimator fitted to `data`; out of fold where its rows are dealt into folds.
  package func fitted(to data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    try QualityEstimators.estimator(specification.arguments).estimates(of: data, task: task)
  }
}

/// The specification of the cost estimator.
package struct CostFit: Sendable, Hashable {
  package var specification: FitSpecification

  package init(_ specification: FitSpecification) { self.specification = specification }

  /// The estimator fitted to `data`; out of fold where its rows are dealt into folds.
  package func fitted(to data: Dataset, task: TaskContext) throws(RoutingError) -> any CostEstimates {
    try CostEstimators.estimator(specification.arguments).estimates(of: data, task: task)
  }
}

extension SessionContext {
  /// The report on the fitted estimates, on the part given by `--part` (default: test).
  package func estimateReport() throws -> (report: EstimateReport, part: Part) {
    let workspace = try workspace()
    let data = try dataset(workspace)
    let estimates = try qualityEstimates(of: workspace, data)
    var part = Part.test
    if let word = invocation.word("part") {
      guard let named = Part(rawValue: word.text) else {
        throw LocatedError(.invalidValue("--part", found: word.text, allowed: "train, tune or test"), at: word)
      }
      part = named
    }
    let rows = part == .train ? data.train : part == .tune ? data.tune : data.test
    if rows.isEmpty { throw CommandError.notYet("there is no tune part", advice: "split --train 20% --tune 20%") }
    return (try EstimateReport(of: estimates, on: rows, of: data, task: task), part)
  }
}
