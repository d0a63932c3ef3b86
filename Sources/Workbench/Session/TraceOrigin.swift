import CommandLanguage
import Input
import Mathematics
import Traces

/// The origin of a trace set, from which it can be recreated.
package struct TraceOrigin: Sendable {
  /// What was loaded.
  package enum Source: Sendable {
    /// A simulation, by its name.
    case simulation(String, queries: Int, seed: UInt64)
    /// Files, read together.
    case files([FileReference], format: String?, options: LoadOptions)
  }

  /// A file whose columns were added.
  package struct Join: Sendable {
    var file: FileReference
    /// The column of the file that holds the query's id.
    package var on: String
    /// Our column names and what the file calls them; with `quality`, its rows are scores of outcomes.
    package var map: [String: String] = [:]
    /// The scale of the scores; `nil` for 0 to 1.
    var scale: ClosedRange<Double>?
    /// Whether scores outside of it are moved to its nearest end.
    var clip = false

    package init(
      file: FileReference, on: String, map: [String: String] = [:], scale: ClosedRange<Double>? = nil,
      clip: Bool = false
    ) {
      self.file = file
      self.on = on
      self.map = map
      self.scale = scale
      self.clip = clip
    }

    /// Whether the file holds scores of outcomes.
    package var hasScores: Bool { map["quality"] != nil }

    /// The traces with what the file holds, how many queries (or, of a file of scores, outcomes) have a row in it, and how
    /// many rows are of none.
    package func joined(
      to traces: TraceSet, task: TaskContext
    ) throws(InputError) -> (traces: TraceSet, matched: Int, strange: Int) {
      guard hasScores else { return try traces.joining(path: file.path, on: on, task: task) }
      let (joined, count, strange) = try traces.joiningScores(
        path: file.path, on: on, map: map, scale: scale, clip: clip, task: task)
      return (joined, count, strange)
    }
  }

  /// Other costs than those that were recorded.
  package enum Repricing: Sendable {
    /// A list of prices.
    case list(FileReference)
    /// A factor per model.
    case factors([String: Double])
  }

  package var source: Source
  package var joins: [Join] = []
  package var repricings: [Repricing] = []

  package init(source: Source) { self.source = source }

  /// Reads or simulates the traces.
  package func traces(task: TaskContext) throws -> TraceSet {
    var traces =
      switch source {
      case .simulation(let name, let queries, let seed):
        try Simulator.traces(named: name, queries: queries, seed: seed, task: task)
      case .files(let files, let format, let options):
        try TraceLoader.load(
          paths: files.map(\.path), format: format.flatMap(TraceFormats.named), options: options, task: task)
      }
    for join in joins { traces = try join.joined(to: traces, task: task).traces }
    for repricing in repricings { traces = try repricing.applied(to: traces, task: task).traces }
    return traces
  }

  /// All files from which it was read.
  package var files: [FileReference] {
    var files: [FileReference] = []
    if case .files(let own, _, _) = source { files = own }
    return files + joins.map(\.file) + repricings.compactMap(\.file)
  }
}

extension TraceOrigin.Repricing {
  /// The list of prices.
  var file: FileReference? { if case .list(let file) = self { file } else { nil } }

  /// The models that have other costs afterwards, as far as they are named.
  package func models(of traces: TraceSet) -> [String] {
    switch self {
    case .list(let file): ["by \(file.path)"]
    case .factors(let factors): traces.models.filter { factors[$0] != nil }
    }
  }

  /// The trace set with its new costs, and what is to be said of them.
  ///
  /// - Throws: `InputError`, also where a list of prices has nothing to count, and where a cost would be out of range.
  package func applied(to traces: TraceSet, task: TaskContext) throws(InputError) -> (traces: TraceSet, notes: [String])
  {
    let repriced = try priced(traces, task: task)
    if let cost = repriced.traces.cost.first(where: { !$0.isNaN && NumberRange.cost.admitted($0, clip: false) == nil })
    {
      throw .incompatible(
        path: file?.path ?? traces.source,
        reason: "an answer would cost \(cost), which is not \(NumberRange.cost.words)")
    }
    return repriced
  }

  private func priced(
    _ traces: TraceSet, task: TaskContext
  ) throws(InputError) -> (traces: TraceSet, notes: [String]) {
    switch self {
    case .factors(let factors): return (traces.multiplyingCosts(by: factors), [])
    case .list(let file):
      let list = try PriceList(path: file.path, task: task)
      let (priced, matches) = traces.priced(by: list)
      guard let priced else {
        throw .incompatible(
          path: file.path,
          reason: "the traces record no tokens (tokens_in, tokens_out) to be priced"
            + (traces.tokenMap.map { "; load them with --map \($0)" } ?? ""))
      }
      if matches.unmatched.count == traces.modelCount {
        throw .incompatible(
          path: file.path,
          reason: "it has no price for \(traces.models.prefix(6).joined(separator: ", ")); it has prices for "
            + list.models.prefix(6).joined(separator: ", "))
      }
      var notes = matches.others.map { "\($0.model) has the prices of \($0.name)" }
      if !matches.unmatched.isEmpty {
        let isMoney = traces.costUnit == .usd && traces.costSource.isRecorded
        notes.append(
          "no price for \(matches.unmatched.joined(separator: ", ")): "
            + (isMoney ? "costs as recorded" : "no cost, since none in USD is recorded"))
      }
      let unmatched = Set(matches.unmatched)
      let missing = priced.cost.indices.count {
        !priced.quality[$0].isNaN && priced.cost[$0].isNaN && !unmatched.contains(priced.models[$0 % priced.modelCount])
      }
      if missing > 0 {
        let words = missing == 1 ? "1 outcome has" : "\(missing.grouped) outcomes have"
        notes.append(words + " no tokens, or tokens without a price, and so no cost")
      }
      return (priced, notes)
    }
  }
}
