/// A strategy's spelling: `NAME[:ARGUMENT][+option[=value]]…`.
public struct StrategySpecification: Sendable, Hashable {
  /// The kind's name.
  public var name: String
  /// What follows the colon.
  public var argument: String?
  /// The given options with their values ("" for a flag).
  public var options: [String: String]
  /// The faults of the reference implementation to repeat; not part of the spelling.
  public var reference: ReferenceFaults = []

  /// Creates a specification with the given name, argument and options.
  public init(name: String, argument: String? = nil, options: [String: String] = [:]) {
    self.name = name
    self.argument = argument
    self.options = options
  }

  /// Parses a spelling; everything after the colon up to a `+` that precedes a known option is the argument.
  ///
  /// - Throws: `RoutingError.unknown` for an unknown name or option, `missingParameter`, `invalidParameter`.
  public init(_ spelling: String, in kinds: [StrategyKind] = Strategies.all) throws(RoutingError) {
    let end = spelling.firstIndex { $0 == ":" || $0 == "+" } ?? spelling.endIndex
    name = String(spelling[..<end])
    let kind = try Strategies.kind(name, in: kinds)
    var parts = spelling[end...].split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    if let first = parts.first, first.hasPrefix(":") {
      var argument = String(first.dropFirst())
      parts.removeFirst()
      while let next = parts.first, !kind.options.contains(where: { next.prefix { $0 != "=" } == $0.name }) {
        argument += "+" + next
        parts.removeFirst()
      }
      self.argument = argument
    } else {
      argument = nil
      parts = Array(parts.dropFirst())
    }
    options = [:]
    for part in parts {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let option = kind.options.first(where: { $0.name == pair[0] }) else {
        throw .unknown("option of \(name)", pair[0], known: kind.options.map(\.name))
      }
      let value = pair.count > 1 ? pair[1] : ""
      try option.check(value)
      options[option.name] = value
    }
    if kind.takesModel && (argument ?? "").isEmpty {
      throw .missingParameter("a model", of: name, example: "\(name):gpt-4")
    }
    if !kind.takesModel, let argument { throw .unknown("argument of \(name)", argument, known: []) }
  }

  /// The canonical spelling: options in table order, those at their default left out.
  public var canonical: String {
    let kind = Strategies.all.first { $0.name == name }
    var text = name + (argument.map { ":" + $0 } ?? "")
    for option in kind?.options ?? [] {
      guard let value = options[option.name], value != option.standard else { continue }
      text += "+" + option.name + (value.isEmpty ? "" : "=" + value)
    }
    return text
  }

  /// The most models that cascade routing runs on a query in a pool of so many; `nil` for no limit.
  ///
  /// In reference mode the paper's; where single additions or a few sets of each size are weighed, depth costs nothing.
  public func depth(modelCount: Int) -> Int? {
    if let given = integer(StrategyOption.searchDepth.name) { return given }
    if !reference.isEmpty { return CascadeRoutingStrategy.publishedDepth }
    if options["greedy"] != nil || options["beam"] != nil { return nil }
    return PolicyReach.depth(modelCount: modelCount, within: Strategies.setLimit)
  }

  /// The whole number given to an option, or its default.
  func integer(_ option: String) -> Int? {
    options[option].flatMap { Int($0) }
  }
}

extension SearchOptions {
  /// The search options of a spelling of cascade or cascade-routing.
  init(_ specification: StrategySpecification, maxDepth: Int? = nil) {
    self.init(maxDepth: specification.integer("max-depth") ?? maxDepth)
    greedy = specification.options["greedy"] != nil
    noExpect = specification.options["no-expect"] != nil
    slow = specification.options["slow"] != nil
    fixedOrder = specification.options["fixed-order"] != nil
    beam = specification.integer("beam")
    lastQuality = specification.options["last-quality"] != nil
    lastAnswer = specification.options["last-answer"] != nil
  }
}
