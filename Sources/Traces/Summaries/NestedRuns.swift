/// Which models were run only where others had been run, as in a cascade, which asks a model where those before it failed.
///
/// That such a model ran tells how the models before it did, so it must not tell what to expect of these; and it has the
/// chance to run only where they have run.
package struct NestedRuns: Sendable {
  /// By model, those on whose runs its own are, in descending number of runs.
  package private(set) var above: [[Int]]
  /// By model, those whose runs are on its own.
  package private(set) var below: [[Int]]
  /// The models in descending number of runs, so that each comes after those above it.
  package let order: [Int]

  /// How many runs without the other model chance would have to make for their absence to tell something.
  private static let expectedLeast = 5.0

  /// A model is above another, which ran on no more queries, where the other ran without it at most half as often as by chance.
  ///
  /// - Parameter outcomes: one column per model; NaN where it was not run.
  package init(_ outcomes: [[Double]]) {
    let count = outcomes.first?.count ?? 0
    let runs = outcomes.map { column in
      stride(from: 0, to: count, by: UInt64.bitWidth).map { start in
        column[start..<min(count, start + UInt64.bitWidth)].enumerated().reduce(into: UInt64(0)) { bits, value in
          if !value.element.isNaN { bits |= 1 << value.offset }
        }
      }
    }
    let counts = runs.map { $0.reduce(0) { $0 + $1.nonzeroBitCount } }
    order = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    above = outcomes.map { _ in [] }
    below = above
    for (place, model) in order.enumerated() {
      for other in order[..<place] where counts[model] > 0 && counts[other] < count {
        let byChance = Double(counts[model]) * Double(count - counts[other]) / Double(count)
        let without = zip(runs[model], runs[other]).reduce(0) { $0 + ($1.0 & ~$1.1).nonzeroBitCount }
        if byChance < Self.expectedLeast || 2 * Double(without) > byChance { continue }
        above[model].append(other)
        below[other].append(model)
      }
    }
  }
}
