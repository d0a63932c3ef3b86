/// Random values as a pure function of a seed and of what each value is for.
///
/// Values are looked up, not drawn: the same seed, purpose, query and model give the same value, in any order of access
/// and on any number of cores.
///
///     let key = RandomKey(seed: 7, purpose: "gamma")
///     key.mixing("query 12").uniform   // the same number in every process
public struct RandomKey: Sendable, Hashable {
  @usableFromInline var state: UInt64

  /// A key for all values of one purpose under one seed.
  public init(seed: UInt64, purpose: String) {
    state = splitMix(seed &+ 0x9E37_79B9_7F4A_7C15)
    self = mixing(purpose)
  }

  /// The key for one item, named by text (a query id, a model).
  @inlinable public func mixing(_ text: some StringProtocol) -> RandomKey { mixing(bytes: text.utf8) }

  /// The key for one item, named by bytes (the UTF-8 of its name).
  @inlinable public func mixing(bytes: some Sequence<UInt8>) -> RandomKey { mixing(Self.digest(of: bytes)) }

  /// The number that stands for a name: the key of a text is that of its digest.
  @inlinable package static func digest(of bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  /// The key for one item, named by a number.
  @inlinable public func mixing(_ number: UInt64) -> RandomKey {
    var key = self
    key.state = splitMix(state ^ splitMix(number &+ 0x632B_E59B_D9B4_E019))
    return key
  }

  /// The key for one item, named by its index.
  @inlinable public func mixing(_ index: Int) -> RandomKey { mixing(UInt64(bitPattern: Int64(index))) }

  /// 64 random bits.
  @inlinable public var bits: UInt64 { splitMix(state) }

  /// A uniform value in the open interval (0, 1).
  @inlinable public var uniform: Double { (Double(bits >> 12) + 0.5) * 0x1p-52 }

  /// A standard normal value.
  public var normal: Double { Normal.quantile(uniform) }

  /// A generator for algorithms that need many values of one purpose (shuffles, resampling).
  public var generator: SplitMix64 { SplitMix64(state: state) }
}

/// The SplitMix64 generator (Steele, Lea and Flood, 2014): small, fast, and reproducible everywhere.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  /// A generator that starts at `state`.
  public init(state: UInt64) { self.state = state }

  /// The next 64 random bits.
  @inlinable public mutating func next() -> UInt64 {
    defer { state &+= 0x9E37_79B9_7F4A_7C15 }
    return splitMix(state)
  }

  /// A uniform integer in `0..<bound` by multiplication (Lemire, 2019, without its rejection step: the bias is below
  /// `bound / 2^64`).
  @inlinable public mutating func next(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}

@inlinable func splitMix(_ state: UInt64) -> UInt64 {
  var z = state &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return z ^ (z >> 31)
}
