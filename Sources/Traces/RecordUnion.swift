import Input

extension FileBeginning {
  /// The first records: the elements of one list, or values one after the other.
  var records: [JSONValue] {
    if let list = document?.array { return list }
    return document == nil ? [] : JSONSketch.values(of: bytes, path: path, atMost: JSONValue.unionSize)
  }

  /// The records inside of the document, and what stands around them: those of its only list of objects, or its members.
  var inner: (records: [JSONValue], header: JSONValue)? {
    if keyed != nil { return ((document?.object ?? []).map(\.value), .object([])) }
    guard let name = wrapped?.name, let members = document?.object else { return nil }
    return (document?[name]?.array ?? [], .object(members.filter { $0.key != name }))
  }

  /// The first records in one: every member as the first record that holds something there has it.
  var union: JSONValue? { JSONValue.union(of: records) }
}

extension JSONValue {
  /// How many records are looked at together.
  static let unionSize = 100

  /// The first of some values in one; `nil` where there are none.
  static func union(of values: [JSONValue]) -> JSONValue? {
    guard let first = values.first else { return nil }
    return values.dropFirst().prefix(unionSize - 1).reduce(into: first) { $0.fill(from: $1) }
  }

  /// Adds what another value holds where this one holds nothing.
  private mutating func fill(from other: JSONValue) {
    if self == .null { self = other }
    guard var members = object, let others = other.object else { return }
    let places = Dictionary(members.enumerated().map { ($1.key, $0) }) { first, _ in first }
    for member in others {
      if let place = places[member.key] {
        members[place].value.fill(from: member.value)
      } else {
        members.append(member)
      }
    }
    self = .object(members)
  }
}
