import Glibc
import Input

/// Numbers as text, the same in every locale.
public enum Format {
  /// The number with at most `digits` significant digits (6 at most), without trailing zeros.
  public static func significant(_ value: Double, _ digits: Int = 6) -> String {
    guard value.isFinite else { return value.isNaN ? "-" : value > 0 ? "inf" : "-inf" }
    return printed("%.\(min(max(digits, 1), 6))g", value)
  }

  /// The number with exactly that many decimals; never "-0.00".
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "-" : value > 0 ? "inf" : "-inf" }
    let text = printed("%.\(min(max(decimals, 0), 20))f", value)
    return text.hasPrefix("-") && text.allSatisfy({ "-0.".contains($0) }) ? String(text.dropFirst()) : text
  }

  /// A share in [0, 1] as a percentage with one decimal, half a tenth rounded up; what differs only by how a sum was taken reads
  /// the same.
  public static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "-" }
    // To a billionth of a per cent: 10.249999999999998 and 10.25 are one share.
    let tenths = ((100 * share * 1e9).rounded() / 1e8).rounded() / 10
    return fixed(tenths.isFinite ? tenths : 100 * share, 1) + "%"
  }

  /// Distinct labels with as few digits as possible; values equal even with the most digits are numbered, `1.7e+09
  /// (1)`, `1.7e+09 (2)`.
  ///
  /// - Parameter labels: the labels of all values, which differ, with a number of digits.
  package static func toldApart(_ digits: ClosedRange<Int>, _ labels: (Int) -> [String]) -> [String] {
    for digits in digits {
      let labels = labels(digits)
      if Set(labels).count == labels.count { return labels }
    }
    let best = labels(digits.upperBound)
    let alike = Dictionary(best.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }
    var seen: [String: Int] = [:]
    return best.map { label in
      if alike[label] == nil { return label }
      seen[label, default: 0] += 1
      return "\(label) (\(seen[label, default: 0]))"
    }
  }

  /// A count with thousands separated by commas.
  public static func count(_ value: Int) -> String { value.grouped }

  /// A count with its noun: `1 query`, `2 queries`.
  public static func count(_ value: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? singular : plural ?? singular + "s")"
  }

  /// The text cut to `width` characters, the cut marked by two dots.
  public static func shortened(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 2)) + ".."
  }

  private static func printed(_ format: String, _ value: Double) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
      let length = withVaList([value]) { vsnprintf(buffer.baseAddress, buffer.count, format, $0) }
      return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
