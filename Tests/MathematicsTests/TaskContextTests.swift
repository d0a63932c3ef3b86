import Mathematics
import Synchronization
import Testing

@Suite struct WorkTests {
  @Test func chunksComeInOrder() throws {
    #expect(
      try TaskContext.unobserved.chunks(of: 10, size: 4) { Array($0) } == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
    #expect(try TaskContext.unobserved.chunks(of: 0) { $0 }.isEmpty)
  }

  @Test func cancellingEndsTheWork() {
    let flag = CancellationFlag()
    let task = TaskContext(flag: flag)
    #expect(throws: Cancelled()) {
      try task.chunks(of: 1000, size: 1) { range in
        if range.lowerBound == 3 { flag.cancel() }
        return range
      }
    }
    flag.reset()
    #expect(!flag.isCancelled)
  }

  @Test func stepsReportTheirShareOfTheWhole() throws {
    let seen = Mutex<[Double]>([])
    let task = TaskContext(flag: CancellationFlag()) { share in seen.withLock { $0.append(share) } }
    task.step(1, of: 4).progress(0.5)
    #expect(seen.withLock { $0 } == [0.375])
  }

  @Test func aTallyCountsItsCalls() {
    let seen = Mutex<[Double]>([])
    let task = TaskContext(flag: CancellationFlag()) { share in seen.withLock { $0.append(share) } }
    let tally = task.tally(of: 4)
    for _ in 0..<3 { tally() }
    #expect(seen.withLock { $0 } == [0.25, 0.5, 0.75])
  }
}
