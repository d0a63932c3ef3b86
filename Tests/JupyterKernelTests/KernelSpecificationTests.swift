import Foundation
import Input
import JupyterKernel
import TestSupport
import Testing

@Suite struct KernelSpecificationTests {
  @Test func theFolder() throws {
    let folder = try TemporaryFolder()
    var information = Parrot.information
    try KernelSpecification(information, program: "/bin/parrot").write(to: folder.path + "/a/b")
    let text = try String(contentsOfFile: folder.path + "/a/b/kernel.json", encoding: .utf8)
    #expect(
      text == """
        {"argv":["/bin/parrot","kernel","run","{connection_file}"],"display_name":"Parrot","language":"parrot",\
        "interrupt_mode":"message","metadata":{"debugger":false}}

        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a/b") == ["kernel.json"])
    information.logo = "<svg/>"
    try KernelSpecification(information, program: "/bin/parrot").write(to: folder.path + "/a/b")
    #expect(try String(contentsOfFile: folder.path + "/a/b/logo-svg.svg", encoding: .utf8) == "<svg/>")
  }
}
