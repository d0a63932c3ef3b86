/// A set of models of the pool, by index in pool order.
public struct ModelSet: Sendable, Hashable {
  /// The first 256 models.
  private(set) var small: SmallModelSet
  /// The others, a bit each; `nil` for none, and never with zeros at the end, so that equal sets are equal.
  private var rest: [UInt64]?

  /// The empty set.
  public init() { small = SmallModelSet() }

  /// The set of the given models.
  public init(_ models: some Sequence<Int>) {
    self.init()
    for model in models { insert(model) }
  }

  /// A set of the first 256 models.
  init(_ small: SmallModelSet) { self.small = small }

  /// The first 64 models, a bit each.
  var firstWord: UInt64 { small.firstWord }

  /// Whether `model` is in the set.
  public func contains(_ model: Int) -> Bool {
    if model < SmallModelSet.capacity { return small.contains(model) }
    let (word, bit) = Self.place(of: model)
    return rest.map { word < $0.count && $0[word] >> bit & 1 == 1 } ?? false
  }

  /// Adds `model`.
  public mutating func insert(_ model: Int) {
    if model < SmallModelSet.capacity { return small.insert(model) }
    let (word, bit) = Self.place(of: model)
    var words = rest ?? []
    while words.count <= word { words.append(0) }
    words[word] |= 1 << bit
    rest = words
  }

  /// Takes `model` out.
  mutating func remove(_ model: Int) {
    if model < SmallModelSet.capacity { return small.remove(model) }
    self = subtracting(ModelSet([model]))
  }

  private static func place(of model: Int) -> (word: Int, bit: UInt64) {
    ((model - SmallModelSet.capacity) >> 6, UInt64(model & 63))
  }

  /// This set with `model` added.
  public func adding(_ model: Int) -> ModelSet {
    var set = self
    set.insert(model)
    return set
  }

  /// Adds the models of `other`.
  public mutating func formUnion(_ other: ModelSet) {
    small.formUnion(other.small)
    if let words = other.rest { rest = Self.combine(rest ?? [], words) { $0 | $1 } }
  }

  /// The models of either set.
  public func union(_ other: ModelSet) -> ModelSet {
    var set = self
    set.formUnion(other)
    return set
  }

  /// The models of this set that are not in `other`.
  public func subtracting(_ other: ModelSet) -> ModelSet {
    var set = ModelSet(small.subtracting(other.small))
    if let rest { set.rest = Self.combine(rest, other.rest ?? []) { $0 & ~$1 } }
    return set
  }

  /// Whether every model of `other` is in this set.
  public func isSuperset(of other: ModelSet) -> Bool {
    small.isSuperset(of: other.small) && (other.rest == nil || other.subtracting(self).isEmpty)
  }

  /// Whether no model of `other` is in this set.
  public func isDisjoint(with other: ModelSet) -> Bool {
    guard small.isDisjoint(with: other.small) else { return false }
    guard let rest, let words = other.rest else { return true }
    return zip(rest, words).allSatisfy { $0 & $1 == 0 }
  }

  /// Word by word, without zeros at the end.
  private static func combine(
    _ a: [UInt64], _ b: [UInt64], _ operation: (UInt64, UInt64) -> UInt64
  ) -> [UInt64]? {
    var words = (0..<max(a.count, b.count)).map { operation($0 < a.count ? a[$0] : 0, $0 < b.count ? b[$0] : 0) }
    while words.last == 0 { words.removeLast() }
    return words.isEmpty ? nil : words
  }

  /// The number of models.
  public var count: Int { small.count + (rest?.reduce(0) { $0 + $1.nonzeroBitCount } ?? 0) }

  /// Whether there is no model in the set.
  public var isEmpty: Bool { small.isEmpty && rest == nil }

  /// The first model in pool order; `nil` for none.
  public var first: Int? { small.first ?? (rest == nil ? nil : models[0]) }

  /// The model of the set that is nearest to `model` in pool order, itself where it is in the set; the cheaper of two.
  ///
  /// The set must not be empty.
  func nearest(to model: Int) -> Int {
    var distance = 0
    while true {
      if model >= distance && contains(model - distance) { return model - distance }
      if contains(model + distance) { return model + distance }
      distance += 1
    }
  }

  /// The models in ascending order.
  public var models: [Int] {
    var models: [Int] = []
    forEach { models.append($0) }
    return models
  }

  /// Calls `body` with each model in ascending order.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    small.forEach(body)
    if let rest { Self.forEach(rest, body) }
  }

  private static func forEach(_ words: [UInt64], _ body: (Int) -> Void) {
    for (word, bits) in words.enumerated() {
      var bits = bits
      while bits != 0 {
        body(SmallModelSet.capacity + word << 6 + bits.trailingZeroBitCount)
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
    if a.rest != b.rest {
      let (x, y) = (a.rest ?? [], b.rest ?? [])
      return x.count == y.count ? x.reversed().lexicographicallyPrecedes(y.reversed()) : x.count < y.count
    }
    return a.small < b.small
  }
}
