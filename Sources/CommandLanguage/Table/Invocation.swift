import Display

/// A command with the words after it, sorted into arguments and options.
public struct Invocation: Sendable {
  /// The command.
  public let command: CommandSignature
  /// The verb as typed.
  public let verb: Word
  /// The arguments in order.
  public private(set) var arguments: [Word] = []
  private var options: [String: Word] = [:]

  /// Sorts the words after the verb.
  ///
  /// - Throws: `missingArgument`, `unexpectedArgument`, `missingValue`, `unexpectedValue`, `unknown` for an option, `misuse`
  ///   for one that does not apply to the first argument.
  init(_ command: CommandSignature, verb: Word, words: ArraySlice<Word>) throws(LocatedError) {
    self.command = command
    self.verb = verb
    var rest = words
    while let word = rest.popFirst() {
      if !word.isVerbatim, word.text.hasPrefix("--"), !word.isQuoted || word.text.contains("=") {
        try take(option: word, &rest)
      } else {
        arguments.append(word)
      }
    }
    let required = command.arguments.filter { !$0.isOptional }
    if arguments.count < required.count {
      throw LocatedError(.missingArgument(required[arguments.count].name, usage: command.usage), at: verb)
    }
    if arguments.count > command.arguments.count, command.arguments.last?.isRepeated != true {
      throw LocatedError(
        .unexpectedArgument(arguments[command.arguments.count].text, usage: command.usage),
        at: arguments[command.arguments.count])
    }
    // What the first argument may be is the command's to say.
    let words = arguments.prefix(1).map(\.text).filter { command.arguments[0].kind.words.contains($0) }
    for option in command.options where !option.applies(with: words) {
      if let word = options[option.name] { throw LocatedError(.misuse(option.purpose), at: word) }
    }
  }

  private mutating func take(option word: Word, _ rest: inout ArraySlice<Word>) throws(LocatedError) {
    let parts = word.text.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = command.options.first(where: { $0.name == name }) else {
      let known = command.options.map { "--" + $0.name }
      throw LocatedError(.unknown("option of \(command.name)", "--" + name, known: known, isUsage: true), at: word)
    }
    var value = word
    if option.kind == nil {
      if parts.count > 1 { throw LocatedError(.unexpectedValue(option: name), at: word) }
    } else if parts.count > 1 {
      value.text = String(parts[1])
      value.location.column += name.count + 3
      value.length = max(1, word.length - name.count - 3)
    } else if let next = rest.popFirst() {
      value = next
    } else {
      throw LocatedError(.missingValue(option: name, expected: option.placeholder), at: word)
    }
    options[name] = value
  }

  /// Whether the flag was given.
  public func has(_ option: String) -> Bool { options[option] != nil }

  /// The word given to an option.
  public func word(_ option: String) -> Word? { options[option] }

  /// The text given to an option.
  public func text(_ option: String) -> String? { options[option]?.text }

  /// The command as text, its options in the order of help, without those named.
  package func text(without names: Set<String>) -> String {
    var words = [command.name] + arguments.map { Lexer.quoted($0.text) }
    for option in command.options where !names.contains(option.name) {
      guard let word = options[option.name] else { continue }
      words.append("--" + option.name)
      if option.kind != nil { words.append(Lexer.quoted(word.text)) }
    }
    return words.joined(separator: " ")
  }

  /// The number given to an option, within `range`.
  public func number(
    _ option: String, in range: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude,
    allowed: String = "a number"
  ) throws(LocatedError) -> Double? {
    guard let word = options[option] else { return nil }
    return try Number.parse(word, for: "--" + option, in: range, allowed: allowed)
  }

  /// The whole number given to an option, within `range`.
  public func integer(_ option: String, in range: ClosedRange<Int>) throws(LocatedError) -> Int? {
    guard let word = options[option] else { return nil }
    guard word.text.last != "%", let value = Number.parse(word.text), let integer = Int(exactly: value),
      range.contains(integer)
    else {
      let allowed =
        "a whole number from \(Format.count(range.lowerBound))"
        + (range.upperBound == .max ? "" : " to \(Format.count(range.upperBound))")
      throw LocatedError(.invalidValue("--" + option, found: word.text, allowed: allowed), at: word)
    }
    return integer
  }

  /// The seed given to `--seed`.
  ///
  /// - Throws: `LocatedError` for what is no whole number from 0 to 2^64 - 1.
  package func seed() throws(LocatedError) -> UInt64? {
    guard let word = options["seed"] else { return nil }
    guard let seed = Number.seed(word.text) else {
      throw LocatedError(.invalidValue("--seed", found: word.text, allowed: "a whole number from 0"), at: word)
    }
    return seed
  }

  /// The comma-separated parts of a word.
  ///
  /// - Throws: `LocatedError` where there are none.
  public static func list(_ word: Word) throws(LocatedError) -> [String] {
    let parts = word.text.split(separator: ",", omittingEmptySubsequences: true).map(String.init)
    if parts.isEmpty {
      throw LocatedError(.invalidValue("the list", found: word.text, allowed: "at least one entry: A,B,..."), at: word)
    }
    return parts
  }
}

/// Parses numbers as typed.
public enum Number {
  /// A number with an optional suffix: `k` thousands, `M` millions, `%` hundredths.
  public static func parse(_ text: String) -> Double? {
    var digits = text[...]
    var factor = 1.0
    switch digits.last {
    case "k": factor = 1e3
    case "M": factor = 1e6
    case "%": factor = 0.01
    default: break
    }
    if factor != 1 { digits.removeLast() }
    // What Swift reads beyond decimals, 0x10 and 1p3, is a number in no file.
    guard let first = digits.first, first.isASCII, first.isNumber || "+-.".contains(first),
      digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 || "+-.eE".utf8.contains($0) }),
      let value = Double(digits), value.isFinite
    else { return nil }
    return factor == 0.01 ? value / 100 : value * factor
  }

  /// A seed, in full: a double would round it.
  package static func seed(_ text: String) -> UInt64? {
    UInt64(text) ?? (text.last == "%" ? nil : parse(text).flatMap(UInt64.init(exactly:)))
  }

  /// The number in a word, within `range`.
  public static func parse(
    _ word: Word, for what: String, in range: ClosedRange<Double>, allowed: String
  ) throws(LocatedError) -> Double {
    guard let value = parse(word.text), range.contains(value) else {
      throw LocatedError(.invalidValue(what, found: word.text, allowed: allowed), at: word)
    }
    return value
  }
}
