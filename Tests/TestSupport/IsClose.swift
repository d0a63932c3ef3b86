/// Whether two numbers differ by no more than `tolerance`.
package func isClose(_ found: Double, _ expected: Double, within tolerance: Double = 1e-12) -> Bool {
  abs(found - expected) <= tolerance
}

/// Whether two lists are of one length and differ nowhere by more than `tolerance`.
package func isClose(_ found: [Double], _ expected: [Double], within tolerance: Double = 1e-12) -> Bool {
  found.count == expected.count && zip(found, expected).allSatisfy { isClose($0, $1, within: tolerance) }
}

/// Whether two tables are of one shape and differ nowhere by more than `tolerance`.
package func isClose(_ found: [[Double]], _ expected: [[Double]], within tolerance: Double = 1e-12) -> Bool {
  found.count == expected.count && zip(found, expected).allSatisfy { isClose($0, $1, within: tolerance) }
}
