extension JSONValue {
  /// A number that reads back the same, also one that JSON has no form for.
  package static func exactly(_ number: Double) -> JSONValue {
    number.isFinite ? .number(number) : .string("\(number)")
  }
}

extension JSONNode {
  /// Numbers as `JSONValue.exactly` wrote them, so many where a count is given.
  package func exactNumbers(count: Int? = nil) throws(JSONShapeError) -> [Double] {
    var numbers: [Double] = []
    for element in try elements(count: count) {
      if let text = element.value?.string, ["nan", "inf", "-inf"].contains(text), let number = Double(text) {
        numbers.append(number)
      } else {
        numbers.append(try element.number())
      }
    }
    return numbers
  }
}
