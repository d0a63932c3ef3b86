import Input
import Traces

/// The words of JSON Schema that policy files need.
public enum JSONSchema {
  /// Any finite number.
  public static let number: JSONValue = ["type": "number"]
  /// A number of at least 0.
  public static let nonNegative: JSONValue = ["type": "number", "minimum": 0]
  /// Any text.
  public static let text: JSONValue = ["type": "string"]
  /// True or false.
  public static let truth: JSONValue = ["type": "boolean"]

  /// One value only.
  public static func constant(_ text: String) -> JSONValue { ["const": .string(text)] }

  /// One of some texts.
  public static func choice(_ texts: [String]) -> JSONValue { ["enum": .strings(texts)] }

  /// A schema that stands elsewhere, see `DeployedPolicy.schema`.
  public static func shared(_ name: String) -> JSONValue { ["$ref": .string("#/$defs/" + name)] }

  /// A list.
  ///
  /// - Parameters:
  ///   - items: the schema of each item.
  ///   - count: how many items it has; `nil` for any number.
  public static func list(of items: JSONValue, count: Int? = nil) -> JSONValue {
    var members: [JSONValue.Member] = [.init("type", "array"), .init("items", items)]
    if let count { members += [.init("minItems", .integer(count)), .init("maxItems", .integer(count))] }
    return .object(members)
  }

  /// A list of numbers.
  public static let numbers = list(of: number)
  /// A square matrix or any other list of lists of numbers.
  public static let matrix = list(of: numbers)

  /// What may be `null`.
  public static func nullable(_ schema: JSONValue) -> JSONValue { ["oneOf": [schema, ["type": "null"]]] }

  /// An object of these members and no others.
  ///
  /// - Parameters:
  ///   - description: what the object is, for readers of the schema.
  ///   - members: the schema of each member, by key.
  ///   - optional: the members that may be absent.
  public static func object(
    _ description: String? = nil, _ members: [JSONValue.Member], optional: Set<String> = []
  ) -> JSONValue {
    var parts: [JSONValue.Member] = [.init("type", "object")]
    if let description { parts.append(.init("description", .string(description))) }
    let required = members.map(\.key).filter { !optional.contains($0) }
    if !required.isEmpty { parts.append(.init("required", .strings(required))) }
    parts += [.init("properties", .object(members)), .init("additionalProperties", .bool(false))]
    return .object(parts)
  }

  /// The object of a fitted estimator: `estimator`, its name, and these members.
  public static func estimator(
    _ names: String..., description: String, _ members: [JSONValue.Member], optional: Set<String> = []
  ) -> JSONValue {
    let name = names.count == 1 ? constant(names[0]) : choice(names)
    return object(description, [.init("estimator", name)] + members, optional: optional)
  }
}

extension JSONValue.Member {
  /// A member with a schema and what it means.
  public init(_ key: String, _ schema: JSONValue, _ description: String) {
    guard case .object(let members) = schema else {
      self.init(key, schema)
      return
    }
    self.init(key, .object(members + [.init("description", .string(description))]))
  }
}
