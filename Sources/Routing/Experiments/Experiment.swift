import Mathematics
import Traces

/// An experiment of the paper, or one that goes beyond it: one line of the table.
public struct Experiment: Sendable {
  /// The name in kebab-case.
  public let name: String
  /// One line on what it shows.
  public let summary: String
  /// The simulation that it runs on where no fitting traces are in use; `nil` where it needs no traces.
  public let simulation: String?
  /// The numbers of simulated queries: standard, and for `isSmall`.
  public let queryCounts: (standard: Int, small: Int)
  /// The options that mean something to it.
  public let options: Set<ExperimentOption>
  /// Whether traces from elsewhere will do in the place of the simulation.
  public let accepts: @Sendable (TraceSet) -> Bool
  /// Runs it.
  public let run: @Sendable (ExperimentArguments, TaskContext) throws(RoutingError) -> ExperimentResult

  init(
    _ name: String, _ summary: String, simulation: String? = nil, queryCounts: (standard: Int, small: Int) = (0, 0),
    options: Set<ExperimentOption>, accepts: @escaping @Sendable (TraceSet) -> Bool = { _ in false },
    run: @escaping @Sendable (ExperimentArguments, TaskContext) throws(RoutingError) -> ExperimentResult
  ) {
    self.name = name
    self.summary = summary
    self.simulation = simulation
    self.queryCounts = queryCounts
    self.options = options
    self.accepts = accepts
    self.run = run
  }
}

/// The experiments there are.
public enum Experiments {
  /// In the order of help.
  public static let all: [Experiment] = [.table1, .ablation, .noiseMap, .runtime, .agentic]
}

/// What can be said to an experiment; the words of the options.
public enum ExperimentOption: String, Sendable, CaseIterable {
  case queries, small, cell, budgets, bootstrap, timing
}

/// What an experiment is told.
public struct ExperimentArguments: Sendable {
  /// The traces, unless the experiment needs none.
  public var traces: TraceSet?
  /// A size that takes seconds.
  public var isSmall = false
  /// Which parts to do, by name; all where there is none.
  public var cells: [String] = []
  /// How many budgets there are in each gap of the hull (or in all, where costs are spaced up to the sum of all models);
  /// `nil` for the experiment's own.
  public var budgetCount: Int?
  /// How intervals are made; `nil` for the experiment's own number of resamples.
  public var bootstrapCount: Int?
  /// The seed of the split, the noise and the resampling.
  public var seed: UInt64 = 0
  /// Whether times are measured and shown.
  public var isTimed = false

  /// Arguments with nothing said.
  public init(traces: TraceSet? = nil) { self.traces = traces }
}

/// What came of an experiment.
public struct ExperimentResult: Sendable {
  /// Sentences on what was done: how many queries, whether they were simulated, how they were split.
  public var remarks: [String]
  /// The tables that people read, in order.
  public var shown: [ExperimentTable]
  /// The measurements for machines; the first is what a named result holds.
  public var data: [ExperimentTable]
}

/// Rows of measurements.
public struct ExperimentTable: Sendable {
  /// A column: its title, its snake_case key, and how numbers are shown.
  public struct Column: Sendable {
    /// The heading.
    public var title: String
    /// The name for machines.
    public var key: String

    /// A column; without a key the title in snake_case.
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
    /// A number shown with so many decimals.
    case fixed(Double, Int)
    /// A number shown with so many significant digits.
    case number(Double, Int)
    /// A difference with its interval, shown with so many decimals.
    case difference(Interval, Int)
    /// Nothing to tell.
    case missing
  }

  /// The snake_case name for machines.
  public var key: String
  /// A sentence above the table, if any.
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

  /// The same with three columns in the place of one of differences: the number and the ends of its interval.
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
