import Display
import Testing

@Suite("Ticks")
struct TicksTests {
  private func linear(_ range: ClosedRange<Double>, _ count: Int) -> [String] {
    Ticks.linear(in: range, atMost: count).map(\.label)
  }
  private func log10(_ range: ClosedRange<Double>, _ count: Int) -> [String] {
    Ticks.log10(in: range, atMost: count).map(\.label)
  }

  @Test("linear ticks are multiples of 1, 2 or 5 times a power of ten, the densest that fit")
  func linear() {
    #expect(linear(0...10, 11) == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"])
    #expect(linear(0...10, 10) == ["0", "2", "4", "6", "8", "10"])
    #expect(linear(0...10, 5) == ["0", "5", "10"])
    #expect(linear(0...10, 2) == ["0", "10"])
    #expect(linear(0.3...0.8, 6) == ["0.3", "0.4", "0.5", "0.6", "0.7", "0.8"])
    #expect(linear(0.31...0.79, 6) == ["0.4", "0.5", "0.6", "0.7"])
    #expect(linear(-0.25...0.25, 5) == ["-0.2", "-0.1", "0", "0.1", "0.2"])
    #expect(linear(0...0.0033, 4) == ["0", "0.001", "0.002", "0.003"])
    #expect(linear(0.0002...0.0007, 3) == ["0.0002", "0.0004", "0.0006"])
    #expect(linear(62.5...88, 3) == ["70", "80"])
    #expect(linear(1_000...36_497, 4) == ["10000", "20000", "30000"])
  }

  @Test("values are the decimals that the labels say")
  func values() {
    #expect(Ticks.linear(in: 0...1, atMost: 11).map(\.value) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    #expect(Ticks.log10(in: 1e-4...0.1, atMost: 4).map(\.value) == [1e-4, 1e-3, 1e-2, 1e-1])
  }

  @Test("labels that get long are written with powers of ten")
  func scientific() {
    #expect(linear(0...3e6, 4) == ["0", "1e6", "2e6", "3e6"])
    #expect(linear(0...2.5e-9, 6) == ["0", "5e-10", "1e-9", "1.5e-9", "2e-9", "2.5e-9"])
    #expect(log10(1e-9...1e-3, 7) == ["1e-9", "1e-8", "1e-7", "1e-6", "1e-5", "1e-4", "1e-3"])
  }

  @Test("logarithmic ticks: 1-2-5, decades, every few decades, linear where there is no room for two")
  func logarithmic() {
    #expect(log10(4e-5...3.3e-3, 6) == ["0.00005", "0.0001", "0.0002", "0.0005", "0.001", "0.002"])
    #expect(log10(4e-5...3.3e-3, 5) == ["0.0001", "0.001"])
    #expect(log10(1...1e4, 5) == ["1", "10", "100", "1000", "10000"])
    #expect(log10(1...1e4, 4) == ["1", "100", "10000"])
    #expect(log10(2.1...4.9, 5) == ["2.5", "3.0", "3.5", "4.0", "4.5"])
  }

  @Test("there are never more than asked for, all in range, labels all different and at most six digits long")
  func properties() {
    for exponent in -7...7 {
      let unit = (0..<abs(exponent)).reduce(1.0) { value, _ in exponent < 0 ? value / 10 : value * 10 }
      for low in [0.0, 1, 3.7, -2.2] {
        for span in [0.013, 0.9, 1, 4.4, 97] {
          for count in 1...12 {
            let range = low * unit...(low + span) * unit
            let ticks = Ticks.linear(in: range, atMost: count)
            #expect(ticks.count <= count && Set(ticks.map(\.label)).count == ticks.count)
            #expect(count < 4 || ticks.count >= 2)
            for tick in ticks {
              #expect(tick.value >= range.lowerBound - 1e-9 * unit && tick.value <= range.upperBound + 1e-9 * unit)
              #expect(tick.label.count { $0.isNumber && $0 != "0" } <= 6)
              #expect(abs((Double(tick.label) ?? .nan) - tick.value) <= 1e-12 * abs(tick.value))
            }
          }
        }
      }
    }
  }

  @Test("nothing for ranges that cannot be divided")
  func degenerate() {
    #expect(Ticks.linear(in: 1...1, atMost: 5).isEmpty)
    #expect(Ticks.linear(in: 0...(.infinity), atMost: 5).isEmpty)
    #expect(
      Ticks.linear(in: 0...Double.leastNonzeroMagnitude, atMost: 5).isEmpty
        && Ticks.linear(in: 0...1e-307, atMost: 5).isEmpty)
    #expect(Ticks.linear(in: 0...1, atMost: 0).isEmpty)
    #expect(Ticks.log10(in: 0...1, atMost: 5).isEmpty)
    #expect(Ticks.log10(in: -1...1, atMost: 5).isEmpty)
  }
}
