/// Knows which words can stand where in the commands of a language.
struct WordCompleter<L: LanguageDefinition> {
  /// The role of a word.
  struct Place {
    /// What is possible there.
    enum Kind: Equatable {
      case verb
      case options([String])
      case value(ValueKind)

      static var path: Kind { .value(.path) }
    }

    var kind: Kind?
    /// The first character of the completed part.
    var offset = 0
    /// The words that determine the choices: the preceding arguments, or the preceding parts of the word.
    var previous: [String] = []
    /// Whether the candidates are paths.
    var isPath: Bool { if case .value(let kind) = kind { kind.isPath } else { false } }
  }

  let state: L.State

  private var grammar: Grammar { L.commands.grammar }

  /// The role of the last word of a line.
  func place(of last: PartialWord, after words: ArraySlice<PartialWord>) -> Place {
    guard let verb = words.first?.text else {
      return last.text.hasPrefix("!") || last.isQuoted ? Place() : Place(kind: .verb)
    }
    if verb.hasPrefix("!") { return Place(kind: .path) }
    guard let command = grammar.command(verb) else { return Place() }
    if !command.comparesValues, words.contains(where: { !$0.isQuoted && ($0.text == ">" || $0.text == "|") }) {
      return Place(kind: .path)
    }
    return place(of: last, among: words.dropFirst(), of: command)
  }

  /// The role of a word after the verb.
  private func place(
    of last: PartialWord, among words: ArraySlice<PartialWord>, of command: CommandSignature
  ) -> Place {
    var arguments: [String] = []
    var given: Set<String> = []
    var awaiting: Option?
    for word in words.map(\.text) {
      if awaiting != nil {
        awaiting = nil
      } else if word.hasPrefix("--") {
        let name = String(word.dropFirst(2).prefix { $0 != "=" })
        given.insert(name)
        let option = command.options.first { $0.name == name }
        if option?.kind != nil && !word.contains("=") { awaiting = option }
      } else {
        arguments.append(word)
      }
    }
    if let kind = awaiting?.kind { return narrowed(Place(previous: arguments), kind, last) }
    let text = last.text
    let options = command.options.filter { $0.applies(with: arguments) }.map(\.name).filter { !given.contains($0) }
    if text.hasPrefix("--") {
      guard let equals = text.firstIndex(of: "=") else { return Place(kind: .options(options)) }
      let name = text[..<equals].dropFirst(2)
      guard let kind = command.options.first(where: { $0.name == name })?.kind else { return Place() }
      let offset = text.distance(from: text.startIndex, to: equals) + 1
      return narrowed(Place(offset: offset, previous: arguments), kind, last)
    }
    let index = arguments.count
    let argument =
      index < command.arguments.count
      ? command.arguments[index] : command.arguments.last.flatMap { $0.isRepeated ? $0 : nil }
    guard let argument else { return text.isEmpty ? Place(kind: .options(options)) : Place() }
    if argument.kind.isFree && argument.isOptional && text.isEmpty { return Place(kind: .options(options)) }
    return narrowed(Place(previous: arguments), argument.kind, last)
  }

  /// The place of the part that is being typed, where a word has parts.
  private func narrowed(_ place: Place, _ kind: ValueKind, _ word: PartialWord) -> Place {
    var place = place
    place.kind = .value(kind)
    if let part = L.part(of: String(word.text.dropFirst(place.offset)), as: kind, in: state) {
      place.offset += part.offset
      place.previous = part.previous
    }
    return place
  }

  /// The names of variables.
  var variables: [Choice] { state.variables.keys.sorted().map { Choice($0) } }

  /// What can stand at a place.
  ///
  /// - Parameter beginning: the text typed so far.
  func choices(at place: Place, beginning: String) -> [Choice] {
    switch place.kind {
    case nil: return []
    case .verb: return grammar.signatures.map { Choice($0.name) }
    case .options(let names): return names.map { Choice("--" + $0) }
    case .value(let kind):
      if !kind.words.isEmpty { return kind.words.map { Choice($0) } }
      switch kind {
      case .text, .number, .integer: return []
      case .path: return Choice.paths(beginning)
      case .variable: return variables
      case .command: return (grammar.signatures.map(\.name) + L.topics.map(\.name)).map { Choice($0) }
      case .settingValue:
        return L.settings.first { $0.name == place.previous.first }?.choices.map { Choice($0) } ?? []
      default: return L.choices(for: kind, beginning: beginning, after: place.previous, in: state)
      }
    }
  }
}
