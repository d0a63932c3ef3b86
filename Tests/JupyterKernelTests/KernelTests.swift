import Input
import JupyterKernel
import TestSupport
import Testing

@Suite struct KernelTests {
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

  /// Two kernels in one process share nothing.
  @Test func kernelsAreApart() throws {
    let (one, other) = (try KernelClient(), try KernelClient())
    #expect(one.execute("say a").reply["execution_count"] == 1)
    #expect(one.execute("say a").reply["execution_count"] == 2)
    #expect(other.execute("say a").reply["execution_count"] == 1)
  }
}
