import Foundation
import Input
import Mathematics

/// What to do about files that do not load: options with which they do, found by trying them.
public struct LoadAdvice: Sendable {
  /// What was seen in the file, in a sentence; `nil` where the error says it.
  public private(set) var seen: String?
  /// The options that the files load with; `nil` where none were found.
  public private(set) var options: LoadOptions?

  /// Advice on the error that loading `paths` ended with.
  ///
  /// The files are read again, once for each option that is tried.
  public init(
    on error: InputError, paths: [String], format: TraceFormat?, options: LoadOptions, task: TaskContext = .unobserved
  ) {
    switch error {
    case .missingColumn(let path, "exact_match", let found) where Self.isHELM(path):
      seen =
        found.isEmpty
        ? "none of its statistics is like a score"
        : "statistics that may be scores: \(found.joined(separator: ", ")); --map quality=NAME takes one"
    case .malformed(let path, 1, _, let found, _) where found.hasPrefix("a second column"):
      if Self.beginning(of: path, options)?.hasSecondHeader == true {
        seen =
          "if several lines are its header, as of a pivot in pandas, make one of them: "
          + "table.columns = [\"_\".join(name) for name in table.columns]"
      }
    case .unknownFormat(let path, _), .missingColumn(let path, _, _):
      seen = FileSight(of: path, options: options)?.sentence
    case .malformed(_, _, _, let found, let expected)
    where expected.hasPrefix("a number in column") && !found.contains { $0.isLetter || $0.isNumber }:
      seen = Self.missingNumbers
    case .invalidNumber(_, _, _, let found, _) where found.lowercased().contains("nan"): seen = Self.missingNumbers
    default: seen = nil
    }
    var tried = options
    var latest = error
    for _ in 0..<6 {
      var sentence: String?
      let next = Self.repaired(
        tried, after: latest, given: options, paths: paths, format: format, task: task, saying: &sentence)
      if let sentence { seen = seen.map { $0 + "; " + sentence } ?? sentence }
      guard let next else { return }
      do throws(InputError) {
        guard try Self.load(paths, format, next, task) != nil else { return }
        self.options = next
        return
      } catch {
        if error == .cancelled { return }
        (tried, latest) = (next, error)
      }
    }
  }

  private static let missingNumbers = "a number that is missing is an empty field, or NA"

  /// What the files hold with some options; `nil` where one cannot be read once more.
  private static func load(
    _ paths: [String], _ format: TraceFormat?, _ options: LoadOptions, _ task: TaskContext
  ) throws(InputError) -> TraceSet? {
    let found = try TracePaths(paths, options: options, task: task)
    var options = options
    options.models.merge(found.models) { $1 }
    guard let places = places(of: found.paths, &options) else { return nil }
    return try TraceLoader.load(paths: places, format: format, options: options, task: task)
  }

  /// Where files are read once more: of a pipe, where what was read from it is kept; `nil` where nothing was.
  private static func places(of paths: [String], _ options: inout LoadOptions) -> [String]? {
    var places: [String] = []
    for path in paths {
      guard SpooledInput.isNeeded(for: path) else {
        places.append(path)
        continue
      }
      guard let place = SpooledInput.latest(of: path) else { return nil }
      if let model = options.models[path] { options.models[place] = model }
      places.append(place)
    }
    return places
  }

  private static func isHELM(_ path: String) -> Bool {
    FilePath.stem(of: path) == "per_instance_stats"
  }

  // MARK: one more option

