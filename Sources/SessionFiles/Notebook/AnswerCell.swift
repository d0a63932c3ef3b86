import Input

/// The cell below the exercises of a notebook in which they are answered.
enum AnswerCell {
  /// What it holds at first: nothing that is executed.
  static func code(for names: [String]) -> String {
    (["# take off the # and add your answer"] + names.map { "# answer \($0)" }).joined(separator: "\n")
  }

  /// Whether somebody has answered in it.
  static func isFilledIn(_ cell: JSONValue) -> Bool {
    (NotebookJSON.joined(cell["source"]) ?? "").linesWithEnds.contains { $0.trimmed.hasPrefix("answer ") }
  }
}
