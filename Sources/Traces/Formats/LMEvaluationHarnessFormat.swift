import Foundation
import Input
import Mathematics

extension TraceFormat {
  /// Samples of lm-evaluation-harness: `samples_TASK_TIME.jsonl`, whose model is told by `results_TIME.json` beside it;
  /// before release 0.4.3 `MODEL_TASK.jsonl` beside `results.json`, and one list in spite of its name.
  ///
  /// The score is the first that `metrics` names and that scores an answer, the higher the better; `--map quality=acc_norm` names another. Of several filters, which score
  /// the same answers in another way, one counts (`ScoringChoice`).
  static let lmEvaluationHarness = TraceFormat(
    name: "lm-eval", summary: "lm-evaluation-harness samples_*.jsonl beside results_*.json",
    sniff: { beginning in
      guard let record = beginning.record, record["doc_id"] != nil, record["doc"] != nil || record["resps"] != nil
      else {
        return nil
      }
      return "records have doc_id and doc"
    },
    read: { path, options, task, builder throws(InputError) in
      let name = LMEvaluationName(path: path)
      if let model = try name.model() { builder.assumedModel = model }
      let metrics = try metrics(in: path)
      guard !metrics.isEmpty || options.map["quality"] != nil else {
        throw .missingColumn(path: path, column: "metrics", found: [])
      }
      let worse = try name.metricsOfFaults()
      let scores = try scores(of: metrics.filter { !worse.contains($0) }, in: path)
      if options.map["quality"] == nil {
        if scores.count > 1 { builder.tell("the score is \(scores[0]); --map quality=\(scores[1]) takes another") }
        if scores.isEmpty {
          let faults = metrics.filter(worse.contains)
          builder.tell(
            "none of the metrics \(metrics.joined(separator: ", ")) scores an answer"
              + (faults.isEmpty ? "" : ": the higher \(faults.joined(separator: " or ")), the worse"))
        }
      }
      let layout = RecordLayout(
        place: .sequence,
        fields: [("query_id", "doc_id"), ("query_id", "doc_hash")] + scores.prefix(1).map { ("quality", $0) } + [
          ("prompt", "arguments.gen_args_0.arg_0"), ("prompt", "arguments[0][0]"), ("prompt", "doc.question"),
          ("answer", "filtered_resps[0]"), ("filter", "filter"),
        ], task: try name.task(), scoring: "filter")
      var reader = LaidOutReader(layout, options: options, path: path)
      try reader.read(task: task, into: &builder)
    })

  /// The names of the metrics that the first record has.
  private static func metrics(in path: String) throws(InputError) -> [String] {
    // Releases before 0.4.4 did not list them.
    let usual = ["exact_match", "acc", "acc_norm", "f1", "em"]
    let picker = try firstRecord(of: path, ["metrics[*]"] + usual)
    let listed = picker.all(0).compactMap { picker.bytes($0).map { String(decoding: $0, as: UTF8.self) } }
    return listed.isEmpty ? usual.indices.filter { picker.first($0 + 1) != nil }.map { usual[$0] } : listed
  }

  /// The paths of the metrics that score an answer, the likeliest first: those that are a number, then the parts of others, a
  /// list of truths or an object. Other lists are what is counted over all answers, such as a likelihood and a length.
  private static func scores(of metrics: [String], in path: String) throws(InputError) -> [String] {
    let paths = metrics.filter { name in !["perplexity", "bits_per_byte"].contains(where: name.contains) }
      .map(JSONPicker.step)
    let picker = try firstRecord(of: path, paths.flatMap { [$0, $0 + ".*"] })
    func text(_ value: JSONPicker.Value) -> String {
      picker.bytes(value).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    let isWhole = paths.indices.map { picker.first(2 * $0)?.kind != .container }
    let parts = paths.indices.filter { !isWhole[$0] }.compactMap { metric -> String? in
      let values = picker.all(2 * metric + 1).filter { $0.entry >= 0 }
      guard let first = values.first else { return nil }
      let key = String(decoding: picker.key(ofEntry: first.entry), as: UTF8.self)
      if !key.isEmpty { return paths[metric] + "." + JSONPicker.step(to: key) }
      return values.allSatisfy { ["true", "false"].contains(text($0)) } ? paths[metric] + "[0]" : nil
    }
    return paths.indices.filter { isWhole[$0] }.map { paths[$0] } + parts
  }

  /// What stands at some paths in the first record.
  private static func firstRecord(of path: String, _ paths: [String]) throws(InputError) -> JSONPicker {
    let scanner = JSONScanner(try ByteWindow(try ByteSource(path: path)), takesNaN: true)
    let picker = JSONPicker(scanner, paths: paths)
    if try scanner.peek() == UInt8(ascii: "[") { try scanner.open(UInt8(ascii: "[")) }
    try picker.pick()
    return picker
  }
}

extension TraceFormats {
  /// The files beside the one at `path` that reading it may look into.
  package static func neighbors(of path: String) -> [String] {
    guard LMEvaluationName.isLines(path) else { return [] }
    return LMEvaluationName(path: path).results.map { [$0] } ?? []
  }
}

/// What the name of a samples file says, and where its results file is.
private struct LMEvaluationName {
  private let stem: String
  private let folder: String
  private let time: String?
  private let isOld: Bool
  private let isLines: Bool

