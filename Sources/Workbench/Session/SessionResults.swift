import CommandLanguage

extension Invocation {
  /// The name that `--as` gives the result.
  ///
  /// - Throws: `LocatedError` where no result may be called so.
  package func resultName() throws(LocatedError) -> String? {
    guard let word = word("as") else { return nil }
    guard word.text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.-]*/) != nil else {
      throw LocatedError(
        .invalidValue(
          "--as", found: word.text, allowed: "a name that begins with a letter, of letters, digits, '_', '.' and '-'"),
        at: word)
    }
    if ["sqlite_", "pragma_"].contains(where: word.text.lowercased().hasPrefix) {
      throw LocatedError(
        .invalidValue("--as", found: word.text, allowed: "a name that does not begin with sqlite_ or pragma_"),
        at: word)
    }
    return word.text
  }
}

/// The results that commands keep and find again, by their names.
extension SessionContext {
  /// Keeps a result under the name of `--as`, under `_`, and as the latest run or sweep if it is one.
  package mutating func keep(_ value: ResultValue) throws(LocatedError) {
    var names = ["_"]
    if let name = try invocation.resultName() { names.append(name) }
    switch value {
    case .run: names.insert(NamedResult.latestRun, at: 0)
    case .sweep: names.insert(NamedResult.latestSweep, at: 0)
    case .table(let table): report.data = table
    }
    let identity = makeIdentity()
    let wasChanged = isChanged
    defer {
      // An unnamed table is nothing to undo.
      if case .table = value, names == ["_"] { isChanged = wasChanged }
    }
    session.results.removeAll { names.contains($0.name) }
    session.results += names.map { NamedResult(name: $0, value: value, identity: identity) }
  }

  /// The latest run.
  package var latestRun: RunResult? {
    guard case .run(let run)? = session.results.first(where: { $0.name == NamedResult.latestRun })?.value else {
      return nil
    }
    return run
  }

  /// The named run or sweep; the latest by default.
  package func measured(_ word: Word?) throws(LocatedError) -> ResultValue {
    if word != nil { return try result(word) }
    guard let latest = latestMeasured else {
      throw LocatedError(.notYet("there is no result", advice: "sweep all"), at: invocation.verb)
    }
    return latest.value
  }

  /// The latest result that is no table.
  package var latestMeasured: NamedResult? {
    session.results.last { if case .table = $0.value { false } else { true } }
  }

  /// The named result; the latest by default.
  package func result(_ word: Word?) throws(LocatedError) -> ResultValue {
    let name = word?.text ?? "_"
    if let result = session.results.first(where: { $0.name == name }) { return result.value }
    if name == "_" {
      let advice = invocation.command.name == "policy" ? "run index --budget 0.001" : "sweep all"
      throw LocatedError(.notYet("there is no result", advice: advice), at: invocation.verb)
    }
    throw LocatedError(.unknown("result", name, known: session.results.map(\.name)), at: word ?? invocation.verb)
  }
}
