import CommandLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct ShellLineTests {
  private func typed(_ line: String, answer: String? = nil) throws -> String {
    let io = RecordingFrontEnd(answer: answer)
    try Interpreter().execute(Source(line, isInteractive: true), io: io)
    return io.text
  }

  @Test func outputGoesToAFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.txt"
    #expect(try typed("echo 'a > b' > \(path)") == "")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "a > b\n")
    #expect(throws: Diagnostic.self) { try typed("echo c > \(path)", answer: "n") }
    _ = try typed("echo c > \(path)", answer: "y")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "c\n")
  }

  /// Behind the Greek question mark (U+037E), which equals a semicolon as a character, the text goes on.
  @Test(arguments: [(";", ""), ("\u{37E}", "<a\u{37E} > ")]) func onlyBehindItsEndHasARawTextATarget(
    _ end: String, _ beginning: String
  ) throws {
    let folder = try TemporaryFolder()
    #expect(try typed("note a\(end) > \(folder.path)/f").hasPrefix(beginning))
    #expect(FileManager.default.fileExists(atPath: folder.path + "/f") == beginning.isEmpty)
  }

  @Test func outputGoesThroughAShellCommand() throws {
    let folder = try TemporaryFolder()
    _ = try typed("echo one two | tr ' ' '\\n' | wc -l > \(folder.path)/n")
    #expect(try String(contentsOfFile: folder.path + "/n", encoding: .utf8) == "2\n")
  }

  @Test func shellFailuresAreErrors() {
    #expect(throws: Diagnostic.self) { try typed("!exit 3") }
  }
}
