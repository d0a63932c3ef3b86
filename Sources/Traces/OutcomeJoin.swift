import Input
import Mathematics

extension TraceSet {
  /// The trace set with the scores of a further file, for outcomes that have none: those of spend logs.
  ///
  /// A row of the file scores one outcome. It is found by the query, or, where `id` is a column of the set, by that; a
  /// column `model` tells the outcomes of one query apart.
  ///
  /// - Parameters:
  ///   - path: a CSV or JSON Lines file.
  ///   - id: the column that names the outcome, in the file and, where it has it, in the set.
  ///   - map: what the file calls `quality`, `model` and `query_id`.
  ///   - scale: the scale of its scores, whose ends stand for 0 and 1; `nil` for 0 to 1 itself.
  ///   - clip: whether scores outside of it are moved to its nearest end.
  ///   - task: cancellation and progress of the reading.
  /// - Returns: the set, how many outcomes were scored, and how many rows are of no outcome.
  /// - Throws: `InputError`: as `joining(path:on:task:)`, `.incompatible` where a row could score several outcomes.
  public func joiningScores(
    path: String, on id: String = "query_id", map: [String: String], scale: ClosedRange<Double>? = nil,
    clip: Bool = false, task: TaskContext = .unobserved
  ) throws(InputError) -> (traces: TraceSet, count: Int, strange: Int) {
    let reader = try TableReader(path: path, task: task)
    let range = scale.map(NumberRange.scale) ?? .quality
    let known = outcomeIndex(of: id)
    let queries = StringIndex(queryIDs)
    var traces = self
    var scored = [Bool](repeating: false, count: quality.count)
    var (count, strangeCount) = (0, 0)
    var isEmpty = true
    func column(_ name: String) throws(InputError) -> Int {
      if let column = reader.column(name) { return column }
      throw .missingColumn(path: path, column: name, found: reader.columns)
    }
    while try reader.next() {
      isEmpty = false
      let (idColumn, qualityColumn) = try (column(map["query_id"] ?? id), column(map["quality"] ?? "quality"))
      let model = reader.column(map["model"] ?? "model").flatMap(reader.text)
      let name = try reader.required(idColumn)
      var outcomes: [Int]
      if let known {
        outcomes = known.index.find(name).map { known.outcomes[$0] } ?? []
      } else {
        outcomes = queries.find(name).map { query in recordedOutcomes(of: query) } ?? []
      }
      if let model { outcomes = outcomes.filter { models[$0 % modelCount] == model } }
      if outcomes.isEmpty {
        strangeCount += 1
        continue
      }
      guard outcomes.count == 1 else {
        throw .incompatible(
          path: path,
          reason: "line \(reader.line(of: idColumn)) could score \(outcomes.count) outcomes; add a column "
            + "`model` to tell which"
        )
      }
      if scored[outcomes[0]] {
        throw .duplicate(
          path: path, line: reader.line(of: idColumn), query: reader.text(idColumn) ?? "",
          model: models[outcomes[0] % modelCount])
      }
      scored[outcomes[0]] = true
      count += 1
      traces.quality[outcomes[0]] = try reader.number(
        qualityColumn, in: range, clip: clip, words: { Score.value($0, in: range) })
    }
    if isEmpty { throw .empty(path: path) }
    if count == 0 { throw .noCommonQuery(path: path) }
    (traces.clippedCount, traces.missingWordCount) = (reader.window.clippedCount, reader.window.missingWordCount)
    return (traces, count, strangeCount)
  }

  /// The outcomes of a query that are there, with or without a score.
  private func recordedOutcomes(of query: Int) -> [Int] {
    (query * modelCount..<(query + 1) * modelCount).filter { !cost[$0].isNaN || !quality[$0].isNaN }
  }

  /// The outcomes by the texts of a column; `nil` where there is no such column.
  private func outcomeIndex(of name: String) -> (index: StringIndex, outcomes: [[Int]])? {
    var index = StringIndex(joinsSpellings: true)
    var outcomes: [[Int]] = []
    func add(_ text: String?, _ found: [Int]) {
      guard let text else { return }
      let number = index.insert(text)
      if number == outcomes.count { outcomes.append(found) } else { outcomes[number] += found }
    }
    if let column = outcomeColumn(name) {
      for outcome in quality.indices where !cost[outcome].isNaN || !quality[outcome].isNaN {
        add(column.text(at: outcome), [outcome])
      }
    } else if let column = queryColumn(name) {
      for query in 0..<queryCount { add(column.text(at: query), recordedOutcomes(of: query)) }
    } else {
      return nil
    }
    return (index, outcomes)
  }
}
