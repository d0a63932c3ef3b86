/// Output as lines to be compared: without ANSI sequences, CRLF, blanks at line ends, and the session file's folder.
package struct OutputText: Sendable, Equatable {
  /// The lines, without their ends.
  package var lines: [String]

  /// - Parameter folder: the folder whose path is cut away, so that output does not depend on where the file lies.
  package init(_ text: String, folder: String?) {
    var text = text
    if text.utf8.contains(0x1B) {
      let sequence = /\u{1B}\[[0-?]*[ -\/]*[@-~]|\u{1B}\][^\u{7}\u{1B}\n]*(?:\u{7}|\u{1B}\\)/
      text.replace(sequence, with: "")
    }
    if text.utf8.contains(0x0D) { text = text.replacing("\r\n", with: "\n") }
    if let folder, folder.count > 1 { text = Self.cut(folder, from: text) }
    lines = text.linesWithEnds.map { String($0.trimmedEnd) }
  }

  /// The text without the path of a folder where it is a path of its own, not a part of a longer one.
  private static func cut(_ folder: String, from text: String) -> String {
    var result = ""
    var rest = text[...]
    while let place = rest.firstRange(of: folder) {
      result += rest[..<place.lowerBound]
      let isBeginning = result.last.map { !isNameCharacter($0) && $0 != "/" } ?? true
      rest = rest[place.upperBound...]
      if isBeginning, rest.first == "/" {
        rest.removeFirst()
      } else if isBeginning, rest.prefix(while: isNameCharacter).allSatisfy({ $0 == "." }) {
        result += "."
      } else {
        result += folder
      }
    }
    return result + rest
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "._-+@%~".contains(character)
  }

  /// Whole lines of an output block that this output, and no other, matches.
  package var escaped: String { lines.map { LinePattern.escaped($0) + "\n" }.joined() }
}
