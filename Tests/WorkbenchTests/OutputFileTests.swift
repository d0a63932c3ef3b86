import CommandLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct OutputFileTests {
  private func session() throws -> Interpreter {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 100\nfit quality constant\nsweep mix --budgets 2")
    return interpreter
  }

  @Test func nothingIsLeftBesideTheFile() throws {
    let folder = try TemporaryFolder()
    try session().output("write _ \(folder.path)/p.csv\nwrite _ \(folder.path)/p.csv --force")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["p.csv"])
    #expect(try String(contentsOfFile: folder.path + "/p.csv", encoding: .utf8).hasPrefix("strategy,budget,cost,"))
  }

  @Test func aFullDeviceIsAnError() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/full.csv", withDestinationPath: "/dev/full")
    let interpreter = try session()
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("write _ \(folder.path)/full.csv") }
    #expect(error?.message.hasSuffix("No space left on device") == true)
  }
}
