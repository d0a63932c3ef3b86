import Mathematics
import Synchronization
import Testing

@Suite struct WorkTests {
  @Test func chunksComeInOrder() throws {
    #expect(try Work.unobserved.chunks(of: 10, size: 4) { Array($0) } == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
    #expect(try Work.unobserved.chunks(of: 0) { $0 }.isEmpty)
  }

  @Test func cancellingEndsTheWork() {
    let flag = CancellationFlag()
    let work = Work(flag: flag)
    #expect(throws: Cancelled()) {
      try work.chunks(of: 1000, size: 1) { range in
        if range.lowerBound == 3 { flag.cancel() }
        return range
      }
    }
    flag.reset()
    #expect(!flag.isCancelled)
  }

  @Test func stepsReportTheirShareOfTheWhole() throws {
    let seen = Mutex<[Double]>([])
    let work = Work(flag: CancellationFlag()) { share in seen.withLock { $0.append(share) } }
    work.step(1, of: 4).progress(0.5)
    #expect(seen.withLock { $0 } == [0.375])
  }
}
