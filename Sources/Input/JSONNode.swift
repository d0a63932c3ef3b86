/// A value of a JSON document together with its place, for reading documents of a known shape.
///
///     let root = JSONNode(try JSONParser.parse(#"{"sigma": [0.1, 0.2]}"#))
///     try root["sigma"].numbers(count: 2)   // [0.1, 0.2]
///     try root["gamma"].number()            // throws: gamma: found nothing, expected a number
public struct JSONNode: Sendable {
  /// The value; `nil` where there is none.
  public let value: JSONValue?
  /// The place, such as `quality.sigma[2]`; empty for the document itself.
  public let path: String

  /// The root of a document.
  public init(_ value: JSONValue) { self.init(value, path: "") }

  private init(_ value: JSONValue?, path: String) {
    self.value = value
    self.path = path
  }

  /// Whether the value is absent or `null`.
  public var isMissing: Bool { value == nil || value == .null }

  /// The node of a key.
  public subscript(key: String) -> JSONNode {
    JSONNode(value?[key], path: path.isEmpty ? key : "\(path).\(key)")
  }

  /// The node, unless it is missing.
  public var optional: JSONNode? { isMissing ? nil : self }

  /// The elements of a list.
  ///
  /// - Parameter count: the required number of elements.
  public func elements(count: Int? = nil) throws(JSONShapeError) -> [JSONNode] {
    guard let elements = value?.array else { throw mismatch("a list") }
    if let count, elements.count != count {
      throw JSONShapeError(path: path, found: "\(elements.count) elements", expected: "\(count)")
    }
    return elements.enumerated().map { JSONNode($1, path: "\(path)[\($0)]") }
  }

  /// The members of an object.
  public func members() throws(JSONShapeError) -> [(key: String, node: JSONNode)] {
    guard let members = value?.object else { throw mismatch("an object") }
    return members.map { ($0.key, JSONNode($0.value, path: path.isEmpty ? $0.key : "\(path).\($0.key)")) }
  }

  /// A text.
  public func string() throws(JSONShapeError) -> String {
    guard let text = value?.string else { throw mismatch("a string") }
    return text
  }

  /// A number.
  public func number() throws(JSONShapeError) -> Double {
    guard let number = value?.double else { throw mismatch("a number") }
    return number
  }

  /// A number of at least 0.
  public func nonNegative() throws(JSONShapeError) -> Double {
    let number = try number()
    if number < 0 { throw mismatch("a number of at least 0") }
    return number
  }

  /// A whole number.
  public func integer() throws(JSONShapeError) -> Int {
    guard case .integer(let integer)? = value else { throw mismatch("a whole number") }
    return integer
  }

  /// An unsigned 64-bit integer.
  public func seed() throws(JSONShapeError) -> UInt64 {
    if let text = value?.string, let seed = UInt64(text) { return seed }
    guard case .integer(let integer)? = value, integer >= 0 else { throw mismatch("a whole number from 0") }
    return UInt64(integer)
  }

  /// `true` or `false`.
  public func bool() throws(JSONShapeError) -> Bool {
    guard case .bool(let bool)? = value else { throw mismatch("true or false") }
    return bool
  }

  /// A list of texts.
  public func strings() throws(JSONShapeError) -> [String] {
    var strings: [String] = []
    for element in try elements() { strings.append(try element.string()) }
    return strings
  }

  /// A list of numbers.
  public func numbers(count: Int? = nil) throws(JSONShapeError) -> [Double] {
    var numbers: [Double] = []
    for element in try elements(count: count) { numbers.append(try element.number()) }
    return numbers
  }

  /// The error that something else was expected here.
  public func mismatch(_ expected: String) -> JSONShapeError {
    JSONShapeError(path: path, found: found, expected: expected)
  }

  private var found: String {
    switch value {
    case nil: "nothing"
    case .null: "null"
    case .bool(let value): "\(value)"
    case .integer, .number: value?.text ?? ""
    case .string(let text): "'\(text.count > 40 ? text.prefix(38) + ".." : text)'"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// A JSON document has an unexpected shape.
public struct JSONShapeError: DescribedError, Equatable {
  /// The place, such as `quality.sigma[2]`; empty for the document itself.
  public var path: String
  /// What was found.
  public var found: String
  /// What was expected.
  public var expected: String

  /// Creates an error about the given place.
  public init(path: String, found: String, expected: String) {
    self.path = path
    self.found = found
    self.expected = expected
  }

  /// What is wrong, in one sentence.
  public var description: String { (path.isEmpty ? "" : path + ": ") + "found \(found), expected \(expected)" }
}

extension JSONValue {
  /// An unsigned 64-bit integer, written as text where other JSON readers would round it.
  public static func seed(_ seed: UInt64) -> JSONValue {
    seed < 1 << 53 ? .integer(Int(seed)) : .string(String(seed))
  }

  /// A list of numbers.
  public static func numbers(_ values: some Sequence<Double>) -> JSONValue { .array(values.map { .number($0) }) }

  /// A list of texts.
  public static func strings(_ values: some Sequence<String>) -> JSONValue { .array(values.map { .string($0) }) }
}
