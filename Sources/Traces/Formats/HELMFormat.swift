import Glibc
import Input
import Mathematics

extension TraceFormat {
  /// A run folder of HELM: `per_instance_stats.json` with one list of statistics an instance, `run_spec.json` with the
  /// model, `scenario_state.json` with the texts.
  ///
  /// The score is the first known statistic that any instance has a mean of, `exact_match` before most; `--map quality=NAME`
  /// names another. Train trials are repeats.
  static let helm = TraceFormat(
    name: "helm", summary: "HELM run folder: per_instance_stats.json, run_spec.json, scenario_state.json",
    hasRows: false,
    sniff: { beginning in
      guard beginning.isFolder, helmFile("per_instance_stats", in: beginning.path) != nil else { return nil }
      return "a folder with per_instance_stats.json"
    },
    read: { path, options, task, builder throws(InputError) in
      var reader = HELMReader(folder: path, options: options, task: task)
      try reader.read(into: &builder)
    })
}

/// The path of a file of the folder, plain or compressed; `nil` where there is neither.
private func helmFile(_ name: String, in folder: String) -> String? {
  ["\(folder)/\(name).json", "\(folder)/\(name).json.gz"].first { access($0, F_OK) == 0 }
}

/// Reads one run folder.
private struct HELMReader {
  private static let scores = [
    "final_number_exact_match", "math_equiv_chain_of_thought", "exact_match", "quasi_exact_match", "f1_score", "bleu_4",
    "rouge_l", "math_equiv", "accuracy",
  ]
  private static let measures: [(place: RecordedOutcome.Measure, name: String)] = [
    (.tokensIn, "num_prompt_tokens"), (.tokensOut, "num_output_tokens"), (.latency, "inference_runtime"),
  ]
  private let folder: String
  private let options: LoadOptions
  private let task: TaskContext
  /// The query and the row of each instance and trial.
  private var places: [String: (query: Int, row: Int)] = [:]

  init(folder: String, options: LoadOptions, task: TaskContext) {
    self.folder = folder
    self.options = options
    self.task = task
  }

  mutating func read(into builder: inout TraceBuilder) throws(InputError) {
    let (model, name) = try specification()
    try readStatistics(model: builder.givenModel ?? model, name: name, into: &builder)
    if let path = helmFile("scenario_state", in: folder) { try readTexts(path, into: &builder) }
  }

  /// The model of the run, and what was asked of it: the name of the run without its model.
  private func specification() throws(InputError) -> (model: String, name: String) {
    let folderName = FilePath.parts(of: folder).last.map(String.init) ?? folder
    guard let path = helmFile("run_spec", in: folder) else {
      let model = folderName.split(separator: ",").first { $0.hasPrefix("model=") }?.dropFirst(6)
      return (model.map(String.init) ?? folderName, folderName)
    }
    let picker = JSONPicker(
      JSONScanner(try ByteWindow(try ByteSource(path: path)), takesNaN: true),
      paths: ["adapter_spec.model", "adapter_spec.model_deployment", "name"])
    try picker.pick()
    func text(_ slot: Int) -> String? {
      picker.first(slot).flatMap { picker.bytes($0) }.map { String(decoding: $0, as: UTF8.self) }
    }
    guard let model = text(0) ?? text(1) else {
      throw .missingColumn(path: path, column: "adapter_spec.model", found: [])
    }
    // A scenario without arguments is followed by the model at once: narrative_qa:model=….
    let name = (text(2) ?? folderName).replacing(/([:,])model(?:_deployment)?=[^,]*,?/) { $0.output.1 }
    return (model, String(name.reversed().drop { ":,".contains($0) }.reversed()))
  }

  private mutating func readStatistics(
    model: String, name: String, into builder: inout TraceBuilder
  ) throws(InputError) {
    let path = helmFile("per_instance_stats", in: folder) ?? folder + "/per_instance_stats.json"
    let records = JSONRecordReader(
      try ByteWindow(try ByteSource(path: path, task: task)), at: .sequence,
      paths: ["instance_id", "train_trial_index", "perturbation.name", "stats[*].name.name", "stats[*].mean"])
    let model = builder.model(model)
    let group = builder.outcomeColumn("group", .categories, watched: true)
    let score = try score(path: path, &builder)
    try records.forEach { () throws(InputError) in
      let record = records.record
      guard let id = record.first(0).flatMap({ record.bytes($0) }).map({ Array($0) }) else {
        throw .malformed(
          path: path, line: records.line, column: 1, found: "a record without instance_id", expected: "instance_id")
      }
      let means = Self.means(record, names: 3, values: 4)
      var outcome = RecordedOutcome()
      outcome.quality = try number(
        means[score], score, in: options.qualityRange, of: records.window, line: records.line, path: path)
      for (measure, name) in Self.measures {
        if let place = RecordedOutcome.Measure.allCases.firstIndex(of: measure) {
          outcome.measures[place] = try number(
            means[name], name, in: .cost, of: records.window, line: records.line, path: path)
        }
      }
      let perturbation = record.first(2).flatMap { record.bytes($0) }.map { Array("/".utf8) + $0 } ?? []
      let query = (id + perturbation).withUnsafeBufferPointer { id in
        Array(name.utf8).withUnsafeBufferPointer { builder.query(id, task: $0) }
      }
      guard builder.add(outcome, query: query, model: model, repeats: options.repeats) else { return }
      builder.append(Array(name.utf8), text: .none, toOutcomeColumn: group)
      let trial = record.first(1).flatMap { record.bytes($0) }.map { String(decoding: $0, as: UTF8.self) } ?? "0"
      places["\(trial)/\(String(decoding: id + perturbation, as: UTF8.self))"] = (query, builder.rowCount - 1)
    }
    builder.count(records.window)
  }

