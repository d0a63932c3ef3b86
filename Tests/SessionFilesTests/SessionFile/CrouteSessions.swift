import CommandLanguage
import CrouteLanguage
import Input
import Mathematics
import SessionFiles

/// Session files of croute's own language, which most tests here are about.
extension SessionFile {
  init(_ text: String) throws(LocatedError) { try self.init(text, language: "croute") }

  func parameterNames() throws(LocatedError) -> [String] { try parameterNames(in: Interpreter()) }
}

extension SessionHeader {
  init(seed: UInt64) { self.init(seed: seed, language: "croute") }
}

extension SessionReplay {
  init(path: String, parameters: Parameters = Parameters()) throws(Diagnostic) {
    try self.init(path: path, parameters: parameters) { Interpreter() }
  }
}

extension SessionCheck {
  init() { self.init { Interpreter() } }
}

extension NotebookExport {
  static func notebook(of path: String, parameters: Parameters = Parameters()) throws(Diagnostic) -> String {
    try notebook(of: path, parameters: parameters) { Interpreter() }
  }

  static func text(of file: SessionFile, results: [Int: CellResult] = [:]) -> String {
    text(of: file, in: Interpreter(), results: results)
  }
}

extension NotebookImport {
  static func sessionFile(of notebook: [UInt8], path: String) throws(Diagnostic) -> String {
    try sessionFile(of: notebook, path: path, language: "croute")
  }

  init(_ notebook: [UInt8], path: String) throws(Diagnostic) { try self.init(notebook, path: path, language: "croute") }
}

extension NotebookCell {
  var metadata: JSONValue { metadata(language: "croute") }
}

extension Parameters {
  var code: String { code(in: Interpreter()) }
}
