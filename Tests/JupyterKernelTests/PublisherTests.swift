import JupyterKernel
import Testing

@Suite struct PublisherTests {
  /// A subscriber tells messages apart by their first frame, the topic: their type.
  @Test func topicsAreTypes() throws {
    let client = try KernelClient()
    client.send("kernel_info_request", [:], on: .shell)
    let frames = try #require(client.receiveRaw(on: .iopub))
    #expect(frames[0] == Array("status".utf8) && frames[1] == Message.delimiter)
  }
}
