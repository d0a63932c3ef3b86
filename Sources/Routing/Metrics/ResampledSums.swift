import Mathematics

/// Sums of many columns over resampled units of rows, a batch of resamples at a time.
///
/// Eight columns are summed together: as fast as memory allows, and each sum is in the order of the units.
struct ResampledSums: Sendable {
  /// How often each unit was drawn for one resample, and what that makes.
  struct Draw: Sendable {
    /// How often each unit was drawn.
    var weights: [UInt16]
    /// The number of rows drawn.
    var rowCount: Double
    /// How often each repeat of dealing folds was drawn.
    var repeats: [Double]
  }

  /// Columns that are summed together.
  private static let width = 8
  /// Units that stay in the nearest cache.
  private static let tile = 256

  /// The columns, one value per unit each.
  let columns: [[Double]]
  /// The number of units.
  let unitCount: Int

  /// For each draw the sums of all columns.
  func sums(_ draws: [Draw], task: TaskContext) throws(Cancelled) -> [[Double]] {
    let blocks = try task.chunks(of: columns.count, size: Self.width) { sums(draws, of: columns[$0]) }
    return draws.indices.map { draw in
      columns.indices.map { blocks[$0 / Self.width][draw][$0 % Self.width] }
    }
  }

  private func sums(_ draws: [Draw], of columns: ArraySlice<[Double]>) -> [SIMD8<Double>] {
    var table = [SIMD8<Double>](repeating: .zero, count: unitCount)
    table.withUnsafeMutableBytes { bytes in
      let lanes = bytes.bindMemory(to: Double.self)
      for (lane, column) in columns.enumerated() {
        for unit in 0..<unitCount { lanes[unit * Self.width + lane] = column[unit] }
      }
    }
    var sums = [SIMD8<Double>](repeating: .zero, count: draws.count)
    table.withUnsafeBufferPointer { table in
      for start in stride(from: 0, to: unitCount, by: Self.tile) {
        let end = min(unitCount, start + Self.tile)
        for draw in draws.indices {
          var sum = sums[draw]
          draws[draw].weights.withUnsafeBufferPointer { weights in
            for unit in start..<end { sum += table[unit] * Double(weights[unit]) }
          }
          sums[draw] = sum
        }
      }
    }
    return sums
  }
}
