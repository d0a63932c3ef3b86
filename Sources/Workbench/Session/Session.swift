import CommandLanguage
import Display
import Routing
import Traces

/// Everything set up by a person, as a value made of specifications.
///
/// A command works on a copy that replaces the original when it succeeds, so a failed or interrupted command changes
/// nothing and `undo` is the previous value. Everything computed is cached by these specifications.
public struct Session: LanguageState {
  /// The trace sets, in loading order.
  package var workspaces: [Workspace] = []
  /// The name of the trace set in use.
  package var current: String?
  /// The named results, oldest first.
  package var results: [NamedResult] = []
  /// The variables of `let`.
  public var variables: [String: String] = [:]
  /// The settings of `set`.
  public internal(set) var settings = Settings()

  /// Nothing loaded yet.
  public init() {}
  /// Nothing loaded yet.
  public init(settings: Settings) { self.settings = settings }

  /// How results are shown.
  public var display: DisplaySettings {
    get { settings.display }
    set { settings.display = newValue }
  }

  /// The trace set in use with its settings.
  package var workspace: Workspace? {
    get { workspaces.first { $0.name == current } }
    set {
      guard let newValue else { return }
      if let index = workspaces.firstIndex(where: { $0.name == newValue.name }) {
        workspaces[index] = newValue
      } else {
        workspaces.append(newValue)
      }
      current = newValue.name
    }
  }
}

/// A trace set with the filter, pool, split and fits that act on it.
package struct Workspace: Sendable {
  /// The name for `use`.
  package var name: String
  /// The origin of the traces.
  package var origin: TraceOrigin
  /// The traces.
  package var traces: TraceSet
  /// A unique number within this process, for cache keys.
  package var identity: Int
  /// The filter conditions of queries.
  package var filters: [Filter] = []
  /// The models in use; `nil` for all.
  package var pool: [String]?
  /// Whether only queries with an outcome of every model in use are used.
  package var needsAll = false
  /// How queries are split; `nil` until given or needed by a fit.
  package var split: Split?
  /// The quality estimator.
  package var qualityFit: QualityFit?
  /// The cost estimator.
  package var costFit: CostFit?

  package init(name: String, origin: TraceOrigin, traces: TraceSet, identity: Int) {
    self.name = name
    self.origin = origin
    self.traces = traces
    self.identity = identity
  }

  /// How queries are split, by default where nothing is given.
  package var splitInUse: Split { split ?? .standard(for: traces) }
}

/// A result that has a name.
package struct NamedResult: Sendable {
  /// The names of the latest run and of the latest sweep.
  package static let latestRun = "_run", latestSweep = "_sweep"
  /// Hidden names.
  package static let hidden = ["_", latestRun, latestSweep]

  package var name: String
  package var value: ResultValue
  /// A unique number within this process, the same under each of its names.
  package var identity: Int
}

/// The settings of `set`.
public struct Settings: Sendable, Hashable {
  /// How results are shown.
  public var display = DisplaySettings()
  /// The default seed.
  public var seed: UInt64 = 0
  /// Whether what is typed at the prompt is kept in the history file.
  public var history = true
  /// The faults of the reference implementation to repeat, for comparison.
  public var reference: ReferenceFaults = []

  /// The defaults.
  public init() {}
}
