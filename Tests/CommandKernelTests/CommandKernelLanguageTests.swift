import CommandKernel
import Input
import JupyterKernel
import SessionTestSupport
import Testing

@Suite struct CommandKernelLanguageTests {
  private let language = CommandKernelLanguage(LineLanguage())
  private let cell = CellRecorder()

  private func failure(_ code: String) -> CellFailure? {
    if case .failure(let failure) = language.execute(code, in: cell) { failure } else { nil }
  }

  @Test func statementsShareACell() {
    guard case .success(let payloads) = language.execute("say a\ntable t\nsay b", in: cell) else {
      return #expect(Bool(false))
    }
    #expect(payloads.isEmpty && cell.shown == ["stdout a\n", "result t", "stdout b\n"])
  }

  @Test func pagesAndLeavingArePayloads() {
    guard case .success(let payloads) = language.execute("page p\nquit\nsay never", in: cell) else {
      return #expect(Bool(false))
    }
    #expect(
      payloads == [
        ["source": "page", "data": ["text/plain": "p\n"], "start": 0], ["source": "ask_exit", "keepkernel": false],
      ])
    // The client decides, and may go on.
    _ = language.execute("say on", in: cell)
    #expect(cell.shown == ["stdout on\n"])
  }

  @Test func errorsByTheirKinds() {
    #expect(
      failure("say a\nsya b")
        == CellFailure(
          name: "UsageError", value: "unknown command 'sya'",
          traceback: ["error: unknown command 'sya'", "  sya b", "  ^~~", "did you mean 'say'?"]))
    #expect(failure("fail")?.name == "CommandError" && failure("interrupt")?.name == "Interrupted")
    #expect(failure("table t\nfail")?.value == "nothing works" && cell.shown.last == "display t")
  }

  @Test func expressions() {
    guard case .success(let data) = language.evaluate("say a\nsay b") else { return #expect(Bool(false)) }
    #expect(data == ["text/plain": "a\nb"])
    guard case .failure(let failure) = language.evaluate("fail") else { return #expect(Bool(false)) }
    #expect(failure.value == "nothing works")
  }

  @Test func helpWhileTyping() {
    let code = "say sha"
    let completion = language.completion(of: code, at: code.endIndex)
    #expect(completion.matches == ["share"] && code[completion.range] == "sha")
    #expect(language.inspection(of: code, at: code.startIndex) == ["text/plain": "say TEXT"])
    #expect(language.inspection(of: code, at: code.endIndex) == nil)
    #expect(
      ["a", "a\\", "a'"].map { language.completeness(of: $0) } == [.complete, .incomplete, .invalid])
  }
}
