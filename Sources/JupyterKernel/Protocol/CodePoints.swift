/// Cursor positions as the protocol counts them: in Unicode code points.
package enum CodePoints {
  /// The place behind so many code points of `text`; its end where there are fewer.
  package static func index(_ count: Int, in text: String) -> String.Index {
    text.unicodeScalars.index(text.startIndex, offsetBy: max(0, count), limitedBy: text.endIndex) ?? text.endIndex
  }

  /// How many code points stand before a place of `text`.
  package static func count(before index: String.Index, in text: String) -> Int {
    text.unicodeScalars.distance(from: text.startIndex, to: index)
  }
}
