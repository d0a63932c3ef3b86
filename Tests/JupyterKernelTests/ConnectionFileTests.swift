import Glibc
import Input
import JupyterKernel
import TestSupport
import Testing

@Suite struct ConnectionFileTests {
  private let sound = """
    {"shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5, "ip": "127.0.0.1",
     "key": "a0b1", "transport": "tcp", "signature_scheme": "hmac-sha256", "kernel_name": "croute"}
    """

  @Test func addresses() throws {
    let folder = try TemporaryFolder()
    var file = try ConnectionFile(path: try folder.write(sound, to: "kernel.json"))
    #expect(file.key == Array("a0b1".utf8))
    #expect(file.address(of: .control) == "tcp://127.0.0.1:4")
    file.transport = "ipc"
    file.ip = "/tmp/kernel"
    #expect(file.address(of: .hb) == "ipc:///tmp/kernel-5")
  }

  @Test(arguments: [
    ("\"key\": \"a0b1\", ", "", "k.json has no usable 'key'"),
    ("\"shell_port\": 1", "\"shell_port\": 70000", "k.json has no usable 'shell_port'"),
    ("\"tcp\"", "\"pgm\"", "k.json: transport is 'pgm', expected tcp or ipc"),
    ("sha256", "md5", "k.json: signature_scheme is 'hmac-md5', expected hmac-sha256"),
  ])
  func faults(old: String, new: String, text: String) throws {
    let json = try JSONParser.parse(sound.replacing(old, with: new))
    do {
      _ = try ConnectionFile(json, path: "k.json")
      Issue.record("no fault")
    } catch {
      #expect(error.text == text)
    }
  }

  @Test func absentFile() {
    do {
      _ = try ConnectionFile(path: "/none/k.json")
      Issue.record("no fault")
    } catch {
      #expect(error.text == "cannot read /none/k.json: No such file or directory")
    }
  }

  /// What would be waited for, or never end, is refused before it is read.
  @Test func whatIsNoFile() throws {
    let folder = try TemporaryFolder()
    mkfifo(folder.path + "/pipe", 0o600)
    for (path, reason) in [
      (folder.path + "/pipe", "not a regular file"), ("/dev/zero", "not a regular file"),
      (folder.path, "Is a directory"),
    ] {
      let fault = #expect(throws: ConnectionFile.Fault.self) { _ = try ConnectionFile(path: path) }
      #expect(fault == .unreadable(path: path, reason: reason))
    }
    let long = try folder.write(String(repeating: "[", count: 2_000_000), to: "long.json")
    let fault = #expect(throws: ConnectionFile.Fault.self) { _ = try ConnectionFile(path: long) }
    #expect(fault == .unreadable(path: long, reason: "it is not JSON"))
  }
}
