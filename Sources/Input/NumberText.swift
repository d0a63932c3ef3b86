extension Double {
  /// The shortest text that reads back as this number, whole numbers without a fraction: `5`, `0.1`, `1e+20`; `nil` for
  /// NaN.
  package var text: String? {
    if isNaN { return nil }
    if self == 0 { return "0" }
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
