import Display
import Routing
import Traces

/// Everything a person has set up, as a value made of specifications.
///
/// A command works on a copy that takes the place of the original when it succeeds, so a failed or interrupted command
/// changes nothing and `undo` is the value before. Everything computed is a memo keyed by these specifications.
public struct Session: Sendable {
  /// The trace sets, in the order in which they were loaded.
  var workspaces: [Workspace] = []
  /// The name of the trace set in use.
  var current: String?
  /// The named results, oldest first.
  var results: [NamedResult] = []
  /// The variables of `let`.
  var variables: [String: String] = [:]
  /// The settings of `set`.
  public internal(set) var settings = Settings()

  /// Nothing loaded yet.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// The trace set in use with all that acts on it.
  var workspace: Workspace? {
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
struct Workspace: Sendable {
  /// The name that `use` knows it by.
  var name: String
  /// How the traces came about.
  var origin: TraceOrigin
  /// The traces.
  var traces: TraceSet
  /// A number that no other trace set of this process has: the key of memos.
  var identity: Int
  /// The conditions that a query meets to be looked at.
  var filters: [Filter] = []
  /// The models in use; `nil` for all.
  var pool: [String]?
  /// How queries are dealt to train, tune and test; `nil` until somebody says so or a fit needs it.
  var split: Split?
  /// The quality estimator, with where its estimates come from.
  var qualityFit: QualityFit?
  /// The cost estimator.
  var costFit: CostFit?
}

/// A result that has a name.
struct NamedResult: Sendable {
  /// The names of the latest run and of the latest sweep, whatever came after them.
  static let latestRun = "_run", latestSweep = "_sweep"
  /// Names that nobody has to know.
  static let hidden = ["_", latestRun, latestSweep]

  var name: String
  var value: ResultValue
  /// A number that no other result of this process has, the same under each of its names.
  var identity: Int
}

/// What can be adjusted with `set`.
public struct Settings: Sendable, Hashable {
  /// How results are shown.
  public var display = DisplaySettings()
  /// The seed of commands that are given none.
  public var seed: UInt64 = 0
  /// Whether what is typed at the prompt is kept in the history file.
  public var history = true
  /// The faults of the authors' implementation that are repeated, for comparing with it.
  public var reference: ReferenceFaults = []

  /// What holds until somebody says otherwise.
  public init() {}
}
