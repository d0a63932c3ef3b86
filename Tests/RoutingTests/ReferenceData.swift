import Foundation

/// Where the recordings of the authors' implementation are: `CROUTE_REFERENCE`, else `../shared/fixtures/reference`
/// beside the package.
enum ReferenceData {
  static let directory: URL = {
    if let path = ProcessInfo.processInfo.environment["CROUTE_REFERENCE"] { return URL(filePath: path) }
    var package = URL(filePath: #filePath)
    for _ in 0..<3 { package.deleteLastPathComponent() }
    return package.deletingLastPathComponent().appending(path: "shared/fixtures/reference")
  }()

  /// Whether tests that need the recordings run; with `CROUTE_REQUIRE_DATA=1` they do, and fail if there is nothing.
  static let isWanted =
    ProcessInfo.processInfo.environment["CROUTE_REQUIRE_DATA"] == "1"
    || FileManager.default.fileExists(atPath: directory.appending(path: "decisions.json").path)

  static func data(_ name: String) throws -> Data { try Data(contentsOf: directory.appending(path: name)) }

  static func lines(_ name: String) throws -> [[Substring]] {
    let text = String(decoding: try data(name), as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from name: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: try data(name))
  }
}
