import CommandLanguage
import Input

/// A question in a session file, with the answer that it expects.
package struct Exercise: Sendable, Equatable {
  /// What an answer is compared with.
  package enum Expected: Sendable, Equatable {
    /// A number, with what it may be off.
    case number(Double, tolerance: Double)
    case word(String)
    /// Words in any order.
    case set([String])
    /// A number or word that the session computes, by what stands behind `=`.
    case computed(String)
    /// Nothing: the answer is elsewhere, as for students.
    case open
  }

  /// The name by which it is answered.
  package var name: String
  /// The question: what stands in the block.
  package var question = ""
  package var expected: Expected
  /// The words among which the answer is.
  package var choices: [String] = []
  /// What helps.
  package var hint: String?
  /// What to say to answers that one may foresee.
  package var slips: [(answer: String, text: String)] = []
  /// What the session computes as the answer where the solution ends.
  package var proof: String?
  package var points = 1.0
  /// How far a number may be off, as written: `1%` of it, or a number.
  package var tolerance: String?
  /// The line of the file at which its block begins.
  package var line = 0

  package init(name: String, expected: Expected) {
    self.name = name
    self.expected = expected
  }

  package static func == (a: Exercise, b: Exercise) -> Bool {
    a.name == b.name && a.question == b.question && a.expected == b.expected && a.choices == b.choices
      && a.hint == b.hint && a.proof == b.proof && a.points == b.points && a.line == b.line
      && a.slips.map(\.answer) == b.slips.map(\.answer) && a.slips.map(\.text) == b.slips.map(\.text)
  }

  /// What is said of an answer.
  package enum Judgement: Sendable, Equatable {
    case right
    case wrong(String)
    /// An answer that this file does not know.
    case noted
    /// No answer of the kind that is asked for.
    case unreadable(String)
  }

  /// What is said of an answer, whose words were given one by one: one in quotes may hold blanks.
  package func judgement(of words: [String]) -> Judgement {
    let answer = words.joined(separator: " ").trimmingBlanks
    let slip = slips.first { matches(answer, $0.answer) }
    switch expected {
    case .number(let value, let tolerance):
      guard let number = Self.number(answer) else { return .unreadable("the answer is a number") }
      if abs(number - value) <= tolerance * (1 + 1e-9) { return .right }
      if let slip { return .wrong(slip.text) }
      let isNear = abs(number - value) <= 10 * tolerance
      return .wrong(
        isNear
          ? "close, but not close enough: keep more digits on the way" : "no: too \(number > value ? "large" : "small")"
      )
    case .word(let word):
      if !choices.isEmpty, !choices.contains(where: { Self.isSame(answer, $0) }) {
        return .unreadable("the answer is one of: \(choices.joined(separator: ", "))")
      }
      return Self.isSame(answer, word) ? .right : .wrong(slip?.text ?? "no")
    case .set(let members):
      let given = Self.members(of: words, known: members)
      let missing = members.filter { member in !given.contains { Self.isSame($0, member) } }
      let excess = given.filter { word in !members.contains { Self.isSame(word, $0) } }
      if missing.isEmpty && excess.isEmpty { return .right }
      if let slip { return .wrong(slip.text) }
      return .wrong("no: \(members.count - missing.count) of \(given.count) right; the answer has \(members.count)")
    case .computed, .open: return .noted
    }
  }

  /// The answer in words.
  package var answer: String {
    switch expected {
    case .number(let value, _): Self.shortest(value)
    case .word(let word): word
    case .set(let words): words.joined(separator: ", ")
    case .computed(let expression): "=" + expression
    case .open: "not said here"
    }
  }

  /// Whether a word is one of its choices, or begins one or a member of its answer.
  func knows(_ word: String) -> Bool {
    let texts = if case .set(let members) = expected { members } else { choices + [answer] }
    return texts.contains { Self.parts(of: $0).first == word.lowercased() }
  }

  /// A number as a person writes it.
  static func shortest(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private func matches(_ answer: String, _ slip: String) -> Bool {
    if case .number(_, let tolerance) = expected, let given = Self.number(answer), let foreseen = Self.number(slip) {
      return abs(given - foreseen) <= max(tolerance, abs(foreseen) * 0.01)
    }
    return Self.isSame(answer, slip)
  }

  /// The number that a text is; a unit behind a blank, and commas before three digits, are passed over.
  static func number(_ text: String) -> Double? {
    let first = (text.split(separator: " ").first ?? "").replacing("−", with: "-")
    let word = first.hasPrefix("$") ? first.dropFirst() : first[...]
    return Number.parse(String(word))
      ?? word.wholeMatch(of: /([-+]?[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))([^,]*)/).flatMap {
        Number.parse(String($0.output.1.replacing(",", with: "")) + String($0.output.2))
      }
  }

  /// Whether two names are the same in whatever case. The beginning of a name may be another's: `cascade`, `cascade-routing`.
  private static func isSame(_ given: String, _ name: String) -> Bool { parts(of: given) == parts(of: name) }

  private static func parts(of text: some StringProtocol) -> [String] {
    text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// The members of a list that is given in words: those that are known, which may be of several words, and what stands between
  /// them.
  private static func members(of words: [String], known: [String]) -> [String] {
    // Who sets one in quotes sets each of several words so.
    let isQuoted = words.count > 1 && words.contains { $0.contains(where: \.isWhitespace) }
    let longest = known.map { parts(of: $0).count }.max() ?? 1
    return (isQuoted ? words : [words.joined(separator: " ")]).flatMap { text -> [String] in
      if known.contains(where: { isSame(text, $0) }) { return [text] }
      return text.split(separator: ",").flatMap { text in
        var rest = text.split(whereSeparator: \.isWhitespace)[...]
        var members: [String] = []
        while let first = rest.first {
          let heads = (1...max(1, min(longest, rest.count))).reversed().map { rest.prefix($0).joined(separator: " ") }
          let member = heads.first { head in known.contains { isSame(head, $0) } }
          if let member { members.append(member) } else if first.lowercased() != "and" { members.append(String(first)) }
          rest = rest.dropFirst(member.map { parts(of: $0).count } ?? 1)
        }
        return members
      }
    }
  }

  /// The exercise whose answer the session has computed.
  package func computed(as value: String) -> Exercise {
    var exercise = self
    exercise.expected = Self.expected(value, tolerance: tolerance, isText: !choices.isEmpty) ?? .word(value)
    return exercise
  }

  /// What an answer is compared with, by how it is written; `nil` for a tolerance that is none.
  static func expected(_ answer: String, tolerance: String?, isText: Bool) -> Expected? {
    if answer.hasPrefix("=") { return .computed(String(answer.dropFirst()).trimmingBlanks) }
    guard !isText, let value = number(answer), !answer.contains(" ") else { return .word(answer) }
    guard let tolerance else { return .number(value, tolerance: abs(value) * 0.005) }
    if tolerance.hasSuffix("%"), let share = Double(tolerance.dropLast()), share >= 0 {
      return .number(value, tolerance: abs(value) * share / 100)
    }
    guard let bound = Double(tolerance), bound >= 0 else { return nil }
    return .number(value, tolerance: bound)
  }
}

extension String {
  /// The text without blanks around it.
  var trimmingBlanks: String { String(Substring(self).trimmed) }
}
