/// The Sobol' sequence: points that fill the unit cube more evenly than random ones do.
///
/// The direction numbers of the first 32 dimensions are those of Joe and Kuo (2008), "new-joe-kuo-6".
public struct Sobol: Sendable {
  /// The number of dimensions that the table covers.
  public static let capacity = 32

  /// 32 direction numbers per dimension.
  private let directions: [[UInt32]]

  /// The sequence in `dimensions` dimensions, at most `capacity`.
  public init(dimensions: Int) {
    precondition(dimensions <= Self.capacity, "more dimensions than the table covers")
    directions = (0..<dimensions).map(Self.directions(ofDimension:))
  }

  /// Coordinate `dimension` of point `index` as a binary fraction of 32 bits; point 0 is the origin.
  public func bits(_ index: Int, dimension: Int) -> UInt32 {
    var gray = UInt32(truncatingIfNeeded: index ^ (index >> 1))
    var value: UInt32 = 0
    while gray != 0 {
      value ^= directions[dimension][gray.trailingZeroBitCount]
      gray &= gray - 1
    }
    return value
  }

  private static func directions(ofDimension dimension: Int) -> [UInt32] {
    if dimension == 0 { return (0..<32).map { 1 << UInt32(31 - $0) } }
    let (coefficients, initial) = table[dimension - 1]
    let degree = initial.count
    var v = initial.enumerated().map { UInt32($1) << UInt32(31 - $0) }
    for i in degree..<32 {
      var next = v[i - degree] ^ (v[i - degree] >> UInt32(degree))
      for j in 1..<degree where coefficients >> (degree - 1 - j) & 1 == 1 { next ^= v[i - j] }
      v.append(next)
    }
    return v
  }

  /// The inner coefficients of the primitive polynomial and the initial numbers, for dimensions 1 and up.
  private static let table: [(coefficients: Int, initial: [Int])] = [
    (0, [1]), (1, [1, 3]), (1, [1, 3, 1]), (2, [1, 1, 1]), (1, [1, 1, 3, 3]), (4, [1, 3, 5, 13]),
    (2, [1, 1, 5, 5, 17]), (4, [1, 1, 5, 5, 5]), (7, [1, 1, 7, 11, 19]), (11, [1, 1, 5, 1, 1]),
    (13, [1, 1, 1, 3, 11]), (14, [1, 3, 5, 5, 31]), (1, [1, 3, 3, 9, 7, 49]), (13, [1, 1, 1, 15, 21, 21]),
    (16, [1, 3, 1, 13, 27, 49]), (19, [1, 1, 1, 15, 7, 5]), (22, [1, 3, 1, 15, 13, 25]), (25, [1, 1, 5, 5, 19, 61]),
    (1, [1, 3, 7, 11, 23, 15, 103]), (4, [1, 3, 7, 13, 13, 15, 69]), (7, [1, 1, 3, 13, 7, 35, 63]),
    (8, [1, 3, 5, 9, 1, 25, 53]), (14, [1, 3, 1, 13, 9, 35, 107]), (19, [1, 3, 1, 5, 27, 61, 31]),
    (21, [1, 1, 5, 11, 19, 41, 61]), (28, [1, 3, 5, 3, 3, 13, 69]), (31, [1, 1, 7, 13, 1, 19, 1]),
    (32, [1, 3, 7, 5, 13, 19, 59]), (37, [1, 1, 3, 9, 25, 29, 41]), (41, [1, 3, 5, 13, 23, 1, 55]),
    (42, [1, 3, 7, 3, 13, 59, 17]),
  ]
}
