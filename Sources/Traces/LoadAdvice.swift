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
    case .unknownFormat(let path, _), .missingColumn(let path, _, _): seen = Self.sight(of: path, options: options)
    default: seen = nil
    }
    if paths.contains("-") { return }
    var tried = options
    var latest = error
    for _ in 0..<6 {
      guard let next = Self.repaired(tried, after: latest, paths: paths, format: format, task: task) else { return }
      do throws(InputError) {
        let found = try TracePaths(paths, options: next, task: task)
        var trial = next
        trial.models.merge(found.models) { $1 }
        _ = try TraceLoader.load(paths: found.paths, format: format, options: trial, task: task)
        self.options = next
        return
      } catch {
        if error == .cancelled { return }
        (tried, latest) = (next, error)
      }
    }
  }

  // MARK: one more option

  private static func repaired(
    _ options: LoadOptions, after error: InputError, paths: [String], format: TraceFormat?, task: TaskContext
  ) -> LoadOptions? {
    var next = options
    switch error {
    case .unknownFormat(let path, _), .missingColumn(let path, _, _):
      map(&next, by: path, paths: paths)
      if next == options { scaleWideTable(&next, path) }
    case .invalidNumber(_, _, let column, let found, _):
      if ["inf", "nan"].contains(where: found.lowercased().contains) { return nil }
      if isScore(column, options) {
        fit(&next, to: scores(paths, format: format, options: options, task: task))
      } else if !options.clip {
        next.clip = true
      }
    case .duplicate: if options.repeats == nil { next.repeats = .mean }
    case .malformed(_, _, _, let found, _):
      if found.hasSuffix("which is not UTF-8"), options.encoding == .utf8 { next.encoding = .latin1 }
    default: break
    }
    return next == options ? nil : next
  }

  private static func isScore(_ column: String, _ options: LoadOptions) -> Bool {
    column != "cost" && column != options.fileName(for: "cost") && column != "cost_list"
      && !column.hasSuffix("|total_cost")
  }

  /// The least and the greatest score of all files.
  private static func scores(
    _ paths: [String], format: TraceFormat?, options: LoadOptions, task: TaskContext
  ) -> ClosedRange<Double>? {
    var survey = options
    survey.surveysScores = true
    survey.repeats = survey.repeats ?? .mean
    guard let traces = try? TraceLoader.load(paths: paths, format: format, options: survey, task: task) else {
      return nil
    }
    let known = traces.quality.filter { !$0.isNaN }
    guard let least = known.min(), let greatest = known.max() else { return nil }
    return least...greatest
  }

  /// The scale whose end the scores reach, and clipping for those just beyond it.
  private static func fit(_ options: inout LoadOptions, to scores: ClosedRange<Double>?) {
    guard let scores, options.scale == nil else { return }
    let size = max(-scores.lowerBound, scores.upperBound)
    guard let top = [1.0, 10, 100, 1000].first(where: { 1.05 * $0 >= size }) else { return }
    let bottom = scores.lowerBound < -0.05 * top ? -top : 0
    if top > 1 || bottom < 0 { options.scale = bottom...top }
    options.clip = options.clip || size > top || scores.lowerBound < bottom
  }

  // MARK: names

  private static let synonyms: [(name: String, words: [String])] = [
    (
      "query_id",
      [
        "query_id", "id", "question_id", "prompt_id", "sample_id", "q_id", "qid", "instance_id", "example_id", "doc_id",
        "task_id", "item_id", "ticket", "ticket_id", "case_id", "task", "idx", "index", "query", "question", "prompt",
      ]
    ),
    ("model", ["model", "model_name", "model_id", "llm", "llm_name", "engine", "system", "provider", "agent"]),
    (
      "quality",
      [
        "quality", "score", "correct", "is_correct", "accuracy", "acc", "exact_match", "reward", "passed", "pass",
        "success", "resolved", "solved", "ok", "grade", "rating", "performance", "result",
      ]
    ),
    (
      "cost",
      [
        "cost", "cost_usd", "total_cost", "usd", "price", "spend", "inference_cost", "cost_in_usd", "price_usd",
        "dollars",
      ]
    ),
  ]

  /// Names what stands for the columns that a file lacks.
  private static func map(_ options: inout LoadOptions, by path: String, paths: [String]) {
    let isFolder = ByteSource.isFolder(path)
    guard let file = isFolder ? firstFile(in: path) : path,
      let beginning = try? FileBeginning(reading: file, options: LoadOptions(), task: .unobserved)
    else { return }
    var names = beginning.record.map(leaves) ?? beginning.columns
    let scores = synonyms.first { $0.name == "quality" }?.words ?? []
    if let wrapped = beginning.wrapped, !names.contains(where: { scores.contains(lastPart($0)) }) {
      names = leaves(wrapped.first)
    }
    for (own, words) in synonyms where options.map[own] == nil && !names.contains(own) {
      if own == "cost", options.cost == .tokens || options.cost == .latency { continue }
      let found = words.lazy.compactMap { word in
        names.first { normal($0) == word }
          ?? names.first { lastPart($0) == word }
      }.first { !options.map.values.contains($0) }
      if let found { options.map[own] = found }
    }
    func isKnown(_ name: String) -> Bool { options.map[name] != nil || names.contains(name) }
    if !isKnown("model"), isKnown("quality"), paths.count == 1, !isFolder, options.constants["model"] == nil {
      options.constants["model"] = FilePath.stem(of: path)
    }
  }

  /// The first file of a folder that is in none of the formats, by name.
  private static func firstFile(in folder: String) -> String? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let paths = names.filter { !$0.hasPrefix(".") }.sorted(by: NaturalOrder.precedes).map { folder + "/" + $0 }
    return paths.first { !ByteSource.isFolder($0) }
  }

  /// Takes the columns of a table for scores on a larger scale, where that makes it one of a row per query.
  private static func scaleWideTable(_ options: inout LoadOptions, _ path: String) {
    if options.scale != nil { return }
    for top in [10.0, 100] {
      var scaled = options
      scaled.scale = 0...top
      let beginning = try? FileBeginning(reading: path, options: scaled, task: .unobserved)
      if let beginning, TraceFormat.wide.sniff(beginning) != nil { return options = scaled }
    }
  }

  private static func lastPart(_ path: String) -> String {
    normal(path.split(separator: ".").last.map(String.init) ?? "")
  }

  private static func normal(_ name: String) -> String {
    name.lowercased().map { $0 == " " || $0 == "-" ? "_" : String($0) }.joined()
  }

  /// The paths of all texts and numbers of a record.
  private static func leaves(_ value: JSONValue) -> [String] {
    var paths: [String] = []
    func walk(_ value: JSONValue, _ path: String) {
      if let members = value.object {
        for member in members.prefix(200) { walk(member.value, path.isEmpty ? member.key : path + "." + member.key) }
      } else if value.array == nil {
        paths.append(path)
      }
    }
    walk(value, "")
    return paths
  }

  // MARK: what was seen

  private static func sight(of path: String, options: LoadOptions) -> String? {
    let isFolder = ByteSource.isFolder(path)
    guard let file = isFolder ? firstFile(in: path) : path,
      let beginning = try? FileBeginning(reading: file, options: LoadOptions(), task: .unobserved),
      beginning.binary == nil
    else { return nil }
    func listed(_ values: [(name: String, value: String)]) -> String {
      let shown = values.prefix(12).map { $0.value.isEmpty ? cut($0.name) : "\(cut($0.name)) (\(cut($0.value)))" }
      return shown.joined(separator: ", ") + (values.count > 12 ? ", and \(values.count - 12) more" : "")
    }
    var values: [(name: String, value: String)] = []
    var rowCount = 0
    if let record = beginning.record {
      guard let members = record.object else { return "its JSON holds no records" }
      values = members.map { ($0.key, $0.value.string ?? $0.value.text) }
      rowCount = beginning.document?.array?.count ?? 1
    } else if let reader = try? TableReader(window: ByteWindow(bytes: beginning.bytes, path: file)) {
      while rowCount < 1000, let isRow = try? reader.next(), isRow {
        if rowCount == 0 { values = reader.columns.indices.map { (reader.columns[$0], reader.text($0) ?? "") } }
        rowCount += 1
      }
      if rowCount == 0 { values = reader.columns.map { ($0, "") } }
    }
    if values.isEmpty { return nil }
    let names = values.map(\.name)
    let lacking = requiredNames.filter { !names.contains(options.fileName(for: $0)) }
    let rows = rowCount == 1 ? "1 row was" : "\(rowCount) rows were"
    let subject = isFolder ? "its file \(FilePath.parts(of: file).last ?? "")" : "it"
    return "\(subject) has \(listed(values)); \(rows) looked at; nearest format: tidy"
      + (lacking.isEmpty ? "" : ", which needs \(lacking.joined(separator: ", "))")
  }

  private static func cut(_ text: String) -> String {
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    return line.count > 20 ? line.prefix(18) + ".." : line
  }
}