  /// The means of a record's statistics.
  ///
  /// - Parameters:
  ///   - names: the slot of the names of statistics.
  ///   - values: that of their means.
  private static func means(_ record: JSONPicker, names: Int, values: Int) -> [String: [UInt8]] {
    // Statistics and their values belong together by their entry; one of no samples has no mean.
    var numbers: [Int: [UInt8]] = [:]
    for value in record.all(values) { numbers[value.entry] = record.bytes(value).map { Array($0) } }
    var means: [String: [UInt8]] = [:]
    for value in record.all(names) {
      if let name = record.bytes(value), let mean = numbers[value.entry] {
        means[String(decoding: name, as: UTF8.self)] = mean
      }
    }
    return means
  }

  /// The name of the statistic that is the score, whatever the order of the instances; which of several is said.
  private func score(path: String, _ builder: inout TraceBuilder) throws(InputError) -> String {
    if let mapped = options.map["quality"] { return mapped }
    let records = JSONRecordReader(
      try ByteWindow(try ByteSource(path: path, task: task.untold)), at: .sequence,
      paths: ["stats[*].name.name", "stats[*].mean"])
    // The names, and whether all means are like scores.
    var found: [String: Bool] = [:]
    try records.forEach { () throws(InputError) in
      for (name, mean) in Self.means(records.record, names: 0, values: 1) {
        let number = mean.withUnsafeBufferPointer { NumberParser.parse($0) }
        found[name] = found[name] ?? true && number.map { (0...1).contains($0) } ?? false
      }
    }
    let known = Self.scores.filter { found[$0] != nil }
    guard let score = known.first else {
      throw .missingColumn(path: path, column: "exact_match", found: Self.likelyScores(of: found))
    }
    if known.count > 1 {
      let others = known.dropFirst().joined(separator: ", ")
      let how = known.count == 2 ? "\(others) takes another" : "NAME takes another: \(others)"
      builder.tell("the score is \(score); --map quality=\(how)")
    }
    return score
  }

  /// The statistics that may be scores: those from 0 to 1 that say neither what the call took nor how sure the model was.
  private static func likelyScores(of statistics: [String: Bool]) -> [String] {
    let others = [
      "num_", "inference_", "training_", "batch_size", "logprob", "perplexity", "bits_per_byte", "max_prob",
      "finish_reason_", "estimated_", "prompt_truncated", "predicted_index",
    ]
    return statistics.filter { name, isLikely in isLikely && !others.contains(where: name.hasPrefix) }.keys.sorted()
  }

  private func number(
    _ bytes: [UInt8]?, _ name: String, in range: NumberRange, of window: ByteWindow, line: Int, path: String
  ) throws(InputError) -> Double {
    guard let bytes else { return .nan }
    let number = bytes.withUnsafeBufferPointer { NumberParser.parse($0) }
    if let number, let admitted = window.admitted(number, in: range, clip: options.clip) { return admitted }
    throw .invalidNumber(
      path: path, line: line, column: name, found: String(decoding: bytes, as: UTF8.self), allowed: range.words)
  }

  private func readTexts(_ path: String, into builder: inout TraceBuilder) throws(InputError) {
    let bytes = try ByteSource(path: path, task: task)
    builder.begin(TextSource(path: path, encoding: .json, isCompressed: bytes.isCompressed))
    let records = JSONRecordReader(
      try ByteWindow(bytes), at: .list("request_states"),
      paths: [
        "instance.id", "train_trial_index", "instance.perturbation.name", "instance.input.text",
        "result.completions[0].text",
      ], texts: [3, 4])
    try records.forEach { () throws(InputError) in
      let record = records.record
      func text(_ slot: Int) -> String? {
        record.first(slot).flatMap { record.bytes($0) }.map { String(decoding: $0, as: UTF8.self) }
      }
      let name = "\(text(1) ?? "0")/\(text(0) ?? "")" + (text(2).map { "/" + $0 } ?? "")
      guard let (query, row) = places[name] else { return }
      builder.offerPrompt(builder.reference(record.first(3)?.place), query: query)
      builder.setAnswer(builder.reference(record.first(4)?.place), row: row)
    }
    builder.end(size: records.size)
  }
}
