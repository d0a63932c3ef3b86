import Input

/// Costs that a file seems to hold and that were not read, since nothing is called `cost`.
enum UnreadCosts {
  /// The columns and the paths of numbers that are named like costs and that `--map cost=` can take.
  ///
  /// - Parameters:
  ///   - traces: what was read, with the paths of what was not.
  ///   - path: the first of the files.
  ///   - format: the format that was asked for.
  static func names(in traces: TraceSet, path: String, format: TraceFormat?, options: LoadOptions) -> [String] {
    let columns = (traces.queryColumns + traces.outcomeColumns).filter(\.hasNumbers).map {
      options.fileName(for: $0.name)
    }
    let names = columns + traces.unreadPaths.filter { !columns.contains($0) }
    let costs = LikelyNames.costs(in: names)
    return (costs.isEmpty ? names.filter(NameKind.isPartOfDollar) : costs).filter { name in
      if format != nil { return true }
      var mapped = options
      mapped.map["cost"] = name
      return ((try? TraceFormats.recognized(path, options: mapped, task: .unobserved))?.found) != nil
    }
  }

  /// The unit of costs that were taken as USD from a column that says another one, and a sentence on it; `nil` where none does.
  static func otherMoney(
    _ unit: CostUnit, _ origin: CostSource, _ options: LoadOptions
  ) -> (unit: CostUnit, sentence: String)? {
    guard options.cost == nil, unit == .usd, origin.isRecorded, let name = options.map["cost"],
      let other = NameKind.unit(ofCost: name)
    else { return nil }
    return (
      .relative, "\(name) seems to hold \(other), not USD: costs are in units of that; --cost usd takes them as USD"
    )
  }

  /// Which files call a cost otherwise than the others do, in a sentence; `nil` where none seems to.
  ///
  /// - Parameter files: their paths, as given and where they can be read.
  static func otherNames(in files: [(path: String, place: String)], options: LoadOptions) -> String? {
    let others = files.prefix(100).compactMap { file -> String? in
      guard let beginning = try? FileBeginning(reading: file.place, options: options, task: .unobserved),
        !beginning.columns.contains("cost"), let name = LikelyNames.costs(in: beginning.columns).first
      else { return nil }
      return "\(name) in \(file.path)"
    }
    return others.isEmpty
      ? nil
      : "costs that are not called \(options.fileName(for: "cost")) were not read: \(others.joined(separator: ", "))"
  }

  /// The paths of the numbers inside of the objects of the first records that seem to be costs or tokens; at most 20.
  ///
  /// - Parameter path: the file.
  static func paths(in path: String) -> [String] {
    guard let beginning = try? FileBeginning(reading: path, options: LoadOptions(), task: .unobserved),
      let record = beginning.inner.flatMap({ JSONValue.union(of: $0.records) }) ?? beginning.union
    else { return [] }
    let paths = record.leaves(isList: true)
    let hasModel = paths.contains(where: LikelyNames.isOfModel)
    let likely = paths.filter { path in
      JSONPicker.steps(of: path).count > 1
        && ["cost", "tokens_in", "tokens_out"].contains { LikelyNames.likeliest($0, in: [path]) != nil }
        && record.values(atPath: path).contains { $0.double != nil }
    }
    return likely.prefix(20).filter { !$0.isOneOfSeveral(among: paths, isOne: false, hasModel: hasModel) }
  }
}

extension Column {
  /// Whether it holds numbers, and at least one.
  fileprivate var hasNumbers: Bool {
    if case .numbers(let numbers) = values { numbers.contains { !$0.isNaN } } else { false }
  }
}
