import Glibc

/// The processor time that `body` takes on all threads of this process, in nanoseconds: what a busy machine does not change.
func processorTime(_ body: () throws -> Void) rethrows -> Double {
  let start = processorTime()
  try body()
  return processorTime() - start
}

/// The least processor time of several passes.
func leastProcessorTime(passes: Int, _ body: () throws -> Void) rethrows -> Double {
  var least = Double.infinity
  for _ in 0..<passes { least = min(least, try processorTime(body)) }
  return least
}

private func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}
