extension JSONValue {
  /// The value as readable JSON text: what fits on a line of 100 characters is put on one line, the rest is indented by
  /// two spaces per level; lists of scalars fill their lines. Ends with a newline.
  public var layout: String {
    var text = ""
    lay(out: &text, indent: 0, room: Self.lineWidth)
    return text + "\n"
  }

  private static let lineWidth = 100

  private func lay(out text: inout String, indent: Int, room: Int) {
    let line = spaced
    if line.utf8.count <= room { return text += line }
    let blanks = String(repeating: " ", count: indent + 2)
    switch self {
    case .array(let elements) where elements.allSatisfy(\.isScalar):
      text += "["
      var used = Self.lineWidth
      for (index, element) in elements.enumerated() {
        let piece = element.text + (index + 1 < elements.count ? "," : "")
        if used + 1 + piece.utf8.count > Self.lineWidth {
          text += "\n" + blanks + piece
          used = indent + 2 + piece.utf8.count
        } else {
          text += " " + piece
          used += 1 + piece.utf8.count
        }
      }
      text += "\n" + blanks.dropLast(2) + "]"
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        text += "\n" + blanks
        let comma = index + 1 < elements.count ? "," : ""
        element.lay(out: &text, indent: indent + 2, room: Self.lineWidth - indent - 2 - comma.count)
        text += comma
      }
      text += "\n" + blanks.dropLast(2) + "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        let key = JSONValue.string(member.key).text + ": "
        text += "\n" + blanks + key
        let comma = index + 1 < members.count ? "," : ""
        member.value.lay(
          out: &text, indent: indent + 2, room: Self.lineWidth - indent - 2 - key.utf8.count - comma.count)
        text += comma
      }
      text += "\n" + blanks.dropLast(2) + "}"
    default: text += line
    }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  /// The value on one line with a space after each comma and colon.
  private var spaced: String {
    switch self {
    case .array(let elements): "[" + elements.map(\.spaced).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { JSONValue.string($0.key).text + ": " + $0.value.spaced }.joined(separator: ", ") + "}"
    default: text
    }
  }
}