  private static func repaired(
    _ options: LoadOptions, after error: InputError, given: LoadOptions, paths: [String], format: TraceFormat?,
    task: TaskContext, saying sentence: inout String?
  ) -> LoadOptions? {
    var next = options
    switch error {
    case .missingColumn(let path, "exact_match", let found) where isHELM(path):
      if found.count == 1, options.map["quality"] == nil { next.map["quality"] = found[0] }
    case .unknownFormat(let path, _), .missingColumn(let path, _, _):
      map(&next, by: path, paths: paths)
      // A table that names no score may be one of a row per query.
      if next.map["quality"] == nil, !isWide(next, path),
        let wide = wideTable(options, path) ?? wideTable(next, path)
      {
        next = wide
      }
    case .invalidNumber(_, _, let column, let found, _):
      // A cost outside its range is none: moved to its end, it would make the answer free.
      if ["inf", "nan"].contains(where: found.lowercased().contains) || !isScore(column, options) { return nil }
      let scores = scores(paths, format: format, options: options, task: task)
      sentence = scores.count > 1 ? LikelyScale.difference(of: scores) : nil
      if options.scale == nil, sentence == nil, let likely = LikelyScale(of: scores.flatMap(\.scores)) {
        (next.scale, next.clip) = (likely.range, options.clip || likely.isExceeded)
      }
    case .duplicate(let path, _, let query, let model):
      if let choice = place(of: path, options).flatMap({ RowChoice(of: query, model, in: $0, options) }) {
        (sentence, next.condition) = (choice.sentence, choice.condition ?? options.condition)
        break
      }
      // Where a model or a query was guessed, several outcomes of it may be those of several models or queries.
      let isModelGuessed = options.constants["model"] != given.constants["model"]
      let isQueryGuessed = options.map["query_id"] != given.map["query_id"]
      let mayDiffer = isModelGuessed || isQueryGuessed && NameKind.isOfGroups(options.map["query_id"] ?? "")
      if options.repeats == nil, !mayDiffer { next.repeats = .mean }
    case .incompatible(let path, let reason) where reason.hasPrefix(TraceFormat.tableChoice):
      let place = SpooledInput.latest(of: path) ?? path
      let tables = ((try? TraceFormat.tables(ofDatabase: place)) ?? []).filter { table in
        var one = options
        one.table = table
        return holdsOutcomes(path, one)
      }
      if tables.count == 1 { next.table = tables[0] }
    case .malformed(_, _, _, let found, _):
      if found.hasSuffix("which is not UTF-8"), options.encoding == .utf8 { next.encoding = .latin1 }
    default: break
    }
    return next == options ? nil : next
  }

  private static func isScore(_ column: String, _ options: LoadOptions) -> Bool {
    if column == options.fileName(for: "quality") { return true }
    return column != "cost" && column != options.fileName(for: "cost") && column != "cost_list"
      && WideColumns.modelOfCosts(column) == nil
  }

  /// The scores of each file.
  private static func scores(
    _ paths: [String], format: TraceFormat?, options: LoadOptions, task: TaskContext
  ) -> [(path: String, scores: [Double])] {
    var survey = options
    survey.surveysScores = true
    survey.repeats = survey.repeats ?? .mean
    func scores(_ paths: [String], _ options: LoadOptions) -> [Double]? {
      (try? load(paths, format, options, task))?.quality.filter { !$0.isNaN }
    }
    let files = (try? TracePaths(paths, options: options, task: task))?.paths ?? paths
    if files.count < 2 || files.count > 50 { return [(paths.first ?? "", scores(paths, survey) ?? [])] }
    return files.map { file in
      // Beside others the model is that of the file where it names none.
      var named = survey
      named.models[file] = FilePath.stem(of: file)
      return (file, scores([file], survey) ?? scores([file], named) ?? [])
    }
  }

  // MARK: names

