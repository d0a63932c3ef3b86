import Input
import Mathematics
import Traces

/// Models, lines and matrices as policy files hold them.
extension JSONNode {
  /// The index in the pool of the named model.
  func model(of models: [String]) throws(JSONShapeError) -> Int {
    guard let model = models.firstIndex(of: try string()) else { throw mismatch("a model of the policy") }
    return model
  }

  /// A list of models of the pool.
  func modelList(of models: [String]) throws(JSONShapeError) -> [Int] {
    var list: [Int] = []
    for element in try elements() { list.append(try element.model(of: models)) }
    return list
  }

  /// A square matrix, row-major.
  func matrix(size: Int) throws(JSONShapeError) -> [Double] {
    var entries: [Double] = []
    for row in try elements(count: size) { entries += try row.numbers(count: size) }
    return entries
  }
}

extension JSONValue {
  /// A square matrix, row by row.
  static func matrix(_ entries: [Double], size: Int) -> JSONValue {
    .array((0..<size).map { .numbers(entries[$0 * size..<($0 + 1) * size]) })
  }

  /// Models of the pool by their names.
  static func models(_ set: [Int], _ models: [String]) -> JSONValue { .strings(set.map { models[$0] }) }
}
