import JupyterKernel
import Testing

@Suite struct HeartbeatTests {
  @Test func whateverComesGoesBack() throws {
    let client = try KernelClient()
    client.sendRaw([[1, 2], [], [3]], on: .hb)
    #expect(client.receiveRaw(on: .hb) == [[1, 2], [], [3]])
  }
}
