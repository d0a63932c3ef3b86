import Input
import Mathematics

/// Reads trace files: recognises their format and reads the rows of several files together.
public enum TraceLoader {
  /// The outcomes recorded in one or several files or folders, whose rows come together in one trace set.
  ///
  /// Models and queries keep the order in which they first appear. A file that is compressed with gzip is decompressed
  /// on the way.
  ///
  /// - Parameters:
  ///   - options: the cost, column names and clipping.
  ///   - paths: the files or folders.
  ///   - format: the format of all files; where it is `nil`, each file's format is recognised from its beginning.
  ///   - task: checked for cancellation once per chunk, and told the share of bytes read.
  /// - Returns: the trace set, without queries where a chunk was asked for that has none.
  /// - Throws: `InputError`: `.unreadable`, `.unknownFormat`, `.empty`, `.missingColumn`, `.malformed`,
  ///   `.invalidNumber`, `.duplicate` for two outcomes of one query and model, `.incompatible`, `.cancelled`.
  public static func load(
    paths: [String], format: TraceFormat? = nil, options: LoadOptions = LoadOptions(), task: TaskContext = .unobserved
  ) throws(InputError) -> TraceSet {
    var builder = TraceBuilder()
    var reasons: [String] = []
    var places: [String] = []
    let distinctParts = FilePath.distinctParts(of: paths)
    let givenModels = try paths.map { path throws(InputError) in
      try options.model(of: path) ?? options.constants["model"]
    }
    let models = zip(givenModels, distinctParts).map { $0 ?? $1 }
    builder.filesNameModels =
      paths.count > 1 && [models, paths.map(FilePath.stem(of:))].allSatisfy { Set($0).count == paths.count }
    for (number, path) in paths.enumerated() {
      let step = task.step(number, of: paths.count)
      let count = builder.rowCount
      builder.givenModel = givenModels[number]
      builder.assumedModel = paths.count > 1 ? distinctParts[number] : nil
      builder.fileName = builder.assumedModel
      var place = SpooledInput.isNeeded(for: path) ? try SpooledInput.path(for: path, task: step) : path
      let isPacked = SpooledInput.isPacked(place)
      if isPacked { place = try SpooledInput.unpacked(place, task: step) }
      if options.encoding == .latin1, !ByteSource.isFolder(place) { place = try RecodedFile.latin1(place, task: step) }
      places.append(place)
      do throws(InputError) {
        var reader = format
        if reader == nil {
          // A shell has what came by a pipe in a file of whatever name.
          let name = SpooledInput.isNeeded(for: path) ? "FILE" : path
          let found = try recognised(place, named: name, wasPacked: isPacked, options: options, task: step)
          reader = found.format
          let sentence = "\(found.format.name): \(found.reason)"
          if TraceFormats.ofOthers.contains(found.format.name), !reasons.contains(sentence) { reasons.append(sentence) }
        }
        if let reader, !reader.hasRows, options.condition != nil {
          let others = TraceFormats.all.filter(\.hasRows).map(\.name).joined(separator: ", ")
          throw .incompatible(
            path: path,
            reason:
              "--where selects rows, and the format \(reader.name) has none; load everything and use `filter`, or use one of "
              + "these formats: " + others)
        }
        if let reader, !reader.hasRows, options.chunk != nil { throw QueryChunk.rowless(reader, path: path) }
        if let reader, reader.name != TraceFormat.sqlite.name, options.sql != nil || options.table != nil {
          throw .incompatible(path: path, reason: "--sql and --table are for databases, and this is \(reader.name)")
        }
        try reader?.read(place, options, step, &builder)
        if builder.outcomes.isTooSparse { throw builder.sparse(path: place) }
        if builder.rowCount == count, options.rows == nil { throw .empty(path: path) }
        if number == 0, paths.count > 1 { builder.reserveCapacity(forAll: paths) }
      } catch {
        throw place == path ? error : error.naming(path, insteadOf: place)
      }
    }
    if builder.rowCount == 0 {
      if options.chunk != nil { return TraceSet.empty }
      guard let condition = options.condition else { throw .empty(path: paths.first ?? "") }
      throw .incompatible(
        path: paths.joined(separator: ", "), reason: "no row meets --where '\(condition.text)'")
    }
    if options.repeats == nil, builder.trustsRuns, builder.hasEqualRuns {
      var options = options
      options.trustsRuns = false
      return try load(paths: paths, format: format, options: options, task: task)
    }
    let (unit, origin) = try builder.settleCosts(asked: options.cost, path: paths[0])
    let money = UnreadCosts.otherMoney(unit, origin, options)
    var traces = builder.finish(source: paths.joined(separator: ", "), costUnit: money?.unit ?? unit)
    if let money { traces.guesses.append(money.sentence) }
    (traces.costSource, traces.readAs) = (origin, reasons)
    if !origin.isRecorded, options.map["cost"] == nil {
      traces.unreadPaths = UnreadCosts.paths(in: places[0])
      traces.unreadCosts = UnreadCosts.names(in: traces, path: places[0], format: format, options: options)
    } else if traces.uncostedCount > 0, paths.count > 1 {
      let sentence = UnreadCosts.otherNames(in: Array(zip(paths, places)), options: options)
      if let sentence { traces.guesses.append(sentence) }
    }
    try traces.add(constants: options.constants, path: paths[0])
    try traces.requireMapped(options.map, path: paths[0])
    return traces
  }

