import CommandLanguage
import Foundation
import TestSupport
import Testing
import Workbench

@Suite struct LogFileTests {
  @Test func linesGoToTheEnd() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("first\n", to: "log.jsonl")
    let file = try LogFile(path)
    try file.append(Array("second\n".utf8))
    try LogFile(path).append(Array("third\n".utf8))
    try file.append(Array("fourth\n".utf8))
    try file.append([])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "first\nsecond\nthird\nfourth\n")
    try LogFile(folder.path + "/new.jsonl").append([0x0A])
    #expect(try String(contentsOfFile: folder.path + "/new.jsonl", encoding: .utf8) == "\n")
  }

  @Test func whatIsNoFileIsRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: CommandError.self) { try LogFile(folder.path) }
    #expect(throws: CommandError.self) { try LogFile(folder.path + "/absent/log.jsonl") }
  }
}
