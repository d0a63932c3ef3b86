import Mathematics
import Traces

/// An experiment: one line of the table.
public struct Experiment: Sendable {
  /// The name in kebab-case.
  public let name: String
  /// A one-line description.
  public let summary: String
  /// The simulation used where the traces in use do not fit; `nil` if it needs no traces.
  public let simulation: String?
  /// The numbers of simulated queries: standard, and for `isSmall`.
  public let queryCounts: (standard: Int, small: Int)
  /// The options it accepts.
  public let options: Set<ExperimentOption>
  /// Whether given traces can replace the simulation.
  public let accepts: @Sendable (TraceSet) -> Bool
  /// Its items under the arguments.
  public let plan: @Sendable (ExperimentArguments) throws(RoutingError) -> ExperimentPlan

  init(
    _ name: String, _ summary: String, simulation: String? = nil, queryCounts: (standard: Int, small: Int) = (0, 0),
    options: Set<ExperimentOption>, accepts: @escaping @Sendable (TraceSet) -> Bool = { _ in false },
    plan: @escaping @Sendable (ExperimentArguments) throws(RoutingError) -> ExperimentPlan
  ) {
    self.name = name
    self.summary = summary
    self.simulation = simulation
    self.queryCounts = queryCounts
    self.options = options
    self.accepts = accepts
    self.plan = plan
  }

  /// Runs it: all its items, one after the other.
  ///
  /// - Throws: `RoutingError` where the arguments do not fit, or the task is cancelled.
  public func run(_ arguments: ExperimentArguments, _ task: TaskContext) throws(RoutingError) -> ExperimentResult {
    let plan = try plan(arguments)
    var values: [[Double]] = []
    for index in plan.items.indices { values.append(try plan.value(index, task.step(index, of: plan.items.count))) }
    return plan.result(values)
  }
}

/// All experiments.
public enum Experiments {
  /// In the order of help.
  public static let all: [Experiment] = [.table1, .ablation, .noiseMap, .runtime, .agentic, .coverage, .guarantees]
}

/// The options of experiments.
public enum ExperimentOption: String, Sendable, CaseIterable {
  case queries, small, cell, budgets, bootstrap, timing
}

/// The arguments of an experiment.
public struct ExperimentArguments: Sendable {
  /// The traces; `nil` if the experiment needs none.
  public var traces: TraceSet?
  /// A size that takes seconds.
  public var isSmall = false
  /// The cells to compute, by name; all if empty.
  public var cells: [String] = []
  /// The number of budgets in each gap of the hull (or in total, where they extend to the sum of all models); `nil` for
  /// the experiment's own.
  public var budgetCount: Int?
  /// The number of bootstrap resamples; `nil` for the experiment's own.
  public var bootstrapCount: Int?
  /// The seed of the split, the noise and the resampling.
  public var seed: UInt64 = 0
  /// Whether times are measured and shown.
  public var isTimed = false

  /// Default arguments.
  public init(traces: TraceSet? = nil) { self.traces = traces }
}

/// The result of an experiment.
public struct ExperimentResult: Sendable {
  /// Sentences on what was done: the number of queries, whether they were simulated, how they were split.
  public var remarks: [String]
  /// The tables for people, in order.
  public var shown: [ExperimentTable]
  /// The measurements for machines; the first is kept as the named result.
  public var data: [ExperimentTable]
}

/// Rows of measurements.
public struct ExperimentTable: Sendable {
  /// A column: its title and its snake_case key.
  public struct Column: Sendable {
    /// The heading.
    public var title: String
    /// The name in JSON and CSV.
    public var key: String

    /// Creates a column; without a key its title in snake_case.
    public init(_ title: String, key: String? = nil) {
      self.title = title
      self.key = key ?? title.lowercased().replacing(" ", with: "_")
    }
  }

  /// A value.
  public enum Value: Sendable, Equatable {
    /// Words.
    case text(String)
    /// A whole number.
    case count(Int)
    /// A number with a number of decimals.
    case fixed(Double, Int)
    /// A number with a number of significant digits.
    case number(Double, Int)
    /// A difference with its interval and a number of decimals.
    case difference(Interval, Int)
    /// A missing value.
    case missing
  }

  /// The snake_case name in JSON and CSV.
  public var key: String
  /// A sentence above the table.
  public var title: String?
  /// The columns.
  public var columns: [Column]
  /// The rows, with a value per column.
  public var rows: [[Value]]

  /// Creates a table with the given key, title, columns and rows.
  public init(key: String, title: String? = nil, _ columns: [Column], rows: [[Value]] = []) {
    self.key = key
    self.title = title
    self.columns = columns
    self.rows = rows
  }

  /// The same with each column of differences replaced by three: the number and the ends of its interval.
  public var numeric: ExperimentTable {
    var table = self
    for place in columns.indices.reversed() {
      guard rows.contains(where: { if case .difference = $0[place] { true } else { false } }) else { continue }
      let column = columns[place]
      table.columns.insert(
        contentsOf: ["low", "high"].map { Column("\(column.title) \($0)", key: "\(column.key)_\($0)") }, at: place + 1)
      for row in rows.indices {
        var values: [Value] = [.missing, .missing, .missing]
        if case .difference(let interval, let decimals) = rows[row][place] {
          values = [interval.estimate, interval.low, interval.high].map { .fixed($0, decimals) }
        }
        table.rows[row].replaceSubrange(place...place, with: values)
      }
    }
    return table
  }
}
