/// The end of reading: rows are moved to their places, column by column.
extension TraceBuilder {
  /// The trace set of all rows; the builder is empty afterwards.
  mutating func finish(source: String, costUnit: CostUnit) -> TraceSet {
    for column in queryColumns.indices { queryColumns[column].settle(length: queryCount) }
    for column in outcomeColumns.indices { outcomeColumns[column].settle(length: rowCount) }
    let repeatCount = outcomes.repeatCount
    let runs = outcomes.runs(of: quality)
    let quality = outcomes.means(of: &quality)
    let cost = outcomes.means(of: &cost)
    let answers = answers.isEmpty ? nil : outcomes.table(of: &answers, missing: .none)
    let place = TablePlacement(outcomes: outcomes)
    let byQuery = QueryPlacement(outcomes: outcomes)
    var perQuery: [Column] = []
    var perOutcome: [Column] = []
    for column in queryColumns.indices {
      perQuery.append(queryColumns[column].column(store: store, place: UnchangedPlacement()))
    }
    for column in outcomeColumns.indices {
      if outcomeColumns[column].isConstantInQueries {
        perQuery.append(outcomeColumns[column].column(store: store, place: byQuery))
      } else {
        perOutcome.append(outcomeColumns[column].column(store: store, place: place))
      }
    }
    if !prompts.isEmpty, prompts.count < queryCount {
      prompts.append(contentsOf: repeatElement(.none, count: queryCount - prompts.count))
    }
    var traces = TraceSet(
      source: source, costUnit: costUnit,
      queryIDs: hasTasks ? QualifiedNames.shown(outcomes.queries.strings) : outcomes.queries.strings,
      models: Array(outcomes.models.strings),
      quality: quality, cost: cost, prompts: prompts.isEmpty ? nil : TextColumn(references: prompts, store: store),
      answers: answers.map { TextColumn(references: $0, store: store) }, queryColumns: perQuery,
      outcomeColumns: perOutcome)
    (traces.blankCount, traces.renamedCount) = (blankCount, renamedCount)
    traces.respelledModels = outcomes.models.respelled.map { outcomes.models.strings[$0] }.sorted()
    traces.respelledQueryCount = outcomes.queries.respelled.count
    traces.otherPromptCount = promptHashes.otherCount
    (traces.clippedCount, traces.skippedCount) = (clippedCount, skippedCount)
    traces.missingWordCount = missingWordCount
    traces.runs = runs
    (traces.failedCount, traces.repeatCount) = (failedCount, repeatCount)
    (traces.leftOutCount, traces.guesses) = (leftOutCount, guesses)
    self = TraceBuilder()
    return traces
  }
}

private struct TablePlacement: ColumnPlacement {
  let outcomes: OutcomeIndex

  func placed<Value: Equatable>(_ values: inout [Value]?, missing: Value) -> [Value] {
    var own = values ?? []
    values = nil
    return outcomes.table(of: &own, missing: missing)
  }

  func placedMeans(_ values: inout [Double]?) -> [Double] {
    var own = values ?? []
    values = nil
    return outcomes.means(of: &own)
  }
}

private struct QueryPlacement: ColumnPlacement {
  let outcomes: OutcomeIndex

  func placed<Value: Equatable>(_ values: inout [Value]?, missing: Value) -> [Value] {
    let own = values ?? []
    values = nil
    return outcomes.byQuery(own, missing: missing)
  }
}

/// Leaves rows where they are.
struct UnchangedPlacement: ColumnPlacement {
  func placed<Value: Equatable>(_ values: inout [Value]?, missing: Value) -> [Value] {
    defer { values = nil }
    return values ?? []
  }
}
