import Input

extension JSONValue {
  /// The value of an integer.
  var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  /// The value of a truth value.
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
}
