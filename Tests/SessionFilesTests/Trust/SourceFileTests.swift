import CommandLanguage
import CrouteLanguage
import Foundation
import Glibc
import Mathematics
import SessionFiles
import TestSupport
import Testing

@Suite struct SourceFileTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func refusal(_ commands: String) -> String {
    let error = #expect(throws: Diagnostic.self) { try Interpreter().execute(Source(commands), io: ReplayFrontEnd()) }
    return error?.text ?? ""
  }

  @Test(arguments: ["source", "sql --file", "state load"])
  func whatIsNoFileOfText(_ command: String) throws {
    mkfifo(folder.path + "/pipe", 0o600)
    #expect(refusal("\(command) \(folder.path)/pipe").contains("is a pipe that nobody writes to"))
    #expect(refusal("\(command) /dev/zero").contains("is not a regular file"))
    #expect(refusal("\(command) \(folder.path)").contains("Is a directory"))
    #expect(refusal("\(command) \(folder.path)/none").contains("No such file or directory"))
  }

  /// A pipe whose writer says nothing is waited for until somebody ends the wait.
  @Test func aSilentPipe() throws {
    let path = folder.path + "/pipe"
    mkfifo(path, 0o600)
    let writer = open(path, O_RDWR)
    defer { close(writer) }
    let io = ReplayFrontEnd()
    let deadline = Deadline(seconds: 0.2, flag: io.cancellation)
    defer { deadline.end() }
    let error = #expect(throws: Diagnostic.self) { try Interpreter().execute(Source("source \(path)"), io: io) }
    #expect(error?.exitCode == 130)
  }

  @Test func pipesThatSomebodyWritesTo() throws {
    let path = folder.path + "/pipe"
    mkfifo(path, 0o600)
    let writer = open(path, O_RDWR | O_NONBLOCK)
    let reader = Thread {
      _ = Glibc.write(writer, "echo from a pipe\n", 17)
      usleep(300_000)
      close(writer)
    }
    reader.start()
    usleep(50_000)
    let io = ReplayFrontEnd()
    try Interpreter().execute(Source("source \(path)"), io: io)
    #expect(io.take().map(\.text).joined() == "from a pipe\n")
  }

  /// No error shows a line of a file that is none of commands.
  @Test func nothingOfOtherFilesIsShown() throws {
    for line in ["root:$6$secret:19000:0:99999:7:::", "SECRET=1", "{\"secret\": 1}", "secret"] {
      try folder.write(line + "\nmore secret\n", to: "other")
      for command in ["source", "sql --file", "state load"] {
        let text = refusal("\(command) \(folder.path)/other")
        #expect(!text.lowercased().contains("secret"), "\(text)")
      }
    }
    #expect(
      refusal("source \(folder.path)/other").contains("is not a file of commands: line 1 does not begin with a command")
    )
    // A mistyped command is still shown with its line.
    try folder.write("ecko a\n", to: "mistyped")
    #expect(refusal("source \(folder.path)/mistyped").contains("did you mean 'echo'?"))
  }
}
