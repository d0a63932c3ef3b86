import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// A file, a part of what is said of it, and a part of the command that is proposed; `nil` where none is.
struct WrongFile: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let says: String
  let proposes: String?

  init(_ name: String, _ text: String, says: String, proposes: String? = nil) {
    self.init(name, bytes: Array(text.utf8), says: says, proposes: proposes)
  }

  init(_ name: String, bytes: [UInt8], says: String, proposes: String? = nil) {
    (self.name, self.bytes, self.says, self.proposes) = (name, bytes, says, proposes)
  }

  var testDescription: String { name + ": " + String(decoding: bytes.prefix(50), as: UTF8.self) }

  static let header = "query_id,model,quality,cost\n"

  /// What has to be said is said, and what is proposed makes the file load.
  func check() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(Data(bytes), to: name)
    let interpreter = Interpreter()
    do {
      try interpreter.output("load \(path)")
      Issue.record("it loads")
    } catch {
      #expect(error.message.contains(says), "\(error.message)")
      let proposed = error.suggestion.flatMap { $0.hasPrefix("try: ") ? String($0.dropFirst(5)) : nil }
      guard let part = proposes else {
        #expect(proposed == nil, "\(error.suggestion ?? "")")
        return
      }
      let command = try #require(proposed, "\(error.suggestion ?? "nothing proposed")")
      #expect(command.contains(part), "\(command)")
      #expect(try interpreter.output(command).contains("loaded"))
    }
  }
}
