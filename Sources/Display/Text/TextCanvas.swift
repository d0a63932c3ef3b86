/// A grid of character cells with 2 x 4 dots each, for plots as text.
struct TextCanvas {
  /// The colour of a cell: that of a series, the grey of references, or none.
  enum Ink: Equatable {
    case plain, reference
    case series(Int)
  }

  let columns: Int
  let rows: Int
  private let isASCII: Bool
  private var dots: [UInt8]
  private var inks: [Ink]
  private var characters: [Character?]
  private var fills: [(character: Character, ink: Ink)?]

  init(columns: Int, rows: Int, isASCII: Bool) {
    self.columns = columns
    self.rows = rows
    self.isASCII = isASCII
    dots = Array(repeating: 0, count: columns * rows)
    inks = Array(repeating: .plain, count: columns * rows)
    characters = Array(repeating: nil, count: columns * rows)
    fills = Array(repeating: nil, count: columns * rows)
  }

  /// The dot nearest to a place in the frame: columns from the left, rows from the top.
  func dot(at spot: Spot) -> (column: Int, row: Int) {
    func nearest(_ share: Double, of count: Int) -> Int {
      Int((min(max(share, 0), 1) * Double(count - 1)).rounded())
    }
    return (nearest(spot.x, of: 2 * columns), nearest(1 - spot.y, of: 4 * rows))
  }

  /// The cell that a place in the frame lies in.
  func cell(at spot: Spot) -> (column: Int, row: Int) {
    let dot = dot(at: spot)
    return (dot.column / 2, dot.row / 4)
  }

  /// Puts a character into a cell, replacing its content.
  mutating func put(_ character: Character, column: Int, row: Int, ink: Ink) {
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return }
    characters[row * columns + column] = character
    inks[row * columns + column] = ink
  }

  /// Fills the background of a cell.
  mutating func fill(_ character: Character, column: Int, row: Int, ink: Ink) {
    fills[row * columns + column] = (character, ink)
  }

  /// Sets the dots along a path, every third one if dotted; characters stay on top.
  mutating func draw(_ path: [Spot], ink: Ink, isDotted: Bool) {
    var count = 0
    for (from, to) in zip(path, path.dropFirst()) {
      let (a, b) = (dot(at: from), dot(at: to))
      let steps = max(abs(b.column - a.column), abs(b.row - a.row))
      for step in (count == 0 ? 0 : 1)..<(steps + 1) {
        let share = steps == 0 ? 0 : Double(step) / Double(steps)
        let column = a.column + Int((share * Double(b.column - a.column)).rounded())
        let row = a.row + Int((share * Double(b.row - a.row)).rounded())
        count += 1
        if isDotted && count % (isASCII ? 6 : 3) != 1 { continue }
        let index = row / 4 * columns + column / 2
        dots[index] |= Self.bits[row % 4 * 2 + column % 2]
        if characters[index] == nil { inks[index] = ink }
      }
    }
  }

  /// The lines of the canvas, without trailing blanks; `paint` adds the codes of an ink around a run of characters.
  func lines(_ paint: (String, Ink) -> String) -> [String] {
    (0..<rows).map { row in
      var line = ""
      var run = ""
      var ink = Ink.plain
      var blanks = 0
      for index in row * columns..<(row + 1) * columns {
        var character = characters[index] ?? self.line(of: dots[index])
        var own = inks[index]
        if characters[index] == nil, character == " ", let fill = fills[index] { (character, own) = fill }
        if character == " " {
          blanks += 1
          continue
        }
        if own != ink {
          line += paint(run, ink)
          (run, ink) = ("", own)
        }
        run += String(repeating: " ", count: blanks) + String(character)
        blanks = 0
      }
      return line + paint(run, ink)
    }
  }

  /// The bit of each dot of a Braille character, by row and column.
  private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  /// The character that shows these dots.
  private func line(of dots: UInt8) -> Character {
    if dots == 0 { return " " }
    if !isASCII { return Character(Unicode.Scalar(0x2800 + UInt32(dots)) ?? " ") }
    func rows(_ column: Int) -> [Int] { (0..<4).filter { dots & Self.bits[$0 * 2 + column] != 0 } }
    let (left, right) = (rows(0), rows(1))
    let used = Set(left + right)
    if used.isSubset(of: [0, 1]) { return "'" }
    if used.isSubset(of: [2, 3]) { return "." }
    if used.isSubset(of: [1, 2]) { return "-" }
    let slope = (left.min() ?? 0) - (right.min() ?? 0)
    return left.isEmpty || right.isEmpty || slope == 0 ? "|" : slope > 0 ? "/" : "\\"
  }
}
