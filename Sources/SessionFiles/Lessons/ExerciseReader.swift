import CommandLanguage
import Input

extension Exercise {
  /// The keys of the line that opens an exercise.
  static let keys = ["name", "answer", "tol", "choices", "hint", "slips", "proof", "points"]

  /// Reads the line that opens an exercise.
  ///
  /// - Throws: for an unknown or repeated key, an invalid value, or without a name, with the column.
  init(opening: Substring, line: Int) throws(LocatedError) {
    var scanner = AttributeScanner(opening: opening, line: line)
    var values: [String: JSONValue] = [:]
    var places: [String: (SourceLocation, Int)] = [:]
    while let (key, place) = try scanner.key() {
      guard Self.keys.contains(key) else {
        throw LocatedError(.unknown("attribute", key, known: Self.keys, isUsage: true), at: place, length: key.count)
      }
      if values[key] != nil {
        throw LocatedError(
          .malformed(found: "a second \(key)", expected: "each attribute once"), at: place, length: key.count)
      }
      let (value, text, valuePlace) = try scanner.value()
      guard let value else {
        throw LocatedError(.invalidValue(key, found: text, allowed: "JSON"), at: valuePlace, length: text.count)
      }
      values[key] = value
      places[key] = (valuePlace, text.count)
    }
    func mistake(_ key: String, _ allowed: String) -> LocatedError {
      let place = places[key] ?? (SourceLocation(line: line, column: 1), opening.count)
      guard let value = values[key] else {
        return LocatedError(
          .malformed(found: "an exercise without \(key)", expected: allowed), at: place.0, length: place.1)
      }
      return LocatedError(.invalidValue(key, found: value.text, allowed: allowed), at: place.0, length: place.1)
    }
    func text(_ key: String) throws(LocatedError) -> String? {
      guard let value = values[key] else { return nil }
      if let text = value.string, !text.isEmpty { return text }
      if let number = value.double { return Self.shortest(number) }
      throw mistake(key, "a text in double quotes")
    }
    func texts(_ key: String) throws(LocatedError) -> [String]? {
      guard let value = values[key] else { return nil }
      if let text = value.string { return [text] }
      let texts = value.array?.compactMap(\.string) ?? []
      if texts.isEmpty || texts.count != value.array?.count || texts.contains(where: { $0[...].trimmed.isEmpty }) {
        throw mistake(key, "a list of texts such as [\"a\",\"b\"]")
      }
      return texts
    }
    guard let name = try text("name"), name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]*/) != nil else {
      throw mistake("name", "name=\"e1\": letters, digits, '.', '_' and '-'")
    }
    let choices = try texts("choices") ?? []
    let tolerance = try text("tol")
    let expected: Expected
    if values["answer"]?.array != nil, let words = try texts("answer") {
      expected = .set(words)
    } else {
      let answer = try text("answer") ?? ""
      guard let read = answer.isEmpty ? .open : Self.expected(answer, tolerance: tolerance, isText: !choices.isEmpty)
      else {
        throw mistake("tol", "a share such as \"1%\", or a number from 0")
      }
      if !choices.isEmpty, !answer.isEmpty, !answer.hasPrefix("="), !choices.contains(answer) {
        throw mistake("answer", "one of the choices")
      }
      expected = read
    }
    self.init(name: name, expected: expected)
    self.choices = choices
    self.tolerance = tolerance
    self.line = line
    hint = try text("hint")
    if let text = try text("proof") {
      guard text.hasPrefix("=") else { throw mistake("proof", "\"= \" and what the session computes as the answer") }
      proof = String(text.dropFirst()).trimmingBlanks
    }
    if let slips = values["slips"] {
      for member in slips.object ?? [] {
        guard let text = member.value.string else { throw mistake("slips", "texts by answers: {\"2\":\"…\"}") }
        self.slips.append((member.key, text))
      }
      if self.slips.isEmpty { throw mistake("slips", "texts by answers: {\"2\":\"…\"}") }
    }
    if let value = values["points"] {
      guard let points = value.double, points > 0, points.isFinite else { throw mistake("points", "a number above 0") }
      self.points = points
    }
  }
}

extension ReadLine {
  /// The name of the exercise that it opens.
  var exerciseName: String? { opensExercise ? (try? Exercise(opening: text, line: 1))?.name : nil }
}

extension SessionFile {
  /// The exercises, in order.
  ///
  /// - Throws: the first mistake, with line and column.
  package func exercises() throws(LocatedError) -> [Exercise] {
    var exercises: [Exercise] = []
    for block in proseBlocks.joined() {
      guard block.lines[0].opensExercise else { continue }
      var exercise = try Exercise(opening: block.lines[0].text, line: block.line)
      exercise.question = block.content.trimmingBlanks
      if exercises.contains(where: { $0.name == exercise.name }) {
        throw LocatedError(
          .malformed(found: "a second exercise \(exercise.name)", expected: "each name once"),
          at: SourceLocation(line: block.line, column: 1), length: 3)
      }
      exercises.append(exercise)
    }
    return exercises
  }
}
