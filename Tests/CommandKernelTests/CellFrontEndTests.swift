import CommandKernel
import JupyterKernel
import SessionTestSupport
import Testing

@Suite struct CellFrontEndTests {
  private func shown(_ code: String) -> [String] {
    let cell = CellRecorder()
    _ = CommandKernelLanguage(LineLanguage()).execute(code, in: cell)
    return cell.shown
  }

  @Test func questionsFollowWhatWasShown() {
    #expect(shown("table t\nask why?") == ["display t", "stdout answer to why?\n"])
  }

  @Test func timesAndEchoes() {
    #expect(shown("echo a\ntime\nfigure f") == ["stdout lines> a\n", "stderr time: 2.000 s\n", "display f"])
  }

  @Test func clearing() { #expect(shown("say a\ntable t\nclear\nsay b") == ["stdout a\n", "clear", "stdout b\n"]) }

  /// A command at work does not hold back the table before it.
  @Test func progressReleasesTables() { #expect(shown("table t\nshare") == ["display t"]) }
}
