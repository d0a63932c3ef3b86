/// Names indexed in order of first appearance: query ids, models, categories.
///
/// An open-addressed hash table of 32-bit indices over one byte buffer: about 8 bytes per name besides its text.
package struct StringIndex: Sendable {
  /// The names, in order.
  package private(set) var strings = StringColumn()
  private var table = [Int32](repeating: -1, count: 16)
  /// The name that was asked for last: files tend to name the same one again, or the one after it, and models in turn.
  private var latest = 0
  /// The names beyond ASCII, where spellings of one name are one; names that are canonically equivalent are equal here.
  private var spellings: [String: Int]?
  /// The names that came in several spellings.
  package private(set) var respelled: Set<Int> = []

  /// An index without names.
  ///
  /// - Parameter joinsSpellings: whether names that differ only in how accents are composed (NFC, NFD) are one name,
  ///   spelled as it was first.
  package init(joinsSpellings: Bool = false) { spellings = joinsSpellings ? [:] : nil }

  /// An index of the given distinct names.
  package init(_ names: some Sequence<String>) {
    self.init(joinsSpellings: true)
    for name in names { _ = insert(name) }
  }

  /// The number of names.
  package var count: Int { strings.count }

  /// The index of a name, added at the end if it is new.
  package mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if isLatestOrNext(bytes) { return latest }
    let slot = slot(of: bytes)
    latest = Int(table[slot])
    if latest >= 0 { return latest }
    if let same = otherSpelling(of: bytes) {
      respelled.insert(same)
      latest = same
      return same
    }
    latest = strings.count
    if spellings != nil, !isASCII(bytes) { spellings?[String(decoding: bytes, as: UTF8.self)] = latest }
    strings.append(utf8: bytes)
    table[slot] = Int32(latest)
    if strings.count * 4 > table.count * 3 { grow() }
    return latest
  }

  /// Whether it is the latest name again or the one after it, the first after the last; it then becomes the latest.
  private mutating func isLatestOrNext(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard latest < strings.count else { return false }
    if strings.isEqual(at: latest, to: bytes) { return true }
    let next = latest + 1 < strings.count ? latest + 1 : 0
    guard strings.isEqual(at: next, to: bytes) else { return false }
    latest = next
    return true
  }

  /// The index of a name, added at the end if it is new.
  package mutating func insert(_ name: String) -> Int {
    var name = name
    return name.withUTF8 { insert($0) }
  }

  /// The index of a name; `nil` if unknown.
  package func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let number = table[slot(of: bytes)]
    return number < 0 ? otherSpelling(of: bytes) : Int(number)
  }

  /// The index of a name; `nil` if unknown.
  package func find(_ name: String) -> Int? {
    var name = name
    return name.withUTF8 { find($0) }
  }

  /// The index of the name that these bytes spell in another way.
  private func otherSpelling(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let spellings, !isASCII(bytes) else { return nil }
    return spellings[String(decoding: bytes, as: UTF8.self)]
  }

  private func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { bytes.allSatisfy { $0 < 0x80 } }

  private func slot(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: hash(bytes)) & mask
    while table[slot] >= 0, !strings.isEqual(at: Int(table[slot]), to: bytes) { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    table = [Int32](repeating: -1, count: table.count * 2)
    for number in strings.indices {
      let slot: Int = strings.withUTF8(at: number) { self.slot(of: $0) }
      table[slot] = Int32(number)
    }
  }
}

/// A 64-bit hash of bytes, eight at a time; never 0.
package func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
  let raw = UnsafeRawBufferPointer(bytes)
  var hash = 0x9E37_79B9_7F4A_7C15 ^ UInt64(raw.count)
  var index = 0
  while index + 8 <= raw.count {
    hash = folded(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    index += 8
  }
  var tail: UInt64 = 0
  while index < raw.count {
    tail = tail << 8 | UInt64(raw[index])
    index += 1
  }
  return folded(folded(hash ^ tail)) | 1
}

private func folded(_ value: UInt64) -> UInt64 {
  let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
  return product.high ^ product.low ^ 0xE703_7ED1_A0B4_28DB
}
