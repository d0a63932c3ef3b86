/// Progress as one line of text.
package enum ProgressLine {
  /// A bar and a percentage in `width + 6` characters.
  ///
  ///     ProgressLine.text(0.5, isUnicode: false, width: 4)   // "[##..] 50%"
  package static func text(_ share: Double, isUnicode: Bool, width: Int = 30) -> String {
    let full = Int(share * Double(width))
    let percent = "\(Int(share * 100))%"
    let padding = String(repeating: " ", count: max(0, 4 - percent.count))
    return "[" + String(repeating: isUnicode ? "█" : "#", count: full)
      + String(repeating: isUnicode ? "░" : ".", count: width - full) + "]" + padding + percent
  }
}
