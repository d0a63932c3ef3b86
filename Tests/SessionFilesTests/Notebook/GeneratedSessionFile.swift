import Mathematics
import SessionFiles

/// A session file with everything odd that the format allows, made from a seed.
struct GeneratedSessionFile {
  private var random: SplitMix64
  private(set) var text = ""
  /// Whether a list item may go on: what is indented by two or more would be a part of it.
  private var isInList = false

  init(seed: UInt64) {
    random = SplitMix64(state: seed)
    if chance(0.7) { text += header() }
    for _ in 0..<count(7) {
      switch count(5) {
      case 0: text += blankLines()
      case 1: text += prose()
      case 2: text += otherBlock()
      default: text += cell()
      }
    }
    if chance(0.2), text.hasSuffix("\n") { text.removeLast() }
  }

  /// A number below `limit`.
  private mutating func count(_ limit: Int) -> Int { random.next(below: limit) }
  private mutating func chance(_ share: Double) -> Bool { Double(count(1000)) < 1000 * share }
  private mutating func one<Element>(_ elements: [Element]) -> Element { elements[count(elements.count)] }
  private mutating func blankLines() -> String { String(repeating: "\n", count: count(4)) }
  private mutating func blanks() -> String { one(["", "", " ", "  ", "\t", " \t "]) }

  private static let words = [
    "a", "load sim:cascade", "é", "e\u{301}", "日本", "😀", "👩‍👩‍👧", "\u{2028}", "\u{85}", "\u{B}", "\u{1}", "\u{7F}",
    "\u{1B}[1m", "\"", "\\", "\\n",
    "'", "$x", "#", "{", "[..]", "...", "`", "``", "--as", "<b>", "&amp;", "|", "-", "\u{301}", "\u{FEFF}", "---",
  ]

  private mutating func line() -> String {
    (0..<count(5)).map { _ in one(Self.words) }.joined(separator: one(["", " ", "\t"])) + blanks()
  }

  private mutating func header() -> String {
    var lines: [String] = []
    if chance(0.5) {
      lines += ["jupyter:", "  jupytext: {custom_language_magics: croute}", "  kernelspec: {name: croute}"]
    }
    if chance(0.3) { lines += ["title: \"\(one(Self.words))", "list:", "- a", "- {b", "", "# comment"] }
    switch count(4) {
    case 0: lines.append("croute: {format: 1, seed: \(random.next())}")
    case 1: lines += ["croute:", "  # a", "  seed: '\(count(100))'", "", "  format: 1  # b"]
    case 2: lines.append("croute:")
    default: break
    }
    if chance(0.3) { lines.append("after: é \(one(["", "|", "{a: b}"]))") }
    return "---" + one(["", " "]) + "\n" + lines.map { $0 + "\n" }.joined() + "---" + one(["", "  "]) + "\n"
  }

  private mutating func prose() -> String {
    var text = ""
    for _ in 0..<count(4) + 1 {
      let beginning = one(["# ", "- ", "> ```", "            ```croute ", "``` a ` b", "<details>", "", ""])
      let rest = line()
      // A line that would open a block is none, in a list item neither.
      var line = beginning + (beginning == "- " && Fence(rest[...]) != nil ? "x" : "") + rest
      if Fence(line[...]) != nil { line = "x" + line }
      if beginning == "- " { isInList = true }
      // Below HTML a blank line has to stand before a block.
      text += line + (line.contains("<") ? "\n\n" : "\n") + (chance(0.3) ? blankLines() : "")
    }
    return text
  }

  /// A block that is prose to us.
  private mutating func otherBlock() -> String {
    let mark = one(["`", "~"])
    let marks = String(repeating: mark, count: 4 + count(3))
    let inner = one(["```croute\necho a\n```\n", "```output\n```\n", "~~~\n", "```\n", "", "é\n\n"])
    let opening = mark == "~" ? one(["", " croutes", "sh", "outline a"]) : one(["", "sh", " python x=1", "outline x"])
    // Its end is not indented, so it has to begin outside of a list item.
    let margin = one(["", "", " ", isInList ? " " : "   "])
    isInList = false
    return margin + marks + opening + "\n" + inner + marks
      + one(["", "`", " "]).filter { $0 != "`" || mark == "`" }
      + "\n"
  }

  private mutating func attributes() -> String {
    let all = [
      #"name="load""#, #"name="é \"x\" \\ 日""#, #"name="\u0061=b""#, #"tags=["raises-exception"]"#,
      #"tags=[ "a" ,"b c" ]"#, "tags=[]",
      #"check="exact""#, #"check="none""#, "run=false", "run=true", "tol=1e-9", "tol=0", "tol=0.50", "timeout=30",
      "timeout=1.5",
    ]
    var taken: Set<Substring> = []
    var text = ""
    for _ in 0..<count(5) {
      let attribute = one(all)
      if taken.insert(attribute.prefix { $0 != "=" }).inserted { text += one([" ", "  ", "\t"]) + attribute }
    }
    return text
  }

  private mutating func cell() -> String {
    let marks = String(repeating: "`", count: 3 + count(4))
    isInList = false
    var text =
      marks + one(["", "", " "]) + "croute" + attributes() + blanks() + "\n" + content(of: marks.count)
      + closing(of: marks)
    if chance(0.6) {
      text += one(["", "", "\n", "\n\n", " \t\n"])
      let marks = String(repeating: "`", count: 3 + count(4))
      text += marks + one(["", " "]) + "output" + blanks() + "\n" + content(of: marks.count) + closing(of: marks)
    }
    return text
  }

  private mutating func closing(of marks: String) -> String {
    one(["", "", " ", "   "]) + marks + String(repeating: "`", count: chance(0.2) ? count(3) : 0) + blanks() + "\n"
  }

  /// Lines none of which closes a block of so many marks.
  private mutating func content(of length: Int) -> String {
    (0..<count(5)).map { _ in
      let line = one([
        line(), "", " ", "...", "[..] x [..]", "```croute", "````sh", "~~~", String(repeating: "`", count: length - 1),
        "    ``````````",
      ])
      return
        (Fence(line[...]).map { $0.mark == "`" && $0.length >= length && $0.information.isEmpty } ?? false ? "x" : "")
        + line + "\n"
    }.joined()
  }
}
