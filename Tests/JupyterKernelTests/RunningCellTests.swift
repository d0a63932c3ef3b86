import JupyterKernel
import Testing

@Suite struct RunningCellTests {
  @Test func displaysAndClearing() throws {
    let client = try KernelClient()
    #expect(
      client.execute("show d").published.last
        == #"display_data {"data":{"text/plain":"d"},"metadata":{},"transient":{}}"#)
    #expect(client.execute("clear").published.last == #"clear_output {"wait":false}"#)
    // Nothing to print is nothing to publish.
    #expect(client.execute("say").published == [#"execute_input {"code":"say","execution_count":3}"#])
  }
}
