import Display
import Glibc
import Input
import Routing
import Traces

/// Reads queries for a policy from lines of JSON, one object a line.
///
/// Unknown keys are skipped, `null` counts as absent, and missing numbers matter only to estimators that need them.
final class QueryReader {
  /// An error in a line.
  struct Fault: Error {
    var message: String
  }

  /// The query of the latest line.
  private(set) var query: QueryState
  /// The id of the latest line as written; empty if none was read.
  private(set) var rawID: [UInt8] = []
  private let models: [String]
  private let names: [[UInt8]]
  private let confidenceScale: ConfidenceScale?
  private var scanner = JSONScanner(ByteWindow(bytes: [], path: ""))

  /// - Parameter confidenceScale: that on which confidences are read; `nil` where any will do.
  init(models: [String], confidenceScale: ConfidenceScale?) {
    self.models = models
    self.confidenceScale = confidenceScale
    names = models.map { Array($0.utf8) }
    query = QueryState(modelCount: models.count)
  }

  /// Reads a line into `query` and `rawID`.
  func read(_ line: UnsafeBufferPointer<UInt8>) throws(Fault) {
    query.forget()
    rawID.removeAll(keepingCapacity: true)
    scanner = JSONScanner(ByteWindow(bytes: line, path: ""))
    do {
      try object("the line") { key in
        if holds(key, "id") {
          try readID()
        } else if holds(key, "query") {
          query.text = try text("query")
        } else if holds(key, "features") {
          try readFeatures()
        } else if holds(key, "estimates") {
          try readEstimates()
        } else if holds(key, "answers") {
          try readAnswers()
        } else {
          _ = try scanner.value()
        }
      }
      try scanner.end(expected: "the end of the line after the object")
      if rawID.isEmpty { throw Fault(message: "id is missing") }
    } catch let fault as Fault {
      throw fault
    } catch InputError.malformed(_, _, let column, let found, let expected) {
      let place = found == "the end of the file" ? "the end of the line" : found
      throw Fault(message: "column \(column): found \(place), expected \(expected)")
    } catch {
      throw Fault(message: "\(error)")
    }
  }

  // MARK: the parts of a line

  private func readID() throws {
    switch try scanner.peek() ?? 0 {
    case UInt8(ascii: "\""):
      let cell = try scanner.string()
      query.id = try scanner.text(of: cell)
      rawID += scanner.window.bytes(cell.rawRange)
    case UInt8(ascii: "-"), 0x30...0x39:
      rawID += scanner.window.bytes(try scanner.number().rawRange)
      query.id = String(decoding: rawID, as: UTF8.self)
    default: throw try mismatch("id", "a string or a number")
    }
  }

  private func readFeatures() throws {
    try object("features") { key in
      if holds(key, "group") {
        let isNumber = try scanner.peek().map { $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39 } ?? false
        query.group =
          isNumber
          ? String(decoding: scanner.window.bytes(try scanner.number().rawRange), as: UTF8.self)
          : try text("features.group")
      } else {
        let name = try scanner.text(of: key)
        query.features[name] = try number { "features.\(name)" }
      }
    }
  }

  private func readEstimates() throws {
    try object("estimates") { key in
      guard let model = try model(key) else {
        _ = try scanner.value()
        return
      }
      func place(_ field: String) -> String { "estimates.\(models[model]).\(field)" }
      try object("estimates.\(models[model])") { key in
        if holds(key, "ante") {
          query.estimates[model].exAnte = try number { place("ante") }
        } else if holds(key, "post") {
          query.estimates[model].postHoc = try number { place("post") }
        } else if holds(key, "cost_ante") {
          query.estimates[model].costExAnte = try number { place("cost_ante") }
        } else if holds(key, "cost_post") {
          query.estimates[model].costPostHoc = try number { place("cost_post") }
        } else if holds(key, "tokens_in") {
          query.estimates[model].tokensIn = try number { place("tokens_in") }
        } else {
          _ = try scanner.value()
        }
      }
    }
  }