  /// Names what stands for the columns that a file lacks.
  private static func map(_ options: inout LoadOptions, by path: String, paths: [String]) {
    guard let beginning = beginning(of: path, options) else { return }
    let records = beginning.records
    var names = JSONValue.union(of: records)?.leaves(isList: beginning.document?.array != nil) ?? beginning.columns
    var isOne = records.count == 1 && beginning.document?.array == nil
    var header: JSONValue?
    // A list in a document holds the records, unless what stands beside it names their query.
    let isDocument = isOne && !names.contains { !$0.contains("[*]") && NameKind.of($0) == .query }
    let isScored = names.contains {
      LikelyNames.likeliest("quality", in: [$0]) != nil && !(isDocument && $0.contains("[*]"))
    }
    let inner = beginning.inner.map { inner in
      (names: JSONValue.union(of: inner.records)?.leaves(isList: true) ?? [], header: inner.header)
    }
    // What stands beside outcomes of queries of their own sums them up.
    let holdsOutcomes = inner.map { inner in
      isOne && inner.names.contains(where: LikelyNames.isScore) && !inner.names.contains(where: LikelyNames.isOfModel)
        && inner.names.contains { NameKind.of($0) == .query }
    }
    if !isScored || beginning.keyed != nil || holdsOutcomes == true, let inner {
      (names, isOne, header) = (inner.names, false, inner.header)
    }
    var likely = LikelyNames(in: names, options: options).map
    func isKnown(_ name: String) -> Bool { options.map[name] != nil || likely[name] != nil || names.contains(name) }
    if !isKnown("model"), header == nil, let column = beginning.modelColumn(besides: [likely["query_id"] ?? "query_id"])
    {
      likely["model"] = column
    }
    if let first = likely["query_id"], !names.contains("query_id") {
      let model = options.map["model"] ?? likely["model"] ?? "model"
      likely["query_id"] = QueryChoice.best(
        of: LikelyNames.queries(in: names, atMost: 8).filter { $0 != options.fileName(for: "model") }, first: first,
        model: names.contains(model) ? model : nil, in: paths.compactMap { place(of: $0, options) })
    }
    let hasModel = isKnown("model") || names.contains(where: LikelyNames.isOfModel)
    // What stands in one of several objects that are alike is not all there is.
    let lost = likely.filter { name, path in
      !["query_id", "model"].contains(name) && path.isOneOfSeveral(among: names, isOne: isOne, hasModel: hasModel)
    }
    if lost["quality"] != nil { return }
    likely = likely.filter { lost[$0.key] == nil }
    options.map.merge(likely) { own, _ in own }
    let isKeyed = options.map["quality"]?.contains(".*") == true
    if hasModel || isKeyed || !isKnown("quality") || paths.count > 1 || ByteSource.isFolder(path)
      || options.constants["model"] != nil
    {
      return
    }
    if let header, let name = LikelyNames.model(in: header.leaves(isList: false)) {
      // A member called model is read as it is.
      if name != "model" { options.constants["model"] = header.values(atPath: name).first?.string }
    } else {
      options.constants["model"] = path == "-" ? "stdin" : FilePath.stem(of: path)
    }
  }

  /// Whether what is read at a path has columns like a model and a score.
  private static func holdsOutcomes(_ path: String, _ options: LoadOptions) -> Bool {
    let names = beginning(of: path, options)?.columns ?? []
    let likely = LikelyNames(in: names, options: options).map
    return ["model", "quality"].allSatisfy { names.contains($0) || likely[$0] != nil || options.map[$0] != nil }
  }

  /// The beginning of what is read at a path.
  static func beginning(of path: String, _ options: LoadOptions) -> FileBeginning? {
    place(of: path, options).flatMap { try? FileBeginning(reading: $0, options: LoadOptions(), task: .unobserved) }
  }

  /// The file of what is read at a path: the first file of a folder, what came by a pipe that was read, a database's first rows.
  private static func place(of path: String, _ options: LoadOptions) -> String? {
    if SpooledInput.isNeeded(for: path), SpooledInput.latest(of: path) == nil { return nil }
    guard let file = ByteSource.isFolder(path) ? firstFile(in: path) : SpooledInput.latest(of: path) ?? path,
      let beginning = try? FileBeginning(reading: file, options: LoadOptions(), task: .unobserved)
    else { return nil }
    if beginning.binary != .sqlite { return file }
    return try? TraceFormat.rows(ofDatabase: file, options: options, limit: 1000)
  }

  /// The first file of a folder that is in none of the formats, by name.
  private static func firstFile(in folder: String) -> String? {
    let names = FilePlace.names(in: folder)
    let paths = names.filter { !$0.hasPrefix(".") }.sorted(by: NaturalOrder.precedes).map { folder + "/" + $0 }
    return paths.first { !ByteSource.isFolder($0) }
  }

  /// The options with which a table is one of a row per query, whose scores are just outside their range, or on a larger
  /// scale; `nil` where there are none.
  private static func wideTable(_ options: LoadOptions, _ path: String) -> LoadOptions? {
    if options.scale != nil || options.clip { return nil }
    for top in [1.0, 10, 100, 1000] {
      var scaled = options
      if top == 1 { scaled.clip = true } else { scaled.scale = 0...top }
      if isWide(scaled, path) { return scaled }
    }
    return nil
  }

  /// Whether a file is a table of one row per query with some options.
  private static func isWide(_ options: LoadOptions, _ path: String) -> Bool {
    let place = SpooledInput.latest(of: path) ?? path
    let beginning = try? FileBeginning(reading: place, options: options, task: .unobserved)
    return beginning.map { TraceFormat.wide.sniff($0) != nil } ?? false
  }
}
