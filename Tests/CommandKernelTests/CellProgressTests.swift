import CommandKernel
import Testing

@Suite struct CellProgressTests {
  private let cell = CellRecorder()

  @Test func theLineIsWrittenOverAndWiped() {
    let progress = CellProgress(cell, interval: .zero)
    progress.show(0.3)  // not asked for
    progress.begin()
    progress.show(0.5)
    progress.show(0.2)  // out of order
    progress.end()
    progress.show(0.9)
    progress.end()
    let half = "stderr \r[" + String(repeating: "█", count: 15) + String(repeating: "░", count: 15) + "] 50%"
    #expect(cell.shown == [half, half, "stderr \r" + String(repeating: " ", count: 36) + "\r"])
  }

  @Test func shortCommandsShowNothing() {
    let progress = CellProgress(cell, interval: .seconds(60))
    progress.begin()
    progress.show(0.5)
    progress.end()
    #expect(cell.shown.isEmpty)
  }
}
