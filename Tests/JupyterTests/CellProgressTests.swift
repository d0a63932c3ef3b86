import Input
import Jupyter
import Mathematics
import Synchronization
import Testing
import Traces

@Suite struct CellProgressTests {
  /// Writes down what is printed.
  private final class Recorder: CellOutlet {
    let cancellation = CancellationFlag()
    private let log = Mutex<[String]>([])
    var printed: [String] { log.withLock(\.self) }
    func stream(_ name: String, _ text: String) { log.withLock { $0.append("\(name) \(text)") } }
    func display(_ data: JSONValue) {}
    func result(_ data: JSONValue) {}
    func clear() {}
    func ask(_ question: String) -> String? { nil }
  }

  private let cell = Recorder()

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
    #expect(cell.printed == [half, half, "stderr \r" + String(repeating: " ", count: 36) + "\r"])
  }

  @Test func shortCommandsShowNothing() {
    let progress = CellProgress(cell, interval: .seconds(60))
    progress.begin()
    progress.show(0.5)
    progress.end()
    #expect(cell.printed.isEmpty)
  }
}
