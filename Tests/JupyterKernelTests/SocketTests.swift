import Input
import JupyterKernel
import TestSupport
import Testing

@Suite struct SocketTests {
  /// A kernel that cannot listen where it should is none.
  @Test func addressesThatAreNone() throws {
    let folder = try TemporaryFolder()
    let json = try JSONParser.parse(
      """
      {"transport": "ipc", "ip": "\(folder.path)/none/s", "key": "", "shell_port": 1, "iopub_port": 2,
       "stdin_port": 3, "control_port": 4, "hb_port": 5}
      """)
    let connection = try ConnectionFile(json, path: "k.json")
    let error = #expect(throws: SocketError.self) { try Kernel(connection, Parrot.information, Parrot()) }
    #expect(error?.what.hasPrefix("cannot listen at ipc://\(folder.path)/none/s-") == true)
    #expect(error?.reason == "No such file or directory")
  }

  /// A message arrives with all of its frames, empty ones and one of a megabyte, after others that came before it.
  @Test func messagesAreWhole() throws {
    let client = try KernelClient()
    let long = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for message in [[[1]], [[], long, []], [[2], [3]]] as [[[UInt8]]] { client.sendRaw(message, on: .hb) }
    #expect(client.receiveRaw(on: .hb) == [[1]])
    #expect(client.receiveRaw(on: .hb) == [[], long, []])
    #expect(client.receiveRaw(on: .hb) == [[2], [3]])
  }
}
