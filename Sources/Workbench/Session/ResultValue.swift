import Display
import Routing
import Traces

/// The value of a named result.
package enum ResultValue: Sendable {
  case run(RunResult)
  case sweep(SweepResult)
  case table(Table)

  /// The result as rows and columns, for `write`.
  package var table: Table {
    switch self {
    case .run(let run): run.table
    case .sweep(let sweep): sweep.points
    case .table(let table): table
    }
  }

  /// The headings of `table`.
  package var columns: [Table.Heading] {
    switch self {
    case .run: RunResult.columns
    case .sweep: SweepResult.columns
    case .table(let table): table.columns
    }
  }

  /// The trace set that it was made from, with its settings at that time; `nil` where nobody knows.
  package var workspace: Workspace? {
    switch self {
    case .run(let run): run.workspace
    case .sweep(let sweep): sweep.workspace
    case .table: nil
    }
  }

  /// The result in one line.
  package var summary: String {
    switch self {
    case .run(let run): run.isAdvice ? run.label : "run of \(run.label)"
    case .sweep(let sweep): "sweep of \(sweep.frontiers.curves.map(\.name).joined(separator: ", "))"
    case .table(let table): "table of \(Format.count(table.rows.count, "row"))"
    }
  }
}

/// One strategy at one budget, measured on the test part.
package struct RunResult: Sendable {
  package var strategy: String
  package var tuned: TunedPolicy
  package var outcomes: Outcomes
  package var fitted: FittedTraces
  /// The trace set with its settings.
  package var workspace: Workspace
  /// The faults of the reference implementation that it repeats.
  package var reference: ReferenceFaults
  /// The seed with which queries drew their tie rules; `nil` for the expectation.
  var draw: UInt64?
  /// How many train and how many tune rows its prices were chosen on at most; `nil` where on all.
  var tuneRows: Int?
  /// Whether it is advice: its outcomes are those of choosing and tuning on the other folds.
  var isAdvice = false
  /// Whether it is that of a policy file, which has estimates of its own.
  package var isDeployed = false
  /// What is promised of the policy; `nil` where nothing is.
  package var guarantee: Guarantee?

  package init(
    strategy: String, tuned: TunedPolicy, outcomes: Outcomes, fitted: FittedTraces, workspace: Workspace,
    reference: ReferenceFaults, draw: UInt64? = nil, tuneRows: Int? = nil, isAdvice: Bool = false,
    isDeployed: Bool = false, guarantee: Guarantee? = nil
  ) {
    self.strategy = strategy
    self.tuned = tuned
    self.outcomes = outcomes
    self.fitted = fitted
    self.workspace = workspace
    self.reference = reference
    self.draw = draw
    self.tuneRows = tuneRows
    self.isAdvice = isAdvice
    self.isDeployed = isDeployed
    self.guarantee = guarantee
  }

  /// The strategy, or what the advice is: its outcomes are those of choosing, not those of the strategy that it chose.
  package var label: String {
    if !isAdvice { return strategy }
    return "advice (\(strategy)" + (workspace.qualityFit.map { " by \($0.specification.text)" } ?? "") + ")"
  }

  static let columns: [Table.Heading] = [.init("query_id"), .init("cost"), .init("quality")]

  /// One row per test query.
  var table: Table {
    let data = fitted.data
    return Table(
      Self.columns,
      rows: data.test.enumerated().map { index, row in
        [
          .text(data.queryID(row)), .number(outcomes.cost[index], digits: 6),
          .number(outcomes.quality[index], digits: 6),
        ]
      })
  }
}

/// Frontiers of several strategies on the same fitted traces.
package struct SweepResult: Sendable {
  package var frontiers: SweepCurves
  package var fitted: FittedTraces
  /// The trace set with its settings.
  package var workspace: Workspace
  /// The faults of the reference implementation that the strategies repeat.
  var reference: ReferenceFaults
  /// How many train and how many tune rows its prices were chosen on at most; `nil` where on all.
  var tuneRows: Int?

  package init(
    frontiers: SweepCurves, fitted: FittedTraces, workspace: Workspace, reference: ReferenceFaults,
    tuneRows: Int? = nil
  ) {
    self.frontiers = frontiers
    self.fitted = fitted
    self.workspace = workspace
    self.reference = reference
    self.tuneRows = tuneRows
  }

  static let columns: [Table.Heading] = [
    .init("strategy"), .init("budget"), .init("cost"), .init("quality"), .init("depth"), .init("gamma"),
    .init("lambdas"), .init("reachable"), .init("fallback"),
  ]

  /// One row per strategy and budget.
  var points: Table {
    Table(
      Self.columns,
      rows: frontiers.curves.flatMap { curve in
        zip(frontiers.budgets, curve.points).map { budget, point in
          let prices = point.tuned.lambdas.isEmpty ? point.tuned.thresholds : point.tuned.lambdas
          return [
            .text(curve.name), .number(budget, digits: 6), .number(point.outcomes.meanCost, digits: 6),
            .number(point.outcomes.meanQuality, digits: 6), .number(point.outcomes.depth, digits: 6),
            .number(point.tuned.gamma, digits: 6),
            .text(prices.map { Format.significant($0) }.joined(separator: " ")),
            .text(point.tuned.isReachable ? "yes" : "no"), .text(point.tuned.isOvertaken ? "yes" : "no"),
          ]
        }
      })
  }
}
