import Input

extension StringColumn {
  /// The names that begin with `beginning`; of more than `limit` instead how they go on: each different text up to where names
  /// that begin so differ again, in the order in which they come.
  package func completions(of beginning: String, atMost limit: Int) -> [(text: String, isWhole: Bool)] {
    let beginning = Array(beginning.utf8)
    var first: [Int] = []
    var count = 0
    var shared = Stem()
    eachName(after: beginning) { place, name in
      count += 1
      if count <= limit { first.append(place) }
      shared.take(name)
    }
    if count <= limit { return first.map { (self[$0], true) } }
    let length = shared.wholeLength
    var stems: [Stem] = []
    // The places of the stems by the character behind what all share; nearly always one byte.
    var places: [UInt32: Int] = [:]
    var placesOfBytes = [Int?](repeating: nil, count: 128)
    eachName(after: beginning) { _, name in
      let key = Self.scalar(in: name, at: length)
      let known = key < 128 ? placesOfBytes[Int(key)] : places[key]
      let place = known ?? stems.count
      if known == nil {
        stems.append(Stem())
        if key < 128 { placesOfBytes[Int(key)] = place } else { places[key] = place }
      }
      stems[place].take(name)
    }
    return stems.map { (String(decoding: $0.bytes.prefix($0.wholeLength), as: UTF8.self), $0.count == 1) }
  }

  /// The bytes of a character; 0 at the end of the name.
  private static func scalar(in name: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32 {
    guard start < name.count else { return 0 }
    var (scalar, next) = (UInt32(name[start]), start + 1)
    while next < name.count, name[next] & 0xC0 == 0x80 {
      scalar = scalar << 8 | UInt32(name[next])
      next += 1
    }
    return scalar
  }

  /// Passes all names that begin with some bytes, with their places.
  private func eachName(after beginning: [UInt8], _ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    forEachUTF8 { place, name in
      guard name.count >= beginning.count else { return }
      for index in 0..<beginning.count where name[index] != beginning[index] { return }
      body(place, name)
    }
  }
}

/// What several names begin with.
private struct Stem {
  var bytes: [UInt8] = []
  var count = 0
  private var length = 0

  mutating func take(_ name: UnsafeBufferPointer<UInt8>) {
    count += 1
    if count == 1 {
      bytes = Array(name)
      length = name.count
      return
    }
    length = min(length, name.count)
    var index = 0
    while index < length, bytes[index] == name[index] { index += 1 }
    length = index
  }

  /// Its length in bytes, without the beginning of a character.
  var wholeLength: Int {
    var length = length
    while length > 0, length < bytes.count, bytes[length] & 0xC0 == 0x80 { length -= 1 }
    return length
  }
}
