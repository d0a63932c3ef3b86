import Display
import Input
import Jupyter
import Mathematics
import Sessions
import Synchronization
import Testing
import Traces

@Suite struct CellDisplayTests {
  /// Writes down what is shown.
  private final class Recorder: CellOutlet {
    let cancellation = CancellationFlag()
    private let log = Mutex<[String]>([])
    var shown: [String] { log.withLock(\.self) }

    private func note(_ text: String) { log.withLock { $0.append(text) } }
    func stream(_ name: String, _ text: String) { note("\(name) \(text)") }
    func display(_ data: JSONValue) { note("display " + (data["text/plain"]?.string ?? "")) }
    func result(_ data: JSONValue) { note("result " + (data["text/plain"]?.string ?? "")) }
    func clear() { note("clear") }
    func ask(_ question: String) -> String? { nil }
  }

  private let cell = Recorder()
  private let table = Bundle(text: "table\n", html: "<table/>")
  private let figure = Bundle(text: "figure\n", svg: "<svg/>", isFigure: true)

  @Test func theLastTableIsTheResult() {
    let display = CellDisplay(cell)
    display.show(Bundle(text: "a\n"))
    display.show(table)
    display.endCommand()
    display.show(figure)
    display.show(table)
    display.show(Bundle(text: "b\n"))
    display.show(Bundle(text: "c\n"))
    display.endCommand()
    #expect(cell.shown == ["stdout a\n", "display table", "display figure"])
    display.finish()
    #expect(cell.shown.dropFirst(3) == ["result table", "stdout b\nc\n"])
  }

  @Test func textAndFiguresDoNotWait() {
    let display = CellDisplay(cell)
    display.show(Bundle(text: "a\n"))
    display.show(figure)
    display.endCommand()
    #expect(cell.shown == ["stdout a\n", "display figure"])
  }

  @Test func releasedTablesAreNoResults() {
    let display = CellDisplay(cell)
    display.show(table)
    display.endCommand()
    #expect(cell.shown.isEmpty)
    display.release()
    display.finish()
    #expect(cell.shown == ["display table"])
  }

  @Test func whatWasNotShownYetIsClearedToo() {
    let display = CellDisplay(cell)
    display.show(table)
    display.clear()
    display.finish()
    #expect(cell.shown == ["clear"])
  }
}
