import JupyterKernel
import Testing

@Suite struct ShellQuestionsTests {
  /// Positions are counted in code points: the emoji is one.
  @Test func completions() throws {
    let client = try KernelClient()
    let reply = client.ask("complete_request", ["code": "😀 sh and more", "cursor_pos": 4]).reply
    #expect(reply["matches"] == ["show"] && reply["cursor_start"] == 2 && reply["cursor_end"] == 4)
    #expect(client.ask("complete_request", ["code": "s"]).reply["matches"] == ["say", "show"])
  }

  @Test func inspections() throws {
    let client = try KernelClient()
    let found = client.ask("inspect_request", ["code": "say", "cursor_pos": 1]).reply
    #expect(found["found"] == true && found["data"] == ["text/plain": "it speaks"])
    let none = client.ask("inspect_request", ["code": "x", "cursor_pos": 1]).reply
    #expect(none["found"] == false && none["data"] == [:] && none["status"] == "ok")
  }

  @Test func completeness() throws {
    let client = try KernelClient()
    #expect(client.ask("is_complete_request", ["code": "say a"]).reply == ["status": "complete"])
    #expect(client.ask("is_complete_request", ["code": "say \\"]).reply == ["status": "incomplete", "indent": ""])
    #expect(client.ask("is_complete_request", ["code": "("]).reply == ["status": "invalid"])
  }
}
