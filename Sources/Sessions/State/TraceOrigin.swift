import Mathematics
import Traces

/// How a trace set came about, so that it can be had again.
struct TraceOrigin: Sendable {
  /// What was loaded.
  enum Source: Sendable {
    /// A simulation, by its name.
    case simulation(String, queries: Int, seed: UInt64)
    /// Files, read together.
    case files([FileReference], format: String?, options: LoadOptions)
  }

  /// A file whose columns were added.
  struct Join: Sendable {
    var file: FileReference
    /// The column of the file that holds the query's id.
    var on: String
  }

  var source: Source
  var joins: [Join] = []

  /// Reads or simulates the traces.
  func traces(task: TaskContext) throws -> TraceSet {
    var traces =
      switch source {
      case .simulation(let name, let queries, let seed):
        try Simulator.traces(named: name, queries: queries, seed: seed, task: task)
      case .files(let files, let format, let options):
        try TraceLoader.load(
          paths: files.map(\.path), format: format.flatMap(TraceFormats.named), options: options, task: task)
      }
    for join in joins { traces = try traces.joining(path: join.file.path, on: join.on, task: task) }
    return traces
  }

  /// All files it was read from.
  var files: [FileReference] {
    guard case .files(let files, _, _) = source else { return joins.map(\.file) }
    return files + joins.map(\.file)
  }
}
