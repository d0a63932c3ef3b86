import CommandLanguage
import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct OutputFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String, force: Bool = false) throws(CommandError) {
    try OutputFile(folder.path + "/" + name, force: force).write(text)
  }
  private func read(_ name: String) throws -> String {
    try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  @Test func nothingIsLeftBesideTheFile() throws {
    try write("one", to: "p.csv")
    try write("two", to: "p.csv", force: true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["p.csv"])
    #expect(try read("p.csv") == "two")
  }

  @Test func anExistingFileIsReplacedByForceOnly() throws {
    let path = try folder.write("old", to: "f")
    let error = #expect(throws: CommandError.self) { try write("new", to: "f") }
    #expect(error.map { "\($0)" } == "\(path) exists")
    #expect(try read("f") == "old")
    // What is there already is not written again.
    let inode = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    try write("old", to: "f")
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int == inode)
  }

  @Test func whatIsNoFile() throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/d", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/full.csv", withDestinationPath: "/dev/full")
    mkfifo(folder.path + "/pipe", 0o600)
    for (name, reason) in [
      ("d", "is a directory"), ("full.csv", "No space left on device"), ("pipe", "No such device or address"),
      ("none/f", "No such file or directory"),
    ] {
      let error = #expect(throws: CommandError.self) { try write("a", to: name, force: true) }
      #expect(error.map { "\($0)" } == "\(folder.path)/\(name): \(reason)")
    }
  }
}
