import CommandLanguage
import Display
import Input
import Routing
import Traces

/// Writes a session as a state file.
package struct StateWriter {
  /// The folder of the state file, without symbolic links.
  private let folder: String?
  /// The loaded traces, each once, by the identity of the trace set.
  private var traces: [(identity: Int, json: JSONValue)] = []
  /// The tables of estimates, each once, by their identity.
  private var estimates: [(identity: Int, json: JSONValue)] = []

  /// A writer of the state file at `path`.
  package init(path: String) {
    folder = FilePlace.resolved(path).map(FilePlace.folder(of:))
  }

  /// The text of the file.
  ///
  /// - Throws: `CommandError.file` if a file has changed since it was read.
  package mutating func text(of session: Session) throws(CommandError) -> String { try json(of: session).layout }

  /// The file as JSON.
  ///
  /// - Parameter inputs: files that a command reads besides those of the session.
  /// - Throws: `CommandError.file` if a file has changed since it was read.
  package mutating func json(
    of session: Session, inputs: [FileReference] = []
  ) throws(CommandError) -> JSONValue {
    var files: [JSONValue] = []
    for file in inputs { files.append(try json(file)) }
    var sets: [JSONValue] = []
    for workspace in session.workspaces { sets.append(try json(workspace)) }
    let results = try results(of: session)
    return JSONValue.object(
      [
        .init("format", .string(StateFile.format)), .init("version", .integer(StateFile.version)),
        .init("croute", .string(Croute.version)),
        .init("settings", .object(Settings.table.map { .init($0.name, .string($0.read(session))) })),
        .init(
          "variables", .object(session.variables.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
        .init("traces", .array(traces.map(\.json))), .init("estimates", .array(estimates.map(\.json))),
        .init("trace_sets", .array(sets)), .init("current", session.current.map { .string($0) } ?? .null),
        .init("results", .array(results)),
      ] + (files.isEmpty ? [] : [.init("inputs", .array(files))]))
  }

  // MARK: traces

  private mutating func json(_ workspace: Workspace) throws(CommandError) -> JSONValue {
    let split: JSONValue =
      switch workspace.split {
      case nil: .null
      case .hashed(let train, let tune, let seed):
        ["train": .number(train), "tune": .number(tune), "seed": .seed(seed)]
      case .folds(let count, let repeats, let seed):
        ["folds": .integer(count), "repeats": .integer(repeats), "seed": .seed(seed)]
      case .column(let name): ["by": .string(name)]
      case .held(let name, let test, let train, let seed):
        ["by": .string(name), "test": .string(test), "train": .number(train), "seed": .seed(seed)]
      }
    let filters = workspace.filters.map { filter -> JSONValue in
      ["column": .string(filter.column), "op": .string(filter.comparison.rawValue), "value": .string(filter.value)]
    }
    var members: [JSONValue.Member] = [
      .init("name", .string(workspace.name)), .init("traces", .integer(try number(of: workspace))),
      .init("filters", .array(filters)), .init("pool", workspace.pool.map { .strings($0) } ?? .null),
    ]
    if workspace.needsAll { members.append(.init("complete", .bool(true))) }
    members.append(.init("split", split))
    func fit(_ specification: FitSpecification?) throws(CommandError) -> JSONValue {
      guard let specification else { return .null }
      return try json(specification)
    }
    members.append(.init("quality", try fit(workspace.qualityFit?.specification)))
    members.append(.init("cost", try fit(workspace.costFit?.specification)))
    return .object(members)
  }

  /// The index of a set's traces in the list.
  private mutating func number(of workspace: Workspace) throws(CommandError) -> Int {
    if let known = traces.firstIndex(where: { $0.identity == workspace.identity }) { return known }
    var members: [JSONValue.Member]
    switch workspace.origin.source {
    case .simulation(let name, let queries, let seed):
      members = [
        .init("simulation", .string(name)), .init("queries", .integer(queries)), .init("seed", .seed(seed)),
      ]
    case .files(let files, let format, let options):
      var list: [JSONValue] = []
      for file in files { list.append(try json(file)) }
      members = [
        .init("files", .array(list)), .init("source", .string(workspace.traces.source)),
        .init("format", format.map { .string($0) } ?? .null),
        .init("cost", options.cost.map { .string($0.rawValue) } ?? .null),
        .init("map", .object(options.map.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
        .init("clip", .bool(options.clip)),
      ]
      if let part = options.modelPart { members.append(.init("model_part", .integer(part))) }
      if !options.models.isEmpty {
        let names = files.map { options.models[$0.path].map { JSONValue.string($0) } ?? .null }
        members.append(.init("models", .array(names)))
      }
      if let sql = options.sql { members.append(.init("sql", .string(sql))) }
      if let table = options.table { members.append(.init("table", .string(table))) }
      members += rows(options)
    }
    var joins: [JSONValue] = []
    for join in workspace.origin.joins {
      var members: [JSONValue.Member] = [.init("file", try json(join.file)), .init("on", .string(join.on))]
      if !join.map.isEmpty {
        members.append(
          .init("map", .object(join.map.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })))
      }
      if let scale = join.scale {
        members.append(.init("scale", [.number(scale.lowerBound), .number(scale.upperBound)]))
      }
      if join.clip { members.append(.init("clip", true)) }
      joins.append(.object(members))
    }
    members.append(.init("joins", .array(joins)))
    var repricings: [JSONValue] = []
    for repricing in workspace.origin.repricings {
      switch repricing {
      case .list(let file): repricings.append(["prices": try json(file)])
      case .factors(let factors):
        let sorted = factors.sorted { $0.key < $1.key }
        repricings.append(["factors": .object(sorted.map { .init($0.key, .number($0.value)) })])
      }
    }
    if !repricings.isEmpty { members.append(.init("repricings", .array(repricings))) }
    traces.append((workspace.identity, .object(members)))
    return traces.count - 1
  }

  /// Which rows are read and how their values are understood.
  private func rows(_ options: LoadOptions) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if let scale = options.scale {
      members.append(.init("scale", [.number(scale.lowerBound), .number(scale.upperBound)]))
    }
    if let condition = options.condition { members.append(.init("where", .string(condition.text))) }
    if !options.constants.isEmpty {
      let sorted = options.constants.sorted { $0.key < $1.key }
      members.append(.init("with", .object(sorted.map { .init($0.key, .string($0.value)) })))
    }
    if options.encoding != .utf8 { members.append(.init("encoding", .string(options.encoding.rawValue))) }
    if let repeats = options.repeats { members.append(.init("repeats", .string(repeats.rawValue))) }
    return members
  }

  private func json(_ file: FileReference) throws(CommandError) -> JSONValue { .object(try members(file)) }

  private func members(_ file: FileReference) throws(CommandError) -> [JSONValue.Member] {
    let contents = try file.contents()
    let path = JSONValue.Member("path", .string(seen(file.place)))
    if contents.count == 1 && contents[0].name.isEmpty {
      return [path] + summed(contents[0])
    }
    let files = contents.map { JSONValue.object([.init("name", .string($0.name))] + summed($0)) }
    return [path, .init("files", .array(files))]
  }

  private func summed(_ content: FileReference.Content) -> [JSONValue.Member] {
    [.init("size", .integer(content.size)), .init("sha256", .string(content.sha256))]
  }

  /// A path relative to the state file's folder if the file is in it.
  private func seen(_ place: String) -> String {
    guard let folder, let real = FilePlace.resolved(place), FilePlace.isUnder(folder, real) else { return place }
    return String(real.dropFirst(folder == "/" ? 1 : folder.count + 1))
  }

  private mutating func json(_ fit: FitSpecification) throws(CommandError) -> JSONValue {
    var parts: [JSONValue.Member] = [
      .init("estimator", .string(fit.name)),
      .init("parameters", .object(fit.parameters.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })),
      .init("seed", .seed(fit.seed)), .init("reference", Self.json(fit.reference)),
    ]
    if let table = fit.table {
      if !estimates.contains(where: { $0.identity == table.identity }) {
        let source = JSONValue.Member("source", .string(table.file.path))
        estimates.append((table.identity, .object([source] + (try members(table.file)))))
      }
      parts.append(.init("table", .integer(estimates.firstIndex { $0.identity == table.identity } ?? 0)))
    }
    return .object(parts)
  }

  private static func json(_ faults: ReferenceFaults) -> JSONValue {
    .strings(ReferenceFaults.named.filter { faults.contains($0.fault) }.map(\.name))
  }

  // MARK: results

  /// The results, with all their names.
  private mutating func results(of session: Session) throws(CommandError) -> [JSONValue] {
    var grouped: [(names: [String], value: ResultValue, identity: Int)] = []
    for result in session.results {
      if case .run(let run) = result.value, run.isDeployed { continue }
      if let last = grouped.last, last.identity == result.identity {
        grouped[grouped.count - 1].names.append(result.name)
      } else {
        grouped.append(([result.name], result.value, result.identity))
      }
    }
    var results: [JSONValue] = []
    for group in grouped {
      results.append(.object([.init("names", .strings(group.names))] + (try members(group.value))))
    }
    return results
  }

  private mutating func members(_ value: ResultValue) throws(CommandError) -> [JSONValue.Member] {
    switch value {
    case .run(let run):
      return [
        .init("kind", "run"), .init("on", try json(run.workspace)), .init("strategy", .string(run.strategy)),
        .init("reference", Self.json(run.reference)),
      ] + tuning(run.tuneRows) + run.tuned.members(of: run.strategy, models: run.fitted.data.models) + [
        .init("draw", run.draw.map { .seed($0) } ?? .null)
      ]
        + (run.guarantee.map { [.init("guarantee", $0.json)] } ?? [])
        + (run.isAdvice ? [.init("advice", Self.json(run.outcomes))] : [])
    case .sweep(let sweep):
      let models = sweep.fitted.data.models
      let strategies = sweep.frontiers.curves.map { curve -> JSONValue in
        let points = curve.points.map { JSONValue.object($0.tuned.members(of: curve.name, models: models)) }
        return ["name": .string(curve.name), "points": .array(points)]
      }
      return [
        .init("kind", "sweep"), .init("on", try json(sweep.workspace)), .init("reference", Self.json(sweep.reference)),
      ] + tuning(sweep.tuneRows) + [
        .init("budgets", .numbers(sweep.frontiers.budgets)), .init("strategies", .array(strategies)),
      ]
    case .table(let table):
      return [
        .init("kind", "table"),
        .init("columns", .array(table.columns.map { ["title": .string($0.title), "key": .string($0.key)] })),
        .init("rows", .array(table.rows.map { .array($0.map(\.stored)) })),
      ]
    }
  }

  /// The outcomes of advice, which only advising again would yield.
  private static func json(_ outcomes: Outcomes) -> JSONValue {
    [
      "cost": .numbers(outcomes.cost), "quality": .numbers(outcomes.quality), "ran": .numbers(outcomes.ran),
      "answered": .numbers(outcomes.answered),
      "repeats": .array(outcomes.repeatMeans.map { .numbers([$0.cost, $0.quality]) }),
    ]
  }

  /// The greatest number of rows on which prices were chosen, if they were chosen on a sample.
  private func tuning(_ limit: Int?) -> [JSONValue.Member] { limit.map { [.init("tune_rows", .integer($0))] } ?? [] }
}

extension Table.Cell {
  /// The cell as stored in state files.
  package var stored: JSONValue {
    func number(_ value: Double) -> JSONValue { value.isFinite ? .number(value) : .string("\(value)") }
    return switch self {
    case .text(let text): .string(text)
    case .integer(let value): .integer(value)
    case .number(let value, let digits): ["value": number(value), "digits": .integer(digits)]
    case .fixed(let value, let decimals): ["value": number(value), "decimals": .integer(decimals)]
    case .percent(let value): ["percent": number(value)]
    case .missing: .null
    }
  }

  /// Reads a cell of a state file.
  package init(stored node: JSONNode) throws(JSONShapeError) {
    func number(_ node: JSONNode) throws(JSONShapeError) -> Double {
      if let text = node.value?.string, let value = Double(text) { return value }
      return try node.number()
    }
    switch node.value {
    case nil, .null: self = .missing
    case .string(let text): self = .text(text)
    case .integer(let value): self = .integer(value)
    default:
      if let percent = node["percent"].optional {
        self = .percent(try number(percent))
      } else if let decimals = node["decimals"].optional {
        self = .fixed(try number(node["value"]), decimals: try decimals.integer())
      } else {
        self = .number(try number(node["value"]), digits: try node["digits"].integer())
      }
    }
  }
}
