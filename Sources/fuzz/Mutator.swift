import Mathematics

/// Makes inputs of valid examples: pieces are cut, doubled, moved and put in from elsewhere, numbers go to their limits,
/// and words of the format come where they do not belong.
struct Mutator {
  private var random: SplitMix64
  private let examples: [[UInt8]]
  private let words: [[UInt8]]

  /// - Parameter seed: the same seed makes the same input.
  init(seed: UInt64, examples: [[UInt8]], words: [String]) {
    random = SplitMix64(state: seed)
    self.examples = examples
    self.words = (words + Self.oddities).map { Array($0.utf8) }
  }

  /// What upsets readers of any format.
  private static let oddities = [
    "", "\n", "\r\n", "\r", "\0", "\u{FEFF}", "\u{1B}[31m", "é", "e\u{301}", "日本", "👩‍👩‍👧", "\u{202E}", "\"", "'", "\\",
    "`",
    "0", "-0", "1", "-1", "0.5", "1e308", "-1e308", "1e-320", "1e999", "nan", "inf", "0x10", "00001",
    "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "1e18", "4294967296", ",", ",,", ";", ":", "[]", "{}", "[", "]", "{",
    "}",
    "null", "true", " ", "\t", "/", "../", "~", "$x", "%", "#",
  ]

  private mutating func below(_ limit: Int) -> Int { random.next(below: max(1, limit)) }
  private mutating func one<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A mutated example.
  mutating func input() -> [UInt8] {
    var bytes = one(examples)
    // One input in ten is as it was, so that what comes behind its reader is tried, too.
    for _ in 0..<[0, 1, 1, 1, 2, 2, 3, 5, 9, 20][below(10)] { mutate(&bytes) }
    return bytes
  }

  /// The first part of an example that ends within it.
  mutating func cutExample() -> [UInt8] {
    let example = one(examples)
    return Array(example.prefix(1 + below(example.count - 2)))
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    switch below(9) {
    case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(12)))
    case 1: bytes.insert(contentsOf: one(words), at: place)
    case 2 where !bytes.isEmpty: bytes[min(place, bytes.count - 1)] ^= 1 << UInt8(below(8))
    case 3: replaceToken(&bytes, from: place)
    case 4:
      let piece = piece(of: bytes)
      for _ in 0..<[1, 1, 2, 40][below(4)] { bytes.insert(contentsOf: piece, at: place) }
    case 5:
      let other = one(examples)
      bytes.insert(contentsOf: piece(of: other), at: place)
    case 6: bytes.removeSubrange(place...)
    case 7: replaceToken(&bytes, from: place)
    default:
      let piece = line(of: bytes)
      let end = piece.upperBound
      let text = Array(bytes[piece])
      if below(2) == 0 { bytes.removeSubrange(piece) } else { bytes.insert(contentsOf: text, at: end) }
    }
    if bytes.count > 100_000 { bytes.removeSubrange(100_000...) }
  }

  /// Puts a word in the place of the word or number behind a place.
  private mutating func replaceToken(_ bytes: inout [UInt8], from place: Int) {
    func isToken(_ byte: UInt8) -> Bool {
      0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte || byte >= 0x80 || "_.+-".utf8.contains(byte)
    }
    guard let start = bytes[min(place, bytes.count)...].firstIndex(where: isToken) else { return }
    let end = bytes[start...].firstIndex { !isToken($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: one(words))
  }

  private mutating func piece(of bytes: [UInt8]) -> [UInt8] {
    let start = below(bytes.count)
    return Array(bytes[min(start, bytes.count)..<min(bytes.count, start + 1 + below(60))])
  }

  private mutating func line(of bytes: [UInt8]) -> Range<Int> {
    let place = below(bytes.count)
    let start = bytes[..<min(place, bytes.count)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[min(place, bytes.count)...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    return start..<max(start, end)
  }
}
