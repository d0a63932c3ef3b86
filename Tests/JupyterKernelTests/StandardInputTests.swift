import JupyterKernel
import Testing

@Suite struct StandardInputTests {
  @Test func answersReachTheCell() throws {
    let client = try KernelClient()
    let id = client.send("execute_request", ["code": "ask name?", "allow_stdin": true], on: .shell)
    let question = try #require(client.receive(on: .stdin))
    #expect(question.type == "input_request" && question.parent == id)
    #expect(question.content == ["prompt": "name?", "password": false])
    client.send("input_reply", ["value": "Ann"], on: .stdin)
    #expect(client.published(for: id).contains(#"stream {"name":"stdout","text":"Ann"}"#))
  }

  @Test func nobodyIsAskedWhereThatIsNotAllowed() throws {
    let client = try KernelClient()
    let (_, published) = client.execute("ask name?", ["allow_stdin": false])
    #expect(published.last == #"stream {"name":"stdout","text":"nobody answers"}"#)
  }
}
