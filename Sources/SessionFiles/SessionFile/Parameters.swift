import CommandLanguage
import Display

/// Values that replace a session file's own, as papermill gives them to notebooks.
///
/// A cell tagged `parameters` consists of assignments. It is executed as it stands; then the given values are set, so
/// that they win. The same happens after a cell tagged `injected-parameters`, which papermill leaves behind.
package struct Parameters: Sendable, Equatable {
  /// A variable with its value.
  package struct Value: Sendable, Equatable {
    package var name: String
    package var text: String
  }

  /// The given values, the latest of each name.
  package private(set) var values: [Value] = []
  /// The seed that takes the place of the header's; `nil` for the header's.
  package var seed: UInt64?

  /// Whether nothing is replaced.
  package var isEmpty: Bool { values.isEmpty && seed == nil }

  /// Jupyter's tag of cells that hold parameters.
  static let tag = "parameters"
  /// Jupyter's tag of cells that hold given values.
  static let injectedTag = "injected-parameters"

  package init() {}

  /// Takes in `NAME=VALUE`; false if it is none.
  package mutating func take(_ assignment: String) -> Bool {
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, Self.isName(parts[0]) else { return false }
    values.removeAll { $0.name == parts[0] }
    values.append(Value(name: parts[0], text: parts[1]))
    return true
  }

  /// Whether a variable may be called so.
  package static func isName(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil
  }

  /// The statements that set the values, one a line without a line end behind the last.
  package func code(in language: any SessionFileLanguage) -> String {
    values.map { language.assignment($0.name, $0.text) }.joined(separator: "\n")
  }

  /// Sets the values.
  package func set(in language: any SessionFileLanguage, io: any FrontEnd) throws(Diagnostic) {
    try language.execute(Source(code(in: language)), io: io)
  }

  /// Refuses values that the file has no parameter for.
  ///
  /// - Throws: an error with exit code 2.
  package func check(names: [String], path: String) throws(Diagnostic) {
    guard let stranger = values.first(where: { !names.contains($0.name) }) else { return }
    throw Diagnostic(
      LocatedError(.unknown("parameter", stranger.name, known: names, isUsage: true)), in: Source("", name: path))
  }
}

extension SessionCell {
  /// Whether given values are to be set after it.
  var holdsParameters: Bool {
    attributes.tags.contains(Parameters.tag) || attributes.tags.contains(Parameters.injectedTag)
  }
}

extension SessionFile {
  /// The names of the parameters: what the cells tagged `parameters` define.
  ///
  /// - Throws: where such a cell holds another statement than an assignment.
  package func parameterNames(in language: any SessionFileLanguage) throws(LocatedError) -> [String] {
    var names: [String] = []
    for cell in cells where cell.holdsParameters {
      for statement in language.statements(of: cell.source(named: nil)) {
        guard let name = language.assignedName(statement) else {
          throw LocatedError(
            .malformed(
              found: "'\(statement.source)' in a cell of parameters", expected: language.assignmentForm ?? "nothing"),
            at: statement.location, length: statement.source.count)
        }
        if !names.contains(name) { names.append(name) }
      }
    }
    return names
  }
}
