import CommandLanguage
import Foundation
import Synchronization
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

  /// A process that was killed leaves half a line.
  @Test func aLineBeginsWhereOneHasEnded() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("{\"query", to: "log.jsonl")
    let file = try LogFile(path)
    try file.append(Array("second\n".utf8))
    try file.append(Array("third\n".utf8))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "{\"query\nsecond\nthird\n")
  }

  @Test func whatIsReadIsNotWrittenTo() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("{}", to: "p.json")
    #expect(symlink(path, folder.path + "/link") == 0)
    for name in ["/p.json", "/link"] {
      let error = #expect(throws: CommandError.self) {
        try LogFile(folder.path + name, apartFrom: [("/absent", "the input"), (path, "the policy")])
      }
      #expect("\(error!)".contains("is the policy, to which no log is written"))
    }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "{}")
    try LogFile(folder.path + "/new", apartFrom: [("/absent", "the input"), (path, "the policy")]).append([0x0A])
    #expect(FileManager.default.fileExists(atPath: folder.path + "/new"))
  }

  @Test func whatIsNoFileIsRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: CommandError.self) { try LogFile(folder.path) }
    #expect(throws: CommandError.self) { try LogFile(folder.path + "/absent/log.jsonl") }
  }

  /// A descriptor that is closed twice may by then be another's: here that of a thread that opens and closes a file.
  @Test func whatIsRefusedIsClosedOnce() {
    let isDone = Atomic<Bool>(false)
    let lost = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: 2) { side in
      if side == 0 {
        for _ in 0..<5_000 { #expect(throws: CommandError.self) { try LogFile("/dev/null") } }
        isDone.store(true, ordering: .relaxed)
        return
      }
      while !isDone.load(ordering: .relaxed) {
        if close(open("/dev/null", O_RDONLY)) != 0 { lost.add(1, ordering: .relaxed) }
      }
    }
    #expect(lost.load(ordering: .relaxed) == 0)
  }
}