  private func readAnswers() throws {
    try object("answers") { key in
      guard let model = try model(key) else {
        throw Fault(message: "answers: '\(try scanner.text(of: key))' is not a model of the policy")
      }
      func place(_ field: String) -> String { "answers.\(models[model]).\(field)" }
      if query.answered.contains(model) { throw Fault(message: "answers.\(models[model]) occurs twice") }
      var answer = QueryState.Answer()
      try object("answers.\(models[model])") { key in
        if holds(key, "quality") {
          answer.quality = try number { place("quality") }
          if answer.quality < 0 || answer.quality > 1 { throw outside(place("quality"), answer.quality, "from 0 to 1") }
        } else if holds(key, "cost") {
          answer.cost = try number { place("cost") }
          if answer.cost < 0 { throw outside(place("cost"), answer.cost, "of at least 0") }
        } else if holds(key, "confidence") {
          answer.confidence = try number { place("confidence") }
          if let scale = confidenceScale, !scale.admits(answer.confidence) {
            throw outside(place("confidence"), answer.confidence, scale.range)
          }
        } else if holds(key, "tokens_out") {
          answer.tokensOut = try number { place("tokens_out") }
        } else if holds(key, "text") {
          answer.text = try text(place("text"))
        } else if holds(key, "logprobs") {
          answer.logprobs = try numbers(place("logprobs"))
        } else if holds(key, "class_probs") {
          answer.classProbs = try numbers(place("class_probs"))
        } else {
          _ = try scanner.value()
        }
      }
      query.take(answer, of: model)
    }
  }

  // MARK: values

  /// Reads an object; `body` reads the value of each key.
  private func object(_ what: String, _ body: (Cell) throws -> Void) throws {
    if try isNull() { return }
    guard try scanner.peek() == UInt8(ascii: "{") else { throw try mismatch(what, "an object") }
    try scanner.open(UInt8(ascii: "{"))
    var isFirst = true
    var keys = LineKeys()
    while let key = try scanner.nextKey(isFirst: isFirst) {
      isFirst = false
      let name = key.kind == .escaped ? Array(try scanner.text(of: key).utf8) : nil
      let base = UnsafePointer(scanner.window.base)
      let isNew = name.map { keys.insert($0[...], of: base) } ?? keys.insert(key.start..<key.end, of: base)
      if !isNew {
        if what == "the line" { rawID.removeAll() }
        throw Fault(message: "\(what): the key \(JSONValue.string(try scanner.text(of: key)).text) is there twice")
      }
      try scanner.colon()
      try body(key)
    }
  }

  private func number(_ what: () -> String) throws -> Double {
    switch try scanner.peek() ?? 0 {
    case UInt8(ascii: "-"), 0x30...0x39:
      guard let number = NumberParser.parse(scanner.window.bytes(try scanner.number().rawRange)), number.isFinite else {
        throw Fault(message: "\(what()): found a number outside the range of a double")
      }
      guard let number = NumberRange.finite.admitted(number, clip: false) else {
        throw Fault(message: "\(what()) is \(number), expected \(NumberRange.finite.words)")
      }
      return number
    default:
      if try isNull() { return .nan }
      throw try mismatch(what(), "a number")
    }
  }

  private func text(_ what: String) throws -> String? {
    if try scanner.peek() == UInt8(ascii: "\"") { return try scanner.text(of: try scanner.string()) }
    if try isNull() { return nil }
    throw try mismatch(what, "a string")
  }

  private func numbers(_ what: String) throws -> [Double]? {
    if try isNull() { return nil }
    guard try scanner.peek() == UInt8(ascii: "[") else { throw try mismatch(what, "a list of numbers") }
    try scanner.open(UInt8(ascii: "["))
    var numbers: [Double] = []
    while try scanner.nextElement(isFirst: numbers.isEmpty) { numbers.append(try number { what }) }
    return numbers
  }

  /// Steps over `null`, if present.
  private func isNull() throws -> Bool {
    guard try scanner.peek() == UInt8(ascii: "n") else { return false }
    _ = try scanner.word()
    return true
  }

  private func holds(_ key: Cell, _ word: StaticString) -> Bool {
    key.end - key.start == word.utf8CodeUnitCount
      && memcmp(scanner.window.base + key.start, word.utf8Start, word.utf8CodeUnitCount) == 0
  }

  /// The model named by a key, by index in the pool.
  private func model(_ key: Cell) throws -> Int? {
    if key.kind == .escaped { return models.firstIndex(of: try scanner.text(of: key)) }
    let count = key.end - key.start
    return names.firstIndex { name in
      name.count == count && memcmp(scanner.window.base + key.start, name, count) == 0
    }
  }

  private func mismatch(_ what: String, _ expected: String) throws -> Fault {
    let found: String
    switch try scanner.peek() ?? 0 {
    case 0: found = "nothing"
    case UInt8(ascii: "\""): found = "a string"
    case UInt8(ascii: "["): found = "a list"
    case UInt8(ascii: "{"): found = "an object"
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      found = try scanner.word().kind == .missing ? "null" : "true or false"
    case UInt8(ascii: "-"), 0x30...0x39: found = "a number"
    default: throw scanner.malformed(expected: expected)
    }
    return Fault(message: "\(what): found \(found), expected \(expected)")
  }

  private func outside(_ what: String, _ number: Double, _ range: String) -> Fault {
    Fault(message: "\(what) is \(number), expected a number \(range)")
  }
}
