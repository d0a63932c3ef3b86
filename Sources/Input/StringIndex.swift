/// Names indexed in order of first appearance: query ids, models, categories.
///
/// An open-addressed hash table over one byte buffer: about 16 bytes per name besides its text. A part of each hash stands in the
/// table, so that names are looked at only where they are most likely the one that is looked for.
package struct StringIndex: Sendable {
  private struct Entry {
    /// The number of the name; -1 where there is none.
    var number: Int32
    /// A part of its hash.
    var tag: UInt32

    static let free = Entry(number: -1, tag: 0)
  }

  /// The names, in order.
  @usableFromInline
  package private(set) var strings = StringColumn()
  private var table = [Entry](repeating: .free, count: 16)
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
  @inlinable
  package var count: Int { strings.count }

  /// The index of a name, added at the end if it is new.
  package mutating func insert(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    if isLatestOrNext(bytes) { return latest }
    let tag = tag(of: bytes)
    let slot = slot(of: bytes, tag: tag)
    latest = Int(table[slot].number)
    if latest >= 0 { return latest }
    let hasSpellings = hasSpellings(bytes)
    if hasSpellings, let same = spellings?[String(decoding: bytes, as: UTF8.self)] {
      respelled.insert(same)
      latest = same
      return same
    }
    latest = strings.count
    if hasSpellings { spellings?[String(decoding: bytes, as: UTF8.self)] = latest }
    strings.append(utf8: bytes)
    table[slot] = Entry(number: Int32(latest), tag: tag)
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

  /// The indices of many names, which are added at the end where they are new.
  ///
  /// They are looked for before any is added: so the memory fetches the places of several at once.
  package mutating func insert(_ names: StringColumn) -> [Int32] {
    var numbers = names.indices.map { number in
      names.withUTF8(at: number) { table[slot(of: $0, tag: tag(of: $0))].number }
    }
    for number in names.indices where numbers[number] < 0 {
      numbers[number] = Int32(names.withUTF8(at: number) { insert($0) })
    }
    return numbers
  }

  /// The index of a name; `nil` if unknown.
  package func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let number = table[slot(of: bytes, tag: tag(of: bytes))].number
    if number >= 0 { return Int(number) }
    return hasSpellings(bytes) ? spellings?[String(decoding: bytes, as: UTF8.self)] : nil
  }

  /// The index of a name; `nil` if unknown.
  package func find(_ name: String) -> Int? {
    var name = name
    return name.withUTF8 { find($0) }
  }

  /// Whether these bytes may be spelled in another way that is the same name here.
  private func hasSpellings(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    spellings != nil && !bytes.allSatisfy { $0 < 0x80 }
  }

  /// The upper half of the hash: the lowest bit of the whole is the same for all names.
  private func tag(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 { UInt32(truncatingIfNeeded: hash(bytes) >> 32) }

  /// The place of a name in the table, or the free one where it would be.
  private func slot(of bytes: UnsafeBufferPointer<UInt8>, tag: UInt32) -> Int {
    let mask = table.count - 1
    var slot = Int(tag) & mask
    while case let entry = table[slot], entry.number >= 0 {
      if entry.tag == tag, strings.isEqual(at: Int(entry.number), to: bytes) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    let mask = table.count * 2 - 1
    var larger = [Entry](repeating: .free, count: mask + 1)
    for entry in table where entry.number >= 0 {
      var slot = Int(entry.tag) & mask
      while larger[slot].number >= 0 { slot = (slot + 1) & mask }
      larger[slot] = entry
    }
    table = larger
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
