import Input

extension TraceBuilder {
  /// A trace set without rows, for a part of the file that comes after what this one has read of it.
  func part() -> TraceBuilder {
    var part = TraceBuilder()
    part.outcomes = OutcomeIndex(after: outcomes)
    part.store = store
    part.textOffset = textOffset
    (part.givenModel, part.assumedModel, part.fileName) = (givenModel, assumedModel, fileName)
    return part
  }

  /// Adds the rows of the next part of the file, as if they had been read here.
  ///
  /// - Parameter keepsRepeats: whether several outcomes of one query and model all count.
  /// - Returns: `false`, and no row is added, where that takes reading them here: of outcomes and names that were there before.
  mutating func append(_ part: TraceBuilder, keepsRepeats: Bool) -> Bool {
    let (theirs, first) = (part.outcomes, rowCount)
    guard part.renamedCount == 0, part.skippedCount == 0, keepsRepeats || theirs.repeatCount == 0,
      theirs.queries.respelled.isEmpty, theirs.models.respelled.isEmpty, theirs.retired.isEmpty,
      !theirs.isTooSparse,
      part.hasOwnQueries || part.queryColumns.isEmpty
    else { return false }
    let queryNames = theirs.queries.strings
    if part.hasOwnQueries,
      queryNames.indices.contains(where: { queryNames.withUTF8(at: $0, outcomes.queries.find) != nil })
    {
      return false
    }
    // Names get the numbers that they would get from reading the rows.
    let queries = outcomes.queries.insert(queryNames)
    let models = outcomes.models.insert(theirs.models.strings)
    if outcomes.isTooSparse { return false }
    guard outcomes.append(theirs, queryNumbers: queries, modelNumbers: models, keepsRepeats: keepsRepeats) else {
      return false
    }
    quality += part.quality
    cost += part.cost
    if !part.answers.isEmpty {
      answers.append(contentsOf: repeatElement(.none, count: max(0, first - answers.count)))
      answers += part.answers
    }
    for (query, prompt) in part.prompts.enumerated() { offerPrompt(prompt, query: Int(queries[query])) }
    for (query, hash) in part.promptHashes.values.enumerated() where hash != 1 {
      promptHashes.note(hash, query: Int(queries[query]))
    }
    for column in part.queryColumns {
      let place = queryColumn(column.name, column.kind)
      queryColumns[place].append(column, from: queries.first.map(Int.init) ?? queryCount, queries: queries)
    }
    for column in part.outcomeColumns {
      let place = outcomeColumn(column.name, column.kind, watched: column.isConstantInQueries)
      outcomeColumns[place].append(column, from: first, queries: queries)
    }
    for place in measures.indices where measures[place] < 0 && part.measures[place] >= 0 {
      measures[place] = outcomeColumn(part.outcomeColumns[part.measures[place]].name, .numbers)
    }
    blankCount += part.blankCount
    clippedCount += part.clippedCount
    missingWordCount += part.missingWordCount
    failedCount += part.failedCount
    leftOutCount += part.leftOutCount
    trustsRuns = trustsRuns || part.trustsRuns
    hasTasks = hasTasks || part.hasTasks
    hasOwnQueries = hasOwnQueries || part.hasOwnQueries
    hasRecordedOutcomes = hasRecordedOutcomes || part.hasRecordedOutcomes
    part.guesses.forEach { tell($0) }
    store.add(part.store)
    return true
  }
}
