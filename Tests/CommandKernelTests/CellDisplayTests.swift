import CommandKernel
import Display
import Input
import Testing

@Suite struct CellDisplayTests {
  private let cell = CellRecorder()
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
