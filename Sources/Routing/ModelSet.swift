/// A set of models of the pool, by index in pool order; at most 256 models.
public struct ModelSet: Sendable, Hashable {
  private var low: UInt128 = 0
  private var high: UInt128 = 0

  /// The greatest number of models in a pool.
  public static let capacity = 256

  /// The empty set.
  public init() {}

  /// The set of the given models.
  public init(_ models: some Sequence<Int>) {
    for model in models { insert(model) }
  }

  /// Whether `model` is in the set.
  public func contains(_ model: Int) -> Bool {
    model < 128 ? low >> UInt128(model) & 1 == 1 : high >> UInt128(model - 128) & 1 == 1
  }

  /// Adds `model`.
  public mutating func insert(_ model: Int) {
    if model < 128 { low |= 1 << UInt128(model) } else { high |= 1 << UInt128(model - 128) }
  }

  /// This set with `model` added.
  public func adding(_ model: Int) -> ModelSet {
    var set = self
    set.insert(model)
    return set
  }

  /// Whether every model of `other` is in this set.
  public func isSuperset(of other: ModelSet) -> Bool { low & other.low == other.low && high & other.high == other.high }

  /// The number of models.
  public var count: Int { low.nonzeroBitCount + high.nonzeroBitCount }

  /// Whether there is no model in the set.
  public var isEmpty: Bool { low == 0 && high == 0 }

  /// The models in ascending order.
  public var models: [Int] { (0..<Self.capacity).filter(contains) }

  /// The sets as binary numbers, model 0 the lowest bit: the last word on equal trade-offs (method, section 5).
  public static func < (a: ModelSet, b: ModelSet) -> Bool { (a.high, a.low) < (b.high, b.low) }
}
