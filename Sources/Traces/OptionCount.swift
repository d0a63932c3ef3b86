/// Counts the options of a multiple-choice question.
///
/// An option begins a line (after blanks) with a capital letter: `A) …`, `A. …`, `A: …` or `(A) …`. Labels run A, B, C,
/// … with other lines in between; A starts a new run, and a run needs at least two options. The last run counts, so
/// worked examples before the question do not. A line also begins after `\n` written out as two characters, as in
/// RouterBench.
package enum OptionCount {
  /// The number of options in `prompt`; 0 if it is not a multiple-choice question.
  package static func count(in prompt: some StringProtocol) -> Int {
    var found = 0
    var run = 0
    var line: [UInt8] = []  // the beginning of the line, without blanks before it
    func take() {
      if let label = label(line) {
        if label == run { run += 1 } else { run = label == 0 ? 1 : 0 }
        if run >= 2 { found = run }
      }
      line.removeAll(keepingCapacity: true)
    }
    var previous: UInt8 = 0
    for byte in prompt.utf8 {
      if byte == 0x0A || (byte == 0x6E && previous == 0x5C) {
        take()
      } else if line.count < 4 && !(line.isEmpty && (byte == 0x20 || byte == 0x09)) {
        line.append(byte)
      }
      previous = byte
    }
    take()
    return found
  }

  /// The position in the alphabet of the label at the start of a line.
  private static func label(_ line: [UInt8]) -> Int? {
    let isBracketed = line.first == 0x28
    let first = isBracketed ? 1 : 0
    guard line.count > first + 1, (0x41...0x5A).contains(line[first]) else { return nil }
    let end = line[first + 1]
    guard isBracketed ? end == 0x29 : end == 0x29 || end == 0x2E || end == 0x3A else { return nil }
    return Int(line[first]) - 0x41
  }
}
