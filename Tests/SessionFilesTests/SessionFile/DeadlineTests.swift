import Foundation
import Mathematics
import SessionFiles
import Testing

@Suite struct DeadlineTests {
  @Test func theFlagIsSetAgainAndAgain() {
    let flag = CancellationFlag()
    let deadline = Deadline(seconds: 0.01, flag: flag)
    func waits() -> Bool {
      for _ in 0..<1000 where !flag.isCancelled { usleep(5000) }
      return flag.isCancelled
    }
    #expect(waits() && deadline.hasPassed)
    flag.reset()
    #expect(waits())
    deadline.end()
    flag.reset()
    usleep(60_000)
    #expect(!flag.isCancelled && deadline.hasPassed)
  }

  @Test func oneThatEndsInTime() {
    let flag = CancellationFlag()
    let deadline = Deadline(seconds: 600, flag: flag)
    deadline.end()
    #expect(!deadline.hasPassed && !flag.isCancelled)
  }
}
