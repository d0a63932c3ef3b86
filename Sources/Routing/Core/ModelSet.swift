/// A set of models of the pool, by index in pool order; at most 256 models.
public struct ModelSet: Sendable, Hashable {
  private var words = SIMD4<UInt64>()

  /// The greatest number of models in a pool.
  public static let capacity = 256

  /// The empty set.
  public init() {}

  /// The set of the given models.
  public init(_ models: some Sequence<Int>) {
    for model in models { insert(model) }
  }

  /// The first 64 models, one bit each.
  var firstWord: UInt64 { words[0] }

  /// Whether `model` is in the set.
  public func contains(_ model: Int) -> Bool { words[model >> 6] >> UInt64(model & 63) & 1 == 1 }

  /// Adds `model`.
  public mutating func insert(_ model: Int) { words[model >> 6] |= 1 << UInt64(model & 63) }

  /// This set with `model` added.
  public func adding(_ model: Int) -> ModelSet {
    var set = self
    set.insert(model)
    return set
  }

  /// Adds the models of `other`.
  public mutating func formUnion(_ other: ModelSet) { words |= other.words }

  /// The models of either set.
  public func union(_ other: ModelSet) -> ModelSet {
    var set = self
    set.formUnion(other)
    return set
  }

  /// The models of this set that are not in `other`.
  public func subtracting(_ other: ModelSet) -> ModelSet {
    var set = self
    set.words &= ~other.words
    return set
  }

  /// Whether every model of `other` is in this set.
  public func isSuperset(of other: ModelSet) -> Bool { words & other.words == other.words }

  /// Whether no model of `other` is in this set.
  public func isDisjoint(with other: ModelSet) -> Bool { words & other.words == .zero }

  /// The number of models.
  public var count: Int {
    words[0].nonzeroBitCount + words[1].nonzeroBitCount + words[2].nonzeroBitCount + words[3].nonzeroBitCount
  }

  /// Whether there is no model in the set.
  public var isEmpty: Bool { words == .zero }

  /// The models in ascending order.
  public var models: [Int] {
    var models: [Int] = []
    forEach { models.append($0) }
    return models
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

  /// Whether `a` comes before `b` in lists: smaller sets first, then by their models in ascending order.
  static func isBefore(_ a: ModelSet, _ b: ModelSet) -> Bool {
    a.count == b.count ? a.models.lexicographicallyPrecedes(b.models) : a.count < b.count
  }

  /// Compares the sets as binary numbers, with model 0 the lowest bit: the last tie-breaker (method, section 5).
  public static func < (a: ModelSet, b: ModelSet) -> Bool {
    (a.words[3], a.words[2], a.words[1], a.words[0]) < (b.words[3], b.words[2], b.words[1], b.words[0])
  }
}
