import Input
import JupyterKernel
import Mathematics
import Testing

@Suite struct LifecycleTests {
  private final class Cell: CellOutlet {
    let cancellation = CancellationFlag(isForOnce: true)
    func stream(_ name: String, _ text: String) {}
    func display(_ data: JSONValue) {}
    func result(_ data: JSONValue) {}
    func clear() {}
    func ask(_ question: String) -> String? { nil }
  }

  @Test func onlyTheRunningCellIsInterrupted() {
    let lifecycle = Lifecycle()
    let (before, during) = (Cell(), Cell())
    lifecycle.run(before) {}
    lifecycle.run(during) { lifecycle.interrupt() }
    lifecycle.interrupt()
    #expect(!before.cancellation.isCancelled && during.cancellation.isCancelled)
  }

  @Test func nothingRunsAfterTheEnd() {
    let lifecycle = Lifecycle()
    #expect(!lifecycle.isEnding)
    lifecycle.end()
    #expect(lifecycle.isEnding && lifecycle.run(Cell()) { 7 } == 7)
    let cell = Cell()
    lifecycle.run(cell) { #expect(cell.cancellation.isCancelled) }
  }
}
