import Mathematics
import Testing

@Suite struct SobolTests {
  @Test("The first points in five dimensions are the published ones")
  func firstPoints() {
    // Joe and Kuo's `sobol` program, new-joe-kuo-6, in Gray code order.
    let published: [[Double]] = [
      [0, 0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5, 0.5], [0.75, 0.25, 0.25, 0.25, 0.75], [0.25, 0.75, 0.75, 0.75, 0.25],
      [0.375, 0.375, 0.625, 0.875, 0.375], [0.875, 0.875, 0.125, 0.375, 0.875],
    ]
    let sequence = Sobol(dimensions: 5)
    for (index, point) in published.enumerated() {
      for (dimension, coordinate) in point.enumerated() {
        #expect(Double(sequence.bits(index, dimension: dimension)) * 0x1p-32 == coordinate)
      }
    }
  }

  @Test("In every dimension the first 2^m points fall into different intervals of length 2^-m")
  func stratified() {
    let sequence = Sobol(dimensions: Sobol.capacity)
    for dimension in 0..<Sobol.capacity {
      let cells = Set((0..<1024).map { sequence.bits($0, dimension: dimension) >> 22 })
      #expect(cells.count == 1024)
    }
  }

  @Test("Every pair of dimensions is uncorrelated over 4096 points")
  func uncorrelated() {
    let sequence = Sobol(dimensions: Sobol.capacity)
    let columns = (0..<Sobol.capacity).map { dimension in
      (0..<4096).map { Double(sequence.bits($0, dimension: dimension)) * 0x1p-32 - 0.5 }
    }
    for i in 0..<Sobol.capacity {
      for j in 0..<i {
        let correlation = zip(columns[i], columns[j]).reduce(0) { $0 + $1.0 * $1.1 } / 4096 * 12
        #expect(abs(correlation) < 0.02, "dimensions \(j) and \(i)")
      }
    }
  }
}