  init(path: String) {
    isLines = Self.isLines(path)
    folder = FilePlace.folder(of: path)
    var stem = FilePath.stem(of: path)[...]
    isOld = !stem.hasPrefix("samples_")
    if !isOld { stem = stem.dropFirst(8) }
    if let found = stem.firstRange(of: /_\d{4}-\d\d-\d\dT[-\d.:]+$/) {
      time = String(stem[found].dropFirst())
      stem = stem[..<found.lowerBound]
    } else {
      time = nil
    }
    self.stem = String(stem)
  }

  static func isLines(_ path: String) -> Bool { path.hasSuffix(".jsonl") || path.hasSuffix(".jsonl.gz") }

  /// The task: what is left of the file's name, or, where it may begin with the model, the longest of the tasks in the
  /// results file that it ends with.
  func task() throws(InputError) -> String {
    guard isOld, let results else { return stem }
    let scanner = JSONScanner(try ByteWindow(try ByteSource(path: results)), takesNaN: true)
    let picker = JSONPicker(scanner, paths: ["results.*", "configs.*"])
    try picker.pick()
    let tasks = (picker.all(0) + picker.all(1)).filter { $0.entry >= 0 }.map {
      String(decoding: picker.key(ofEntry: $0.entry), as: UTF8.self)
    }
    return tasks.filter { stem == $0 || stem.hasSuffix("_" + $0) }.max { $0.count < $1.count } ?? stem
  }

  /// The results file beside the samples: that of the same time, else the last.
  var results: String? {
    if !isLines { return nil }
    let names = FilePlace.names(in: folder).filter {
      $0.hasPrefix("results") && ($0.hasSuffix(".json") || $0.hasSuffix(".json.gz"))
    }.sorted()
    let name = names.first { name in time.map { name.contains($0) } ?? false } ?? names.last
    return name.map { folder + "/" + $0 }
  }

  /// The metrics of the task of which the results file says that higher is worse.
  func metricsOfFaults() throws(InputError) -> Set<String> {
    guard let results else { return [] }
    let scanner = JSONScanner(try ByteWindow(try ByteSource(path: results)), takesNaN: true)
    let picker = JSONPicker(scanner, paths: ["higher_is_better." + JSONPicker.step(to: try task()) + ".*"])
    try picker.pick()
    return Set(
      picker.all(0).filter { $0.entry >= 0 && picker.bytes($0)?.elementsEqual("false".utf8) == true }
        .map { String(decoding: picker.key(ofEntry: $0.entry), as: UTF8.self) })
  }

  /// The model that the results file names, else the folder; `nil` where there is neither.
  func model() throws(InputError) -> String? {
    guard let results else {
      let parent = FilePath.parts(of: folder).last.map(String.init)
      return parent == ".." ? nil : parent
    }
    let scanner = JSONScanner(try ByteWindow(try ByteSource(path: results)), takesNaN: true)
    let picker = JSONPicker(scanner, paths: ["model_name", "config.model_args", "config.model"])
    try picker.pick()
    let texts = (0..<3).map { slot in
      picker.first(slot).flatMap { picker.bytes($0) }.map { String(decoding: $0, as: UTF8.self) }
    }
    if let named = texts[0], !named.isEmpty { return named }
    let pretrained = texts[1]?.split(separator: ",").first { $0.hasPrefix("pretrained=") || $0.hasPrefix("model=") }
    return pretrained?.split(separator: "=", maxSplits: 1).last.map(String.init) ?? texts[2]
  }
}
