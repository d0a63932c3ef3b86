import Foundation
import Glibc
import Input
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func read(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }
  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  @Test func newFilesAndOldOnes() throws {
    try AtomicFile.write("a".utf8, to: folder.path + "/f")
    #expect(try read("f") == "a")
    chmod(folder.path + "/f", 0o640)
    try AtomicFile.write("b".utf8, to: folder.path + "/f")
    var status = stat()
    #expect(stat(folder.path + "/f", &status) == 0 && status.st_mode & 0o777 == 0o640)
    try AtomicFile.write("c".utf8, to: folder.path + "/f", mode: 0o600)
    #expect(stat(folder.path + "/f", &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try read("f") == "c" && names == ["f"])
  }

  /// A link stays a link; what it leads to changes, or comes to be.
  @Test func symbolicLinksAreFollowed() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/d", withIntermediateDirectories: true)
    try folder.write("old", to: "d/target")
    for (link, target) in [("l", "d/target"), ("again", "l"), ("dangling", "d/none")] {
      try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + link, withDestinationPath: target)
    }
    try AtomicFile.write("new".utf8, to: folder.path + "/again")
    #expect(try read("d/target") == "new")
    try AtomicFile.write("made".utf8, to: folder.path + "/dangling")
    #expect(try read("d/none") == "made")
    for link in ["l", "again", "dangling"] {
      #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/" + link)) != nil)
    }
  }

  /// What a process that is no more left behind is removed; what a living one has, and what others made, is not.
  @Test func straysOfKilledRuns() throws {
    let host = UInt32(bitPattern: Int32(truncatingIfNeeded: gethostid()))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/true")
    try process.run()
    process.waitUntilExit()
    // proc(5): the 22nd field, the twentieth after the name in parentheses, is when the process started.
    let stat = try String(contentsOfFile: "/proc/self/stat", encoding: .utf8)
    let start = try #require(stat.split(separator: ")").last?.split(separator: " ")[19])
    let dead = ".croute-\(host)-\(process.processIdentifier)-\(start)-1a.tmp"
    let living = ".croute-\(host)-\(getpid())-\(start)-1a.tmp"
    // Its number is ours by now.
    let earlier = ".croute-\(host)-\(getpid())-1-1a.tmp"
    let others = [".croute-\(host &+ 1)-\(process.processIdentifier)-1-1a.tmp", ".croute-x.tmp", "a.tmp"]
    for name in [dead, living, earlier] + others { try folder.write("x", to: name) }
    try AtomicFile.write("a".utf8, to: folder.path + "/f")
    #expect(try names == ([living, "f"] + others).sorted())
  }

  @Test func whatCannotBeWritten() throws {
    let error = #expect(throws: AtomicFile.Failure.self) { try AtomicFile.write("a".utf8, to: folder.path + "/none/f") }
    #expect(error == AtomicFile.Failure(code: ENOENT) && error?.reason == "No such file or directory")
  }
}
