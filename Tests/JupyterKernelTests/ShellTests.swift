import JupyterKernel
import Testing

@Suite struct ShellTests {
  @Test func aRequestIsAnsweredBetweenBusyAndIdle() throws {
    let client = try KernelClient()
    let (reply, published) = client.ask("kernel_info_request", [:])
    #expect(reply["language_info"]?["name"] == "parrot")
    #expect(published == [#"status {"execution_state":"busy"}"#, #"status {"execution_state":"idle"}"#])
  }

  @Test func cellsThatWaitedAreAbortedAfterAnError() throws {
    let client = try KernelClient()
    let failing = client.send("execute_request", ["code": "nonsense"], on: .shell)
    client.send("execute_request", ["code": "say never"], on: .shell)
    client.send("complete_request", ["code": "sa"], on: .shell)
    #expect(client.published(for: failing).contains { $0.hasPrefix("error ") })
    let replies = (0..<3).compactMap { _ in client.receive(on: .shell) }
    #expect(replies.map { $0.content["status"]?.string } == ["error", "aborted", "ok"])
    #expect(replies.map(\.type) == ["execute_reply", "execute_reply", "complete_reply"])
  }

  @Test func commsAreClosedAtOnce() throws {
    let client = try KernelClient()
    let id = client.send("comm_open", ["comm_id": "c"], on: .shell)
    #expect(client.published(for: id).contains(#"comm_close {"comm_id":"c","data":{}}"#))
  }
}
