import JupyterKernel
import Testing

@Suite struct ControlTests {
  /// Control answers while a cell runs, and ends it.
  @Test func interrupts() throws {
    let client = try KernelClient()
    let id = client.send("execute_request", ["code": "wait"], on: .shell)
    while let message = client.receive(on: .iopub), message.type != "stream" {}
    client.send("kernel_info_request", [:], on: .control)
    #expect(client.receive(on: .control)?.content["implementation"] == "parrot")
    client.send("interrupt_request", [:], on: .control)
    #expect(client.receive(on: .control)?.content == ["status": "ok"])
    #expect(client.published(for: id).contains { $0.hasPrefix(#"error {"ename":"Interrupted""#) })
    #expect(client.receive(on: .shell)?.content["status"] == "error")
    // The next cell is not interrupted.
    #expect(client.execute("say a").reply["status"] == "ok")
  }
}
