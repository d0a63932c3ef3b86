/// Output as lines to be compared: without ANSI sequences, CRLF, blanks at line ends, and the session file's folder.
struct OutputText: Sendable, Equatable {
  /// The lines, without their ends.
  var lines: [String]

  /// - Parameter folder: the folder whose path is cut away, so that output does not depend on where the file lies.
  init(_ text: String, folder: String?) {
    var text = text
    if text.utf8.contains(0x1B) {
      let sequence = /\u{1B}\[[0-?]*[ -\/]*[@-~]|\u{1B}\][^\u{7}\u{1B}]*(?:\u{7}|\u{1B}\\)/
      text.replace(sequence, with: "")
    }
    if text.utf8.contains(0x0D) { text = text.replacing("\r\n", with: "\n") }
    if let folder, folder.count > 1, text.contains(folder) {
      text = text.replacing(folder + "/", with: "").replacing(folder, with: ".")
    }
    lines = text.linesWithEnds.map { String($0.trimmedEnd) }
  }

  /// Whole lines.
  var text: String { lines.map { $0 + "\n" }.joined() }
}
