/// Cursor positions as the protocol counts them: in Unicode code points.
package enum CodePoints {
  /// The index after `count` code points of `text`, or its end if there are fewer.
  package static func index(_ count: Int, in text: String) -> String.Index {
    text.unicodeScalars.index(text.startIndex, offsetBy: max(0, count), limitedBy: text.endIndex) ?? text.endIndex
  }

  /// The number of code points before an index of `text`.
  package static func count(before index: String.Index, in text: String) -> Int {
    text.unicodeScalars.distance(from: text.startIndex, to: index)
  }
}
