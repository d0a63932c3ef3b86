extension Int {
  /// The number with thousands separated by commas: `1,234,567`.
  package var grouped: String {
    var groups: [String] = []
    var digits = String(magnitude)
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (self < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }
}
