import Mathematics
import Synchronization
import Testing

@Suite struct TaskPairTests {
  private struct Odd: Error {}

  @Test func resultsComeInTheOrderOfThePlaces() throws {
    let results = TaskContext.unobserved.twoAtATime(of: 50) { place, _ in (0..<place).reduce(0, +) }
    #expect(results.map { $0.get() } == (0..<50).map { $0 * ($0 - 1) / 2 })
    #expect(TaskContext.unobserved.twoAtATime(of: 0) { place, _ in place }.isEmpty)
  }

  /// Place 3 asks for the end; the one that is computed beside it, if it is a later one, waits for that.
  @Test func nothingIsBegunAfterTheEndWasAskedFor() {
    let flag = CancellationFlag()
    let results = TaskContext(flag: flag).twoAtATime(of: 100) { place, task in
      if place == 3 { flag.cancel() }
      while place > 3 && !task.isCancelled {}
      return place
    }
    #expect((4...5).contains(results.count))
    #expect(results.map { $0.get() } == Array(0..<results.count))
  }

  @Test func whatFailsIsAResult() {
    let results = TaskContext.unobserved.twoAtATime(of: 2) { place, _ throws(Odd) -> Int in
      if place == 1 { throw Odd() }
      return place
    }
    #expect(results.count == 2)
    #expect(throws: Odd.self) { try results[1].get() }
    let lone = TaskContext.unobserved.twoAtATime(of: 1) { _, _ throws(Odd) -> Int in throw Odd() }
    #expect(lone.count == 1)
  }

  /// The shares of four places, each of which reports a half and, but for the last, that it is done: 3.5 of 4.
  @Test func progressIsThatOfAllPlaces() {
    let seen = Mutex<[Double]>([])
    let task = TaskContext(flag: CancellationFlag()) { share in seen.withLock { $0.append(share) } }
    _ = task.twoAtATime(of: 4) { place, task in
      task.progress(0.5)
      if place < 3 { task.progress(1) }
    }
    #expect(seen.withLock { $0.max() } == 0.875)
    #expect(seen.withLock { $0.count } == 7)
  }

  /// Where all threads compute pairs already, none is left to assist, and none waits for one.
  @Test func pairsWithinChunksEnd() throws {
    let sums = try TaskContext.unobserved.chunks(of: 200, size: 1) { chunk in
      TaskContext.unobserved.twoAtATime(of: 3) { place, task in
        ((try? task.chunks(of: 5, size: 1) { $0.lowerBound * place }) ?? []).reduce(0, +)
      }.map { $0.get() }.reduce(0, +) + chunk.lowerBound
    }
    #expect(sums == (0..<200).map { 30 + $0 })
  }
}
