import Foundation
import Routing
import Traces

/// Determines which words are possible where.
struct Completer {
  /// A possible word.
  struct Choice {
    var text: String
    var isFinal: Bool
    /// Whether any part of it may be typed, not only its beginning.
    var isKnownByParts: Bool

    init(_ text: String, isFinal: Bool = true, isKnownByParts: Bool = false) {
      self.text = text
      self.isFinal = isFinal
      self.isKnownByParts = isKnownByParts
    }
  }

  /// The role of a word.
  struct Place {
    /// What is possible there.
    enum Kind: Equatable {
      case verb
      case options([String])
      case value(ValueKind)

      static let path = Kind.value(.path)
      static let traceSource = Kind.value(.traceSource)
    }

    var kinds: [Kind] = []
    /// The first character of the completed part.
    var offset = 0
    /// The words that determine the choices: the preceding arguments, or the preceding parts of the word.
    var previous: [String] = []
  }

  let session: Session

  /// The choices that begin with `text`; if there are none, those known by parts that contain it.
  static func matching(_ choices: [Choice], _ text: String) -> [Choice] {
    let beginning = choices.filter { $0.text.hasPrefix(text) }
    if !beginning.isEmpty { return beginning }
    let part = text.lowercased()
    return choices.filter { $0.isKnownByParts && $0.text.lowercased().contains(part) }
  }

  /// The role of the last word of a line.
  func place(of last: PartialWord, after words: ArraySlice<PartialWord>) -> Place {
    guard let verb = words.first?.text else {
      return last.text.hasPrefix("!") || last.isQuoted ? Place() : Place(kinds: [.verb])
    }
    if verb.hasPrefix("!") { return Place(kinds: [.path]) }
    guard let command = Self.command(verb) else { return Place() }
    if !command.comparesValues, words.contains(where: { !$0.isQuoted && ($0.text == ">" || $0.text == "|") }) {
      return Place(kinds: [.path])
    }
    return place(of: last, among: words.dropFirst(), of: command)
  }

  /// The role of a word after the verb.
  private func place(of last: PartialWord, among words: ArraySlice<PartialWord>, of command: Command) -> Place {
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
    if let kind = awaiting?.kind { return narrowed(Place(kinds: [.value(kind)], previous: arguments), last) }
    let text = last.text
    let options = command.options.map(\.name).filter { !given.contains($0) }
    if text.hasPrefix("--") {
      guard let equals = text.firstIndex(of: "=") else { return Place(kinds: [.options(options)]) }
      let name = text[..<equals].dropFirst(2)
      guard let kind = command.options.first(where: { $0.name == name })?.kind else { return Place() }
      let offset = text.distance(from: text.startIndex, to: equals) + 1
      return narrowed(Place(kinds: [.value(kind)], offset: offset, previous: arguments), last)
    }
    let index = arguments.count
    let argument =
      index < command.arguments.count
      ? command.arguments[index] : command.arguments.last.flatMap { $0.isRepeated ? $0 : nil }
    guard let argument else { return Place(kinds: text.isEmpty ? [.options(options)] : []) }
    let isListless = [.text, .number, .integer].contains(argument.kind) && argument.isOptional && text.isEmpty
    if isListless { return Place(kinds: [.options(options)]) }
    return narrowed(Place(kinds: [.value(argument.kind)], previous: arguments), last)
  }

  /// The place of the part being typed, where a word has parts: a list, or a strategy with options.
  private func narrowed(_ place: Place, _ word: PartialWord) -> Place {
    guard case .value(let kind) = place.kinds.first else { return place }
    let typed = Array(word.text)
    var place = place
    switch kind {
    case .models:
      if let comma = typed[place.offset...].lastIndex(of: ",") {
        place.previous = String(typed[place.offset..<comma]).split(separator: ",").map(String.init)
        place.offset = comma + 1
      } else {
        place.previous = []
      }
    // A query's name may contain these characters too.
    case .queryOrStrategy where !Strategies.isNamed(by: word.text): break
    case .strategy, .strategies, .queryOrStrategy:
      place.previous = []
      let mark = typed[place.offset...].lastIndex(of: "+") ?? typed[place.offset...].firstIndex(of: ":")
      if let mark {
        place.previous = [String(typed[place.offset...mark])]
        place.offset = mark + 1
      }
    case .queryValue, .filtered:
      guard let dot = typed[place.offset...].lastIndex(of: "."), let traces = session.workspace?.traces,
        case let model = String(typed[place.offset..<dot]), case let rest = String(typed[(dot + 1)...]),
        (try? QueryValue.model(model, among: traces.models)) != nil,
        QueryValue.outcomeNames(of: traces).contains(where: { $0.hasPrefix(rest) })
      else {
        place.previous = []
        break
      }
      place.previous = [model]
      place.offset = dot + 1
    default: break
    }
    return place
  }

  /// The command of a verb, possibly abbreviated.
  private static func command(_ verb: String) -> Command? {
    if let command = Commands.all.first(where: { $0.name == verb }) { return command }
    let matches = Commands.all.filter { $0.name.hasPrefix(verb) }
    return matches.count == 1 ? matches[0] : nil
  }
}
