import Foundation
import TestSupport

/// Reads the recordings of the authors' implementation.
enum ReferenceData {
  static func lines(_ name: String) throws -> [[Substring]] {
    let text = String(decoding: try Fixtures.data(name), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from name: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: try Fixtures.data(name))
  }
}
