/// A set of the first 256 models of the pool, by index in pool order: without references, for the loops of the search.
package struct SmallModelSet: Sendable, Hashable {
  private var words = SIMD4<UInt64>()

  /// The greatest number of models.
  static let capacity = 256

  /// The empty set.
  package init() {}

  /// The set of the given models.
  package init(_ models: some Sequence<Int>) {
    for model in models { insert(model) }
  }

  /// A set of the first 64 models, one bit each.
  init(firstWord: UInt64) { words[0] = firstWord }

  /// The first 64 models, one bit each.
  var firstWord: UInt64 { words[0] }

  /// Whether `model` is in the set.
  func contains(_ model: Int) -> Bool { words[model >> 6] >> UInt64(model & 63) & 1 == 1 }

  /// Adds `model`.
  mutating func insert(_ model: Int) {
    // A lane that is not known in advance takes a detour through memory.
    if model < 64 { words[0] |= 1 << UInt64(model) } else { words[model >> 6] |= 1 << UInt64(model & 63) }
  }

  /// Takes `model` out.
  mutating func remove(_ model: Int) { words[model >> 6] &= ~(1 << UInt64(model & 63)) }

  /// This set with `model` added.
  func adding(_ model: Int) -> SmallModelSet {
    var set = self
    set.insert(model)
    return set
  }

  /// Adds the models of `other`.
  mutating func formUnion(_ other: SmallModelSet) { words |= other.words }

  /// The models of either set.
  func union(_ other: SmallModelSet) -> SmallModelSet {
    var set = self
    set.formUnion(other)
    return set
  }

  /// The models of this set that are not in `other`.
  func subtracting(_ other: SmallModelSet) -> SmallModelSet {
    var set = self
    set.words &= ~other.words
    return set
  }

  /// Whether every model of `other` is in this set.
  func isSuperset(of other: SmallModelSet) -> Bool { words & other.words == other.words }

  /// Whether no model of `other` is in this set.
  func isDisjoint(with other: SmallModelSet) -> Bool { words & other.words == .zero }

  /// The number of models.
  var count: Int {
    words[0].nonzeroBitCount + words[1].nonzeroBitCount + words[2].nonzeroBitCount + words[3].nonzeroBitCount
  }

  /// Whether there is no model in the set.
  var isEmpty: Bool { words == .zero }

  /// The first model in pool order; `nil` for none.
  var first: Int? {
    for word in 0..<4 where words[word] != 0 { return word << 6 + words[word].trailingZeroBitCount }
    return nil
  }

  /// Calls `body` with each model in ascending order.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for word in 0..<4 {
      var bits = words[word]
      while bits != 0 {
        body(word << 6 + bits.trailingZeroBitCount)
        bits &= bits - 1
      }
    }
  }

  /// Compares the sets as binary numbers, with model 0 the lowest bit: the last tie-breaker (method, section 5).
  static func < (a: SmallModelSet, b: SmallModelSet) -> Bool {
    (a.words[3], a.words[2], a.words[1], a.words[0]) < (b.words[3], b.words[2], b.words[1], b.words[0])
  }
}