  /// The format of a file, recognised from its beginning.
  ///
  /// - Throws: `InputError.unreadable`, `.empty`, `.malformed` for binary content, `.unknownFormat`.
  package static func format(
    of path: String, options: LoadOptions = LoadOptions()
  ) throws(InputError) -> TraceFormat {
    try recognised(path, named: path, options: options, task: .unobserved).format
  }

  /// - Parameters:
  ///   - name: what a shell calls the file.
  ///   - wasPacked: whether the file at `path` has been decompressed.
  private static func recognised(
    _ path: String, named name: String, wasPacked: Bool = false, options: LoadOptions, task: TaskContext
  ) throws(InputError) -> (format: TraceFormat, reason: String) {
    let silent = task.step(0, of: Int.max)
    let (beginning, found) = try TraceFormats.recognized(path, options: options, task: silent)
    if beginning.isBlank { throw .empty(path: path) }
    if let found { return found }
    // Where an archive cannot be opened, that is what is wrong with it.
    if beginning.binary == .zip { _ = try ZipArchive(path: path) }
    let isCompressed = wasPacked || !beginning.isFolder && ((try? ByteSource(path: path))?.isCompressed ?? false)
    if let kind = beginning.binary,
      let (what, command) = ForeignFile.conversion(
        of: kind, path: name, content: path, isCompressed: isCompressed)
    {
      throw .foreign(path: path, what: what, command: command)
    }
    if let layout = ColumnarJSON(beginning, hasOtherFormats: false) {
      let (what, command) = ForeignFile.conversion(of: layout, path: name, isCompressed: isCompressed)
      throw .foreign(path: path, what: what, command: command)
    }
    // A header or a first record that is none is said to be so.
    try beginning.checkFirstRecord()
    if beginning.document == nil, !beginning.isFolder {
      _ = try CSVReader(ByteWindow(bytes: beginning.bytes, path: path))
    }
    throw .unknownFormat(path: path, known: TraceFormats.all.map(\.name))
  }
}

extension TraceBuilder {
  /// Reserves room for the rows of all files, of which the first was read, if they have as many for their size as it has.
  fileprivate mutating func reserveCapacity(forAll paths: [String]) {
    let sizes = paths.map { FileStamp(path: $0)?.size ?? 0 }
    let share = Double(sizes[0]) / Double(max(1, sizes.reduce(0, +)))
    // More than so many at once are for those that know their number.
    if share > 0 { reserveCapacity(Int(min(1e7, 1.1 * Double(rowCount) / share))) }
  }

  /// The error that the table of all queries and models would be out of proportion to the file.
  fileprivate func sparse(path: String) -> InputError {
    .incompatible(
      path: path,
      reason:
        "\(queryCount.grouped) queries x \(outcomes.models.count.grouped) models would be "
        + "\(outcomes.cellCount.grouped) outcomes, of which less than one in 64 is recorded; "
        + "load fewer models or queries at once")
  }
}

extension TraceSet {
  /// No traces.
  fileprivate static var empty: TraceSet {
    TraceSet(source: "", queryIDs: StringColumn([]), models: [], quality: [], cost: [])
  }

  /// Makes sure that something was found wherever `--map` says to look.
  fileprivate func requireMapped(_ map: [String: String], path: String) throws(InputError) {
    for (name, column) in map.sorted(by: { $0.key < $1.key }) {
      let isThere: Bool =
        switch name {
        case "query_id", "model", "task", "error": true
        case "quality": quality.contains { !$0.isNaN }
        case "cost": costSource.isRecorded
        case "prompt": prompts != nil
        case "answer": answers != nil
        default:
          (queryColumns + outcomeColumns).contains { $0.name == name || name == "latency_ms" && $0.name == "latency" }
        }
      guard isThere else {
        throw .incompatible(path: path, reason: "--map \(name)=\(column): nothing was found there")
      }
    }
  }

  /// Adds values that hold for all rows: `cost` as the cost of every outcome, all others as columns of queries.
  fileprivate mutating func add(constants: [String: String], path: String) throws(InputError) {
    for (name, value) in constants.sorted(by: { $0.key < $1.key }) where name != "model" {
      if name == "query_id" || name == "quality" {
        throw .incompatible(path: path, reason: "--with \(name)=\(value): \(name) is not the same for all rows")
      }
      if name == "cost" {
        guard let number = NumberParser.parse(value), NumberRange.cost.admitted(number, clip: false) != nil else {
          throw .incompatible(path: path, reason: "--with cost=\(value): expected \(NumberRange.cost.words)")
        }
        for cell in cost.indices where !quality[cell].isNaN { cost[cell] = number }
        (costUnit, costSource) = (.usd, .recorded)
      } else {
        queryColumns.removeAll { $0.name == name }
        let codes = [Int32](repeating: 0, count: queryCount)
        queryColumns.append(Column(name: name, values: .categories(codes: codes, labels: [value])))
      }
    }
  }
}
