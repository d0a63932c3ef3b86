import Input

/// What a file seems to call the columns that every outcome has.
struct LikelyNames {
  /// The column names, or paths, by our names.
  private(set) var map: [String: String] = [:]

  private static let own = ["query_id", "model", "quality", "cost", "tokens_in", "tokens_out"]

  /// Names that say nothing without what they stand in.
  private static let generic: Set<String> = ["id", "idx", "index", "name", "result", "ok", "system", "prompt"]

  /// The names of a table, or the paths of a record.
  ///
  /// - Parameters:
  ///   - names: the columns, or the paths of all values.
  ///   - options: what is named already.
  init(in names: [String], options: LoadOptions) {
    for own in Self.own where options.map[own] == nil && !names.contains(own) {
      switch own {
      case "cost" where options.cost == .tokens || options.cost == .latency: continue
      case "tokens_in", "tokens_out":
        // Tokens stand for a cost that is not there.
        let hasCost = map["cost"] != nil || options.map["cost"] != nil || names.contains("cost")
        if options.cost == .latency || options.cost != .tokens && hasCost { continue }
      default: break
      }
      map[own] = Self.likeliest(
        own, in: names.filter { !map.values.contains($0) && !options.map.values.contains($0) })
    }
  }

  /// The name that is likeliest one for our column; `nil` where there is none, or of a cost where several are no more than
  /// like one.
  static func likeliest(_ own: String, in names: [String]) -> String? {
    let names = names.filter { name in
      switch own {
      case "query_id": !NameKind.isMeasured(name)
      case "quality": !NameKind.isWorseWhenHigher(name) && !NameKind.isOfLikelihoods(name)
      case "cost": !NameKind.isOfOthers(name)
      default: true
      }
    }
    if let name = name(of: own, NameKind.words(for: own), in: names) { return name }
    switch own {
    case "cost":
      let costs = costs(in: names)
      let dollars = costs.filter { NameKind.unit(ofCost: $0) == nil }
      return dollars.count == 1 ? dollars[0] : costs.count == 1 ? costs[0] : nil
    case "model": return names.first { NameKind.of($0) == .model }
    case "quality":
      let listed = names.filter { NameKind.parts(of: $0).dropLast().last.map(NameKind.isTableOfScores) ?? false }
      return names.first { NameKind.of($0) == .score }
        ?? listed.first { NameKind.of(NameKind.parts(of: $0).last ?? "") == .score } ?? listed.first
    default: return nil
    }
  }

  /// The names that are those of costs of an answer, or like them, in their order.
  static func costs(in names: [String]) -> [String] { names.filter { isCost($0) && !NameKind.isOfOthers($0) } }

  /// Whether a name is that of a cost of anything, but in parts of a dollar, or like it.
  static func isCost(_ name: String) -> Bool {
    if Self.name(of: "cost", NameKind.words(for: "cost"), in: [name]) != nil { return true }
    let components = (NameKind.parts(of: name).last ?? "").split(separator: "_").map(String.init)
    return components.contains(where: money.contains) && !components.contains(where: noCost.contains)
      && !NameKind.isPartOfDollar(name)
  }

  /// What names of costs hold.
  static let money: Set<String> = ["cost", "costs", "price", "spend", "usd", "dollars", "eur", "euro", "euros", "gbp"]

  /// What turns the name of a cost into that of a part of one, of a rate, a limit or a kind.
  private static let noCost: Set<String> = [
    "input", "output", "in", "out", "prompt", "completion", "token", "tokens", "cache", "cached", "read", "write",
    "reasoning", "1k", "1m", "million", "mtok", "rate", "ratio", "rank", "limit", "max", "min", "budget", "cap", "unit",
    "currency", "id", "model", "kind", "tier", "class", "category", "saved", "savings",
  ]

  /// The columns of a table that may name its queries, the likeliest first.
  ///
  /// - Parameter count: how many at most.
  static func queries(in names: [String], atMost count: Int = 3) -> [String] {
    // In a log of requests each is a query of its own.
    let words = NameKind.words(for: "query_id") + ["request_id"]
    var (rest, found) = (names.filter { !NameKind.isMeasured($0) }, [String]())
    while found.count < count, let name = name(of: "query_id", words, in: rest) {
      found.append(name)
      rest.removeAll { $0 == name }
    }
    return found
  }

  private static func name(of own: String, _ words: [String], in names: [String]) -> String? {
    let free = names.map { (name: $0, parts: NameKind.parts(of: $0)) }
    for word in words {
      let found =
        free.first { $0.parts == [word] }
        ?? free.first { parts in
          parts.parts.count > 1 && parts.parts.last == word
            && (!generic.contains(word) || own == "query_id" && !isModel(parts.parts.dropLast().last ?? ""))
        }
        ?? free.first { parts in
          parts.parts.count > 1 && parts.parts.dropLast().last == word
            && NameKind.values[own]?.contains(parts.parts.last ?? "") == true
        }
        ?? free.first { parts in
          // Scores or costs of all models, each under the name of its model.
          ["quality", "cost"].contains(own) && parts.parts.last == "*" && parts.parts.dropLast().last == word + "s"
        }
      if let found { return found.name }
    }
    return nil
  }

