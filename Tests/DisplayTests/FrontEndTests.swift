import Display
import Mathematics
import Synchronization
import Testing

@Suite struct FrontEndTests {
  /// Notes what it is handed, one by one.
  private final class Notes: FrontEnd {
    let shown = Mutex<[String]>([])
    let cancellation = CancellationFlag()
    let surface = Surface(width: 20, unicode: true, color: false)
    func emit(_ output: Output) {
      if case .bundle(let bundle) = output { shown.withLock { $0.append(bundle.text) } }
    }
    func ask(_ question: String) -> String? { nil }
  }

  @Test func aReportIsShownInOrderAsWideAsTheSurface() {
    var report = Report()
    report.line("first")
    report.paragraph("words that need two lines")
    let notes = Notes()
    notes.show(report, of: "test")
    #expect(notes.shown.withLock(\.self) == ["first\n", "words that need two\nlines\n"])
  }

  @Test func aPageEndsWithALine() {
    let page = Bundle.page("one\ntwo")
    #expect(page.text == "one\ntwo\n" && page.isPage && !page.isFigure && page.html == nil)
  }

  @Test func sessionFilesAreEightyColumnsWithoutColour() {
    #expect(Surface.standard == Surface(width: 80, unicode: true, color: false, isTerminal: false))
  }
}
