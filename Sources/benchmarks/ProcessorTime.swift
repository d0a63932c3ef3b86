import Glibc

/// What several passes of one task take, on the clock and of the processor on all threads of this process; the processor time
/// is what a busy machine changes least.
struct Passes {
  /// Seconds of each pass, ascending.
  var clock: [Double] = []
  /// The same of processor time.
  var processor: [Double] = []

  /// Runs `body` so many times.
  init(_ count: Int = 5, _ body: () throws -> Void) rethrows {
    let watch = ContinuousClock()
    for _ in 0..<count {
      let start = watch.now
      processor.append(try processorTime(body) / 1e9)
      clock.append((watch.now - start) / .seconds(1))
    }
    processor.sort()
    clock.sort()
  }

  /// The median of the clock in seconds.
  var seconds: Double { clock[clock.count / 2] }

  /// The medians, each with the least and the greatest.
  var text: String { "\(Self.text(clock)) on the clock, \(Self.text(processor)) of the processor" }

  private static func text(_ seconds: [Double]) -> String {
    let median = rounded(seconds[seconds.count / 2])
    return seconds.count == 1
      ? median + " s" : "\(median) s (\(rounded(seconds[0])) to \(rounded(seconds.last!)))"
  }
}

/// The processor time that `body` takes on all threads of this process, in nanoseconds.
func processorTime(_ body: () throws -> Void) rethrows -> Double {
  let start = processorTime()
  try body()
  return processorTime() - start
}

/// The median processor time of five passes, with the least and the greatest, in nanoseconds.
func medianProcessorTime(_ body: () throws -> Void) rethrows -> (
  median: Double, spread: ClosedRange<Double>
) {
  let passes = try Passes(5, body).processor.map { $0 * 1e9 }
  return (passes[2], passes[0]...passes[4])
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}
