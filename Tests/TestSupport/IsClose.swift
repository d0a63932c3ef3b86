/// Whether two numbers are equal, infinite ones included, or differ by no more than `tolerance`.
package func isClose(_ found: Double, _ expected: Double, within tolerance: Double = 1e-12) -> Bool {
  found == expected || abs(found - expected) <= tolerance
}

/// Whether two lists are of one length and differ nowhere by more than `tolerance`.
package func isClose(_ found: [Double], _ expected: [Double], within tolerance: Double = 1e-12) -> Bool {
  found.count == expected.count && zip(found, expected).allSatisfy { isClose($0, $1, within: tolerance) }
}

/// Whether two tables are of one shape and differ nowhere by more than `tolerance`.
package func isClose(_ found: [[Double]], _ expected: [[Double]], within tolerance: Double = 1e-12) -> Bool {
  found.count == expected.count && zip(found, expected).allSatisfy { isClose($0, $1, within: tolerance) }
}

/// Whether two lists hold the same numbers; what is missing (NaN) is the same as what is missing.
package func isSame(_ found: [Double], _ expected: [Double]) -> Bool {
  found.count == expected.count && zip(found, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
}
