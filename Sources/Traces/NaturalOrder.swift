/// The order of names in which numbers count by their value: 9 stands before 10.
enum NaturalOrder {
  /// Whether `first` stands before `second`.
  static func precedes(_ first: String, _ second: String) -> Bool {
    let (left, right) = (runs(first), runs(second))
    for (a, b) in zip(left, right) where a != b {
      if let x = Int(a), let y = Int(b), x != y { return x < y }
      return a < b
    }
    return left.count < right.count
  }

  /// The runs of digits and of everything else that make up a name.
  private static func runs(_ name: String) -> [String] {
    var runs: [String] = []
    var wasDigit: Bool?
    for character in name.unicodeScalars {
      let isDigit = ("0"..."9").contains(character)
      if isDigit == wasDigit {
        runs[runs.count - 1].unicodeScalars.append(character)
      } else {
        runs.append(String(character))
      }
      wasDigit = isDigit
    }
    return runs
  }
}
