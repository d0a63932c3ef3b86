/// The characters for series, in Unicode or ASCII.
struct TextMarks {
  let isASCII: Bool

  /// The marker of a series; distinct for 36 series.
  func marker(_ color: Int) -> Character {
    let markers = Array((isASCII ? "*+#@%&=~^!" : "●▲■◆○△□◇✚✖") + "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return markers[color % markers.count]
  }

  /// The letter of the point at `index` among those with names.
  func letter(_ index: Int) -> Character {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return index < letters.count ? letters[index] : "?"
  }

  /// The fill of the bars of a series.
  func bar(_ color: Int?) -> Character {
    guard let color else { return isASCII ? "." : "░" }
    return Array(isASCII ? "#=%+" : "█▓▒░")[color % 4]
  }

  var band: Character { isASCII ? ":" : "░" }
  var reference: String { isASCII ? ".." : "┄┄" }

  /// The characters of cells, from the smallest to the largest value.
  ///
  /// With zero in the middle, the lower half has different characters.
  func shades(isDiverging: Bool) -> [Character] {
    if isDiverging { return Array(isASCII ? "=-.+#" : "▼▽·△▲") }
    return Array(isASCII ? ".:-=+*#%@" : "·░▒▓█")
  }

  func shade(_ share: Double, isDiverging: Bool) -> Character {
    let shades = shades(isDiverging: isDiverging)
    if isDiverging {
      // Only values next to zero count as zero.
      let value = 2 * share - 1
      return shades[abs(value) < 0.02 ? 2 : value < 0 ? (value < -0.5 ? 0 : 1) : (value > 0.5 ? 4 : 3)]
    }
    return shades[Int((share * Double(shades.count - 1)).rounded())]
  }

  /// The sample of a series in the key.
  func sample(_ series: FramedMarks) -> String {
    if !series.boxes.isEmpty { return String(bar(series.color)) }
    if !series.areas.isEmpty { return String(band) }
    return series.color.map { String(marker($0)) } ?? reference
  }

  /// Draws the marks of all series, areas first and names last; returns the points with names and their letters in the
  /// order of their places, from left to right.
  func draw(_ marks: [FramedMarks], on canvas: inout TextCanvas) -> [KeyLetter] {
    for series in marks {
      for box in series.boxes { fill(box, of: series, on: &canvas) }
      for area in series.areas { fill(area, ink: ink(series), on: &canvas) }
    }
    for series in marks {
      for path in series.paths { canvas.draw(path, ink: ink(series), isDotted: series.color == nil) }
    }
    for series in marks {
      guard let color = series.color else { continue }
      for spot in series.spots {
        let cell = canvas.cell(at: spot)
        canvas.put(marker(color), column: cell.column, row: cell.row, ink: .series(color))
      }
    }
    let named = marks.enumerated().flatMap { index, series in series.named.map { (series: index, named: $0) } }
      .sorted { ($0.named.spot.x, $0.named.spot.y, $0.series) < ($1.named.spot.x, $1.named.spot.y, $1.series) }
    var taken: [Int: Character] = [:]
    var letters: [KeyLetter] = []
    for (index, entry) in named.enumerated() {
      let cell = canvas.cell(at: entry.named.spot)
      let place = cell.row * canvas.columns + cell.column
      letters.append(
        KeyLetter(series: entry.series, letter: letter(index), name: entry.named.label, hiddenBy: taken[place]))
      if taken[place] != nil { continue }
      taken[place] = letter(index)
      canvas.put(letter(index), column: cell.column, row: cell.row, ink: .plain)
    }
    // A text is centred at its place; a caption leaves its own cell and one more free.
    for (text, isCaption) in marks.flatMap({ $0.texts.map { ($0, false) } + $0.captions.map { ($0, true) } }) {
      let cell = canvas.cell(at: text.spot)
      var label = TextWidth.clean(text.label, isASCII: isASCII)
      if let box = isCaption ? nil : marks.coloredCell(at: text.spot) {
        // A value stays within its cell, with blanks around it if there is room.
        let room = Int((box.high.x - box.low.x) * Double(canvas.columns))
        if label.count >= room { continue }
        if label.count + 2 <= room { label = " \(label) " }
      }
      let start = isCaption ? cell.column + 2 : max(0, cell.column - label.count / 2)
      for (offset, character) in label.enumerated() {
        canvas.put(character, column: start + offset, row: cell.row, ink: .plain)
      }
    }
    return letters
  }

  /// A named point and its letter in the plot.
  struct KeyLetter: Equatable {
    var series: Int
    var letter: Character
    var name: String
    /// The letter that hides this one in the same cell.
    var hiddenBy: Character?
  }

  func ink(_ series: FramedMarks) -> TextCanvas.Ink { series.color.map { .series($0) } ?? .reference }

  /// Fills the cells of the rows whose middle is in the box, of which there is at least one; the last column to the eighth,
  /// or to the half where the series has no colour of its own to be told by.
  private func fill(lying box: FramedMarks.Box, of series: FramedMarks, on canvas: inout TextCanvas) {
    let (width, height) = (Double(canvas.columns), Double(canvas.rows))
    let first = Int(((1 - box.high.y) * height - 0.5).rounded(.up))
    let last = Int(((1 - box.low.y) * height - 0.5).rounded(.up)) - 1
    let middle = min(Int((1 - (box.low.y + box.high.y) / 2) * height), canvas.rows - 1)
    for column in 0..<canvas.columns {
      let filled = min(box.high.x * width, Double(column + 1)) - max(box.low.x * width, Double(column))
      if filled <= 0 { continue }
      // A bar is never invisible.
      let isFirst = Double(column) <= box.low.x * width
      let eighths = max(Int((filled * 8).rounded()), isFirst ? 1 : 0)
      let endsHere = box.high.x * width < Double(column + 1)
      let character: Character?
      if !isASCII && eighths < 8 && eighths > 0 && endsHere && series.color == 0 {
        character = Array("▏▎▍▌▋▊▉")[eighths - 1]
      } else {
        character = eighths >= 4 || isFirst ? bar(series.color) : nil
      }
      guard let character else { continue }
      for row in first <= last ? first...last : middle...middle {
        canvas.fill(character, column: column, row: row, ink: ink(series))
      }
    }
  }

  /// Fills the cells whose middle column is in the box; the uppermost one to the eighth, or to the half in ASCII.
  private func fill(_ box: FramedMarks.Box, of series: FramedMarks, on canvas: inout TextCanvas) {
    if box.isLying { return fill(lying: box, of: series, on: &canvas) }
    let width = Double(canvas.columns)
    let height = Double(canvas.rows)
    let first = Int((box.low.x * width - 0.5).rounded(.up))
    let last = Int((box.high.x * width - 0.5).rounded(.up)) - 1
    let middle = min(Int((box.low.x + box.high.x) / 2 * width), canvas.columns - 1)
    let ink = ink(series)
    for row in 0..<canvas.rows {
      let bottom = Double(canvas.rows - 1 - row)
      var filled = min(box.high.y * height, bottom + 1) - max(box.low.y * height, bottom)
      if filled <= 0 { continue }
      let character: Character?
      if let shade = box.shade {
        character = filled >= 0.5 ? self.shade(shade, isDiverging: series.shading?.isDiverging ?? false) : nil
      } else {
        // A bar is never invisible: at least an eighth high, or half a row in ASCII.
        let isLowest = box.low.y * height >= bottom
        if isLowest { filled = max(filled, isASCII ? 0.5 : 0.125) }
        let eighths = Int((filled * 8).rounded())
        let standsBelow = box.low.y * height <= bottom
        if !isASCII && eighths < 8 && standsBelow && (series.color == 0 || isLowest && eighths < 4) {
          character = Array("▁▂▃▄▅▆▇")[max(eighths, 1) - 1]
        } else {
          character = eighths >= 4 ? bar(series.color) : nil
        }
      }
      guard let character else { continue }
      for column in first <= last ? first...last : middle...middle {
        canvas.fill(character, column: column, row: row, ink: ink)
      }
    }
  }

  /// Fills the cells of which a part is inside the outline.
  private func fill(_ outline: [Spot], ink: TextCanvas.Ink, on canvas: inout TextCanvas) {
    for row in 0..<canvas.rows {
      for column in 0..<canvas.columns {
        let x = (Double(column) + 0.5) / Double(canvas.columns)
        let isInside = (0..<4).contains { quarter in
          let y = 1 - (Double(row) + (Double(quarter) + 0.5) / 4) / Double(canvas.rows)
          return zip(outline, outline.dropFirst() + outline.prefix(1)).count { a, b in
            (a.y > y) != (b.y > y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)
          } % 2 == 1
        }
        if isInside { canvas.fill(band, column: column, row: row, ink: ink) }
      }
    }
  }
}
