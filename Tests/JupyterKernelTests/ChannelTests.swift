import JupyterKernel
import Testing

@Suite struct ChannelTests {
  /// A request is dropped unless it is signed with the key of the connection file.
  @Test func signaturesAreChecked() throws {
    let client = try KernelClient(key: Array("another".utf8))
    client.send("kernel_info_request", [:], on: .control)
    #expect(client.receive(on: .control, within: 1000) == nil)
    let good = Composer(signer: Signer(key: Array("secret".utf8)))
    client.sendRaw(good.frames("kernel_info_request", content: [:], to: [], parent: nil), on: .control)
    #expect(client.receive(on: .control)?.type == "kernel_info_reply")
  }
}
