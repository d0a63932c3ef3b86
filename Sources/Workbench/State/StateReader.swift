import CommandLanguage
import Display
import Input
import Mathematics
import Routing
import Traces

/// Reads a session from a state file; see `StateFile`.
package struct StateReader {
  /// The session read.
  package internal(set) var session = Session()
  /// The files that have changed since the state was saved.
  package private(set) var changed: [String] = []
  /// The names of results left out because they depend on such files.
  package internal(set) var omitted: [String] = []

  private let root: JSONNode
  /// The folder of the state file.
  private let folder: String
  /// Whether changed files are accepted.
  private let takesChanged: Bool
  let context: any SessionContext
  private var traces: [(origin: TraceOrigin, traces: TraceSet, identity: Int, isChanged: Bool)] = []
  private var estimates: [(table: TableReference, isChanged: Bool)] = []

  /// Reads the state file at `path`.
  ///
  /// - Throws: `CommandError` and `JSONShapeError` if the file or a referenced file is malformed or changed, the errors
  ///   of traces and estimators, `Cancelled`.
  package init(path: String, takesChanged: Bool, context: any SessionContext) throws {
    try context.fileAccess.admitReading(path)
    try self.init(
      try Self.document(path, context.task), in: FilePlace.folder(of: FilePlace.resolved(path) ?? path),
      takesChanged: takesChanged, context: context)
  }

  /// Reads a state whose files are seen from `folder`.
  ///
  /// - Throws: as for a state file.
  package init(_ root: JSONNode, in folder: String, takesChanged: Bool, context: any SessionContext) throws {
    self.root = root
    self.folder = folder
    self.takesChanged = takesChanged
    self.context = context
    try readHead()
    for node in try root["traces"].elements() { try readTraces(node) }
    for node in try root["estimates"].elements() {
      let (file, isChanged) = try self.file(node)
      let table = try EstimatesFormat.read(path: file.place, task: context.task.untold)
      estimates.append(
        (TableReference(table: table, file: file, identity: context.makeIdentity()), isChanged))
    }
    for node in try root["trace_sets"].elements() { session.workspaces.append(try workspace(node).workspace) }
    session.current = try root["current"].optional?.string()
    if session.current != nil && session.workspace == nil { throw root["current"].mismatch("one of the trace sets") }
    let results = try root["results"].elements()
    for (index, node) in results.enumerated() {
      try context.task.check()
      try readResult(node, context.task.step(index, of: results.count))
    }
  }

  private static func document(_ path: String, _ task: TaskContext) throws -> JSONNode {
    let text = try SourceFile.read(path, task: task)
    do {
      return JSONNode(try JSONParser.parse(text, path: path))
    } catch {
      if case .malformed(_, let line, let column, let found, _) = error,
        ["the end of the file", "a string that never ends"].contains(found)
      {
        throw CommandError.file(path: path, reason: "is cut short at line \(line), column \(column)")
      }
      throw error
    }
  }

  private mutating func readHead() throws {
    guard root["format"].value?.string == StateFile.format else {
      throw root["format"].mismatch("'\(StateFile.format)'")
    }
    let version = try root["version"].integer()
    if version > StateFile.version {
      throw JSONShapeError(
        path: "version", found: "\(version), written by a newer croute", expected: "at most \(StateFile.version)")
    }
    for (name, node) in try root["settings"].members() {
      guard let setting = Settings.table.first(where: { $0.name == name }) else {
        throw JSONShapeError(
          path: node.path, found: "an unknown setting", expected: Settings.table.map(\.name).joined(separator: ", "))
      }
      if !setting.write(&session, try node.string()) { throw node.mismatch(setting.allowed) }
    }
    for (name, node) in try root["variables"].members() { session.variables[name] = try node.string() }
    try Variables.check(session.variables)
  }

  // MARK: traces

  private mutating func readTraces(_ node: JSONNode) throws {
    var origin: TraceOrigin
    var isChanged = false
    if let name = node["simulation"].optional {
      origin = TraceOrigin(
        source: .simulation(try name.string(), queries: try node["queries"].integer(), seed: try node["seed"].seed()))
    } else {
      var files: [FileReference] = []
      for file in try node["files"].elements() {
        let (reference, differs) = try self.file(file)
        files.append(reference)
        isChanged = isChanged || differs
      }
      let cost = try node["cost"].optional?.string()
      if let cost, CostUnit(rawValue: cost) == nil {
        throw node["cost"].mismatch(CostUnit.allCases.map(\.rawValue).joined(separator: ", "))
      }
      var map: [String: String] = [:]
      for (key, column) in try node["map"].members() { map[key] = try column.string() }
      let format = try node["format"].optional?.string()
      if let format, TraceFormats.named(format) == nil {
        throw node["format"].mismatch(TraceFormats.all.map(\.name).joined(separator: ", "))
      }
      var options = LoadOptions(cost: cost.flatMap(CostUnit.init), map: map, clip: try node["clip"].bool())
      options.modelPart = try node["model_part"].optional?.integer()
      for (place, name) in try node["models"].optional?.elements().enumerated() ?? [].enumerated()
      where !name.isMissing && files.indices.contains(place) {
        options.models[files[place].path] = try name.string()
      }
      options.sql = try node["sql"].optional?.string()
      options.table = try node["table"].optional?.string()
      try readRows(node, into: &options)
      origin = TraceOrigin(source: .files(files, format: format, options: options))
    }
    for join in try node["joins"].elements() {
      let (reference, differs) = try self.file(join["file"])
      var map: [String: String] = [:]
      for (key, column) in try join["map"].optional?.members() ?? [] { map[key] = try column.string() }
      origin.joins.append(
        TraceOrigin.Join(
          file: reference, on: try join["on"].string(), map: map, scale: try scale(join),
          clip: try join["clip"].optional?.bool() ?? false))
      isChanged = isChanged || differs
    }
    for repricing in try node["repricings"].optional?.elements() ?? [] {
      if let file = repricing["prices"].optional {
        let (reference, differs) = try self.file(file)
        origin.repricings.append(.list(reference))
        isChanged = isChanged || differs
      } else {
        var factors: [String: Double] = [:]
        for (model, factor) in try repricing["factors"].members() { factors[model] = try factor.nonNegative() }
        origin.repricings.append(.factors(factors))
      }
    }
    var loaded = try origin.traces(task: context.task.untold)
    if let source = try node["source"].optional?.string() { loaded.source = source }
    traces.append((origin, loaded, context.makeIdentity(), isChanged))
  }

  /// Which rows are read and how their values are understood.
  private func readRows(_ node: JSONNode, into options: inout LoadOptions) throws {
    options.scale = try scale(node)
    if let text = try node["where"].optional?.string() {
      guard let condition = RowCondition(text) else { throw node["where"].mismatch("a condition on rows") }
      options.condition = condition
    }
    for (name, value) in try node["with"].optional?.members() ?? [] { options.constants[name] = try value.string() }
    if let name = try node["encoding"].optional?.string() {
      guard let encoding = TextEncoding(rawValue: name) else { throw node["encoding"].mismatch("utf8 or latin1") }
      options.encoding = encoding
    }
    if let name = try node["repeats"].optional?.string() {
      guard let repeats = Repeats(rawValue: name) else { throw node["repeats"].mismatch("mean or first") }
      options.repeats = repeats
    }
  }

  private func scale(_ node: JSONNode) throws -> ClosedRange<Double>? {
    guard let ends = try node["scale"].optional?.numbers(count: 2) else { return nil }
    guard ends[0] < ends[1] else { throw node["scale"].mismatch("two ascending numbers") }
    return ends[0]...ends[1]
  }

  /// A referenced file, and whether it has changed.
  private mutating func file(_ node: JSONNode) throws -> (file: FileReference, isChanged: Bool) {
    let path = try node["path"].string()
    let place = path.hasPrefix("/") ? path : (folder == "/" ? "" : folder) + "/" + path
    for path in [place] + TraceFormats.neighbors(of: place) { try context.fileAccess.admitReading(path) }
    let file = FileReference(place, typed: node["source"].value?.string)
    var contents: [FileReference.Content] = []
    func content(_ node: JSONNode, _ name: String) throws -> FileReference.Content {
      FileReference.Content(name: name, size: try node["size"].integer(), sha256: try node["sha256"].string())
    }
    if let files = node["files"].optional {
      for part in try files.elements() { contents.append(try content(part, try part["name"].string())) }
    } else {
      contents.append(try content(node, ""))
    }
    if try file.holds(contents) { return (file, false) }
    guard takesChanged else { throw SessionError.changed(path: file.place) }
    if !changed.contains(file.place) { changed.append(file.place) }
    return (file, true)
  }

  func workspace(_ node: JSONNode) throws -> (workspace: Workspace, isChanged: Bool) {
    let number = try node["traces"].integer()
    guard traces.indices.contains(number) else { throw node["traces"].mismatch("one of the traces, from 0") }
    let loaded = traces[number]
    var isChanged = loaded.isChanged
    var workspace = Workspace(
      name: try node["name"].string(), origin: loaded.origin, traces: loaded.traces, identity: loaded.identity)
    for filter in try node["filters"].elements() {
      guard let comparison = Filter.Comparison(rawValue: try filter["op"].string()) else {
        throw filter["op"].mismatch("one of " + Filter.Comparison.allCases.map(\.rawValue).joined(separator: " "))
      }
      workspace.filters.append(
        Filter(column: try filter["column"].string(), comparison: comparison, value: try filter["value"].string()))
    }
    workspace.pool = try node["pool"].optional?.strings()
    if let models = workspace.pool, models.isEmpty || Set(models).count < models.count {
      throw node["pool"].mismatch("different models of the traces, at least one")
    }
    if let models = workspace.pool, let unknown = models.first(where: { !loaded.traces.models.contains($0) }) {
      throw JSONShapeError(path: node["pool"].path, found: "'\(unknown)'", expected: "models of the traces")
    }
    workspace.needsAll = try node["complete"].optional?.bool() ?? false
    if let split = node["split"].optional {
      if let column = split["by"].optional {
        if let test = split["test"].optional {
          workspace.split = .held(
            column: try column.string(), test: try test.string(), train: try split["train"].number(),
            seed: try split["seed"].seed())
        } else {
          workspace.split = .column(try column.string())
        }
      } else if let count = split["folds"].optional {
        let repeats = try split["repeats"].integer()
        guard Folds.counts.contains(try count.integer()), Folds.repeatCounts.contains(repeats) else {
          throw split.mismatch("folds from 3 to 50 and repeats from 1 to 100")
        }
        workspace.split = .folds(count: try count.integer(), repeats: repeats, seed: try split["seed"].seed())
      } else {
        workspace.split = .hashed(
          train: try split["train"].number(), tune: try split["tune"].number(), seed: try split["seed"].seed())
      }
    }
    func fit(_ node: JSONNode) throws -> FitSpecification? {
      guard let node = node.optional else { return nil }
      var fit = FitSpecification(name: try node["estimator"].string(), seed: try node["seed"].seed())
      for (name, value) in try node["parameters"].members() { fit.parameters[name] = try value.string() }
      fit.reference = try faults(node["reference"])
      if let table = try node["table"].optional?.integer() {
        guard estimates.indices.contains(table) else { throw node["table"].mismatch("one of the estimates, from 0") }
        fit.table = estimates[table].table
        isChanged = isChanged || estimates[table].isChanged
      }
      return fit
    }
    workspace.qualityFit = try fit(node["quality"]).map { QualityFit($0) }
    workspace.costFit = try fit(node["cost"]).map { CostFit($0) }
    return (workspace, isChanged)
  }

  func faults(_ node: JSONNode) throws -> ReferenceFaults {
    var faults: ReferenceFaults = []
    for name in try node.elements() {
      guard let fault = ReferenceFaults.named.first(where: { $0.name == name.value?.string }) else {
        throw name.mismatch(ReferenceFaults.named.map(\.name).joined(separator: ", "))
      }
      faults.formUnion(fault.fault)
    }
    return faults
  }
}
