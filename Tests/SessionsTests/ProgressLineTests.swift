import Mathematics
import Sessions
import Synchronization
import Testing

@Suite struct ProgressLineTests {
  @Test func shares() {
    #expect(ProgressLine.text(0.5, isUnicode: false, width: 10) == "[#####.....] 50%")
    #expect(ProgressLine.text(1, isUnicode: true, width: 4) == "[████]100%")
    #expect(ProgressLine.text(0, isUnicode: false, width: 4) == "[....]  0%")
    #expect(ProgressLine.text(0.999, isUnicode: false).count == 36)
  }

  /// `set progress off` keeps it from every front end.
  @Test func offIsOff() throws {
    final class Counting: FrontEnd {
      let cancellation = CancellationFlag()
      let surface = Surface.standard
      let shares = Mutex(0)
      func emit(_ output: Output) { if case .progress = output { shares.withLock { $0 += 1 } } }
      func ask(_ question: String) -> String? { nil }
    }
    let interpreter = Interpreter()
    try interpreter.output("load sim:cascade --queries 2000\nfit quality noisy --ante 0.6 --post 0.3")
    for (value, isShown) in [("auto", true), ("on", true), ("off", false)] {
      let io = Counting()
      try interpreter.execute(Source("set progress \(value)\nsweep routing --budgets 9"), io: io)
      #expect(io.shares.withLock { $0 > 0 } == isShown, "\(value)")
    }
  }
}
