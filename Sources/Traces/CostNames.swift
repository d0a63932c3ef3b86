/// What names of costs tell of them: whose they are, and in which unit.
extension NameKind {
  /// Units of money other than dollars, by what names of costs hold.
  private static let currencies: [String: String] = [
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "€": "EUR", "gbp": "GBP", "pounds": "GBP", "£": "GBP", "jpy": "JPY",
    "yen": "JPY", "¥": "JPY", "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "inr": "INR", "rupees": "INR", "chf": "CHF",
    "cad": "CAD", "aud": "AUD", "krw": "KRW", "brl": "BRL", "sek": "SEK",
  ]
  /// Parts of a dollar: those that are costs by themselves, and those that may be parts of a second as well.
  private static let cents: Set<String> = [
    "cent", "cents", "microdollar", "microdollars", "microusd", "microcents", "nanodollar", "nanodollars", "nanousd",
  ]
  private static let smallParts: Set<String> = ["micro", "micros", "nano", "nanos"]

  /// What an object is called that is about the scoring of an answer.
  private static let scorers: Set<String> = ["judge", "grader", "scorer", "evaluator", "critic", "grading", "scoring"]

  /// Whether a cost of that name is that of something else than the answer, such as its scoring.
  static func isOfOthers(_ name: String) -> Bool {
    let steps = parts(of: name)
    return components(of: steps.last ?? "").contains(where: noAnswerers.contains)
      || steps.dropLast().contains(where: scorers.contains)
  }

  /// The unit of a cost that its name says; `nil` where that is USD, or none.
  package static func unit(ofCost name: String) -> String? {
    let words = words(ofCost: name)
    if let part = words.first(where: { cents.contains($0) || smallParts.contains($0) }) { return part }
    return words.contains("usd") ? nil : words.lazy.compactMap { currencies[$0] }.first
  }

  /// Whether a name is that of a cost in parts of a dollar, such as cents.
  static func isPartOfDollar(_ name: String) -> Bool {
    let words = words(ofCost: name)
    return words.contains(where: cents.contains)
      || words.contains(where: smallParts.contains) && words.contains(where: LikelyNames.money.contains)
  }

  /// The words of the name of a cost, with those in brackets.
  private static func words(ofCost name: String) -> [String] {
    let unit = name.firstMatch(of: /[(\[](.*)[)\]]$/)?.1.lowercased().split(separator: " ").map(String.init) ?? []
    return components(of: parts(of: name).last ?? "") + unit
  }
}
