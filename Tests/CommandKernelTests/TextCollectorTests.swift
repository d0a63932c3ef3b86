import CommandKernel
import SessionTestSupport
import Testing

@Suite struct TextCollectorTests {
  private func value(_ code: String) -> String? {
    guard case .success(let data) = CommandKernelLanguage(LineLanguage()).evaluate(code) else { return nil }
    return data["text/plain"]?.string
  }

  @Test func onlyTextWithoutItsLastLineEnd() {
    #expect(value("say a\ntime\nshare\ntable t") == "a\nt")
    #expect(value("clear") == "")
  }

  @Test func nobodyIsAsked() { #expect(value("ask why?") == "nobody answers") }
}
