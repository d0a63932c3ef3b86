import Input
import Mathematics
import Traces

/// The origin of a trace set, from which it can be recreated.
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
    /// Our column names and what the file calls them; with `quality`, its rows are scores of outcomes.
    var map: [String: String] = [:]

    /// The traces with what the file holds, and how many outcomes it scored, where it holds scores.
    func joined(to traces: TraceSet, task: TaskContext) throws(InputError) -> (traces: TraceSet, scored: Int?) {
      guard map["quality"] != nil else { return (try traces.joining(path: file.path, on: on, task: task), nil) }
      let (traces, count) = try traces.joiningScores(path: file.path, on: on, map: map, task: task)
      return (traces, count)
    }
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
    for join in joins { traces = try join.joined(to: traces, task: task).traces }
    return traces
  }

  /// All files from which it was read.
  var files: [FileReference] {
    guard case .files(let files, _, _) = source else { return joins.map(\.file) }
    return files + joins.map(\.file)
  }
}
