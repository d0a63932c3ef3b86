import Foundation
import Input
import JupyterKernel
import TestSupport
import Testing

@Suite struct KernelProgramTests {
  /// The program, which is built beside the tests.
  static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "croute").path

  private func run(_ arguments: [String], _ environment: [String: String]) throws -> (code: Int32, text: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = ["kernel"] + arguments
    process.environment = environment
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  private func installed(in folder: String) throws -> JSONValue {
    let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/kernels/croute/kernel.json"))
    return try JSONParser.parse(bytes: data)
  }

  @Test func placesInTheEnvironment() {
    let folders = DataFolders(["HOME": "/h", "JUPYTER_PATH": "/a:/b"])
    #expect(KernelProgram.Place.first.folders(folders) == ["/a", "/b", "/h/.local/share/jupyter"])
    #expect(KernelProgram.Place.user.folders(folders) == ["/h/.local/share/jupyter"])
    #expect(KernelProgram.Place.prefix("/p").folders(folders) == ["/p/share/jupyter"])
  }

  @Test func placesInArguments() {
    #expect(KernelProgram.place([]) == .first)
    #expect(KernelProgram.place(["--user"]) == .user)
    #expect(KernelProgram.place(["--prefix", "/p"]) == .prefix("/p"))
    #expect(KernelProgram.place(["--prefix=/p"]) == .prefix("/p"))
    for wrong in [["--prefix"], ["--prefix="], ["--user", "--prefix", "/p"], ["here"]] {
      #expect(KernelProgram.place(wrong[...]) == nil)
    }
  }

  @Test func installAndUninstall() throws {
    let folder = try TemporaryFolder()
    let environment = ["HOME": folder.path, "JUPYTER_DATA_DIR": folder.path + "/data"]
    let cases = [
      ([], environment, "/data"), (["--user"], environment, "/data"),
      (["--prefix", folder.path + "/env"], environment, "/env/share/jupyter"),
      ([], environment.merging(["JUPYTER_PATH": folder.path + "/listed:/other"]) { $1 }, "/listed"),
    ]
    for (arguments, environment, place) in cases {
      #expect(try run(["install"] + arguments, environment).code == 0)
      let json = try installed(in: folder.path + place)
      #expect(json["argv"] == [.string(Self.program), "kernel", "run", "{connection_file}"])
      #expect(json["interrupt_mode"] == "message" && json["language"] == "croute")
      #expect(FileManager.default.fileExists(atPath: folder.path + place + "/kernels/croute/logo-svg.svg"))
      #expect(try run(["uninstall"] + arguments, environment).code == 0)
      #expect(!FileManager.default.fileExists(atPath: folder.path + place + "/kernels/croute"))
      let again = try run(["uninstall"] + arguments, environment)
      #expect(again.code == 1 && again.text.contains("is not installed in"))
    }
  }

  @Test func usageErrors() throws {
    for arguments in [[], ["instal"], ["run"], ["install", "--global"]] {
      let outcome = try run(arguments, [:])
      #expect(outcome.code == 2 && outcome.text.contains("croute kernel run CONNECTION_FILE"))
    }
  }
}