  /// The name, or the path, that seems to be that of a model.
  static func model(in names: [String]) -> String? { likeliest("model", in: names) }

  /// Whether an object of that name describes a model.
  private static func isModel(_ name: String) -> Bool {
    NameKind.words(for: "model").contains(name)
  }

  /// The columns that seem to hold tokens, by our names, where none has these names; empty where not both are there.
  static func tokens(in names: [String]) -> [String: String] {
    if names.contains("tokens_in") || names.contains("tokens_out") { return [:] }
    let found = LikelyNames(in: names, options: LoadOptions(cost: .tokens)).map
    let tokens = found.filter { $0.key == "tokens_in" || $0.key == "tokens_out" }
    return tokens.count == 2 ? tokens : [:]
  }

  /// Whether a path leads to something about a model.
  static func isOfModel(_ path: String) -> Bool {
    NameKind.parts(of: path).contains(where: isModel) || NameKind.of(path) == .model
  }

  /// Whether a name is one of a score.
  static func isScore(_ name: String) -> Bool {
    NameKind.words(for: "quality").contains(NameKind.parts(of: name).last ?? "") || NameKind.of(name) == .score
  }

  /// Whether a name is one of a score or a cost.
  static func isOfOutcome(_ name: String) -> Bool { isScore(name) || isCost(name) }
}

extension JSONValue {
  /// The paths of all texts and numbers of a record; where several members of an object hold a score each, as those of
  /// several models do, the paths with `*` for them.
  ///
  /// - Parameter isList: whether the record stands in a list, where members are named by paths only.
  func leaves(isList: Bool) -> [String] {
    var paths: [String] = []
    func walk(_ value: JSONValue, _ path: String) {
      guard let members = value.object else {
        guard let elements = value.array else { return paths.append(path) }
        // The outcomes of several models in a list.
        if !path.isEmpty, let element = JSONValue.union(of: elements), element.namesModel(besides: []) {
          let names = element.leaves(isList: true)
          if names.contains(where: LikelyNames.isScore) { paths += names.map { path + "[*]." + $0 } }
        }
        return
      }
      if !path.isEmpty, members.areKeyedByModel(in: self), let shared = members.sharedScores(called: path) {
        paths += shared.map { $0.isEmpty ? path + ".*" : path + ".*." + $0 }
        return
      }
      for member in members.prefix(200) {
        let isColumn = path.isEmpty && !isList && member.value.object == nil
        let step = isColumn ? member.key : JSONPicker.step(to: member.key)
        walk(member.value, path.isEmpty ? step : path + "." + step)
      }
    }
    walk(self, "")
    return paths
  }

}

extension String {
  /// Whether it is a path through one of several objects of which another may hold as much: one that has a value there, too,
  /// or any where there are only objects.
  ///
  /// - Parameters:
  ///   - names: the paths of all values.
  ///   - isOne: whether they are those of one document, whose members may be the records.
  ///   - hasModel: whether a model is named, so that keys do not name it.
  func isOneOfSeveral(among names: [String], isOne: Bool, hasModel: Bool) -> Bool {
    let steps = JSONPicker.steps(of: self)
    let others = names.map(JSONPicker.steps)
    return steps.indices.dropLast().contains { place in
      if steps[place] == "*" || hasModel && !(isOne && place == 0) { return false }
      let beside = others.filter {
        $0.count > place && $0[place] != steps[place] && $0.prefix(place).elementsEqual(steps.prefix(place))
      }
      if beside.contains(where: { $0.dropFirst(place + 1).elementsEqual(steps.dropFirst(place + 1)) }) { return true }
      // At the top of a record objects of several kinds stand side by side.
      return (place > 0 || isOne) && !beside.isEmpty && beside.allSatisfy { $0.count > place + 1 }
    }
  }
}

extension [JSONValue.Member] {
  /// Whether the members of an object of a record may be called as models: none as a score, and the record names none.
  func areKeyedByModel(in record: JSONValue) -> Bool {
    !contains { NameKind.of($0.key) == .score } && !record.namesModel(besides: Set(map(\.key)))
  }

  /// The names that all members share, one of a score or a cost among them; one empty name where they are such themselves.
  fileprivate func sharedScores(called name: String) -> [String]? {
    guard count > 1 else { return nil }
    if allSatisfy({ $0.value.double != nil }) {
      return name.hasSuffix("s") && LikelyNames.isOfOutcome(String(name.dropLast())) ? [""] : nil
    }
    guard let first = self[0].value.object else { return nil }
    let shared = first.map(\.key).filter { key in allSatisfy { $0.value[key]?.object == nil && $0.value[key] != nil } }
    return shared.contains(where: LikelyNames.isOfOutcome) ? shared.map(JSONPicker.step) : nil
  }
}

extension TraceSet {
  /// What `--map` has to say for columns that seem to hold tokens under other names; `nil` where not both are there.
  package var tokenMap: String? {
    let tokens = LikelyNames.tokens(in: (queryColumns + outcomeColumns).map(\.name) + unreadPaths)
    return tokens.isEmpty
      ? nil : tokens.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }
}
