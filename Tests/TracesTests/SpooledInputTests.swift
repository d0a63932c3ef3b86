import Glibc
import Input
import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct SpooledInputTests {
  private let folder = ScratchFolder()

  /// What comes through a pipe is read like a file: looked at first, and its texts read back later.
  @Test func pipesAreReadLikeFiles() throws {
    let file = folder.write("query_id,model,quality,cost,prompt\nq1,m,1,2,\"say \"\"so\"\"\"\n", to: "a.csv")
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    shell("cat '\(file)' > '\(pipe)' &")
    let traces = try TraceLoader.load(paths: [pipe])
    #expect(traces.source == pipe && traces.cost == [2] && traces.prompts?[0] == "say \"so\"")
  }

  @Test func mistakesNameThePipe() {
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    #expect(
      throws: InputError.unreadable(path: pipe, reason: "is a pipe that nobody writes to")
    ) { try TraceLoader.load(paths: [pipe]) }
    shell("printf 'query_id,model,quality,cost\\nq1,m,7,2\\n' > '\(pipe)' &")
    #expect(
      throws: InputError.invalidNumber(
        path: pipe, line: 2, column: "quality", found: "7", allowed: "a number from 0 to 1")
    ) { try TraceLoader.load(paths: [pipe]) }
  }

  @Test func aSilentPipeCanBeLeft() {
    let pipe = folder.path + "/pipe"
    mkfifo(pipe, 0o600)
    let writer = open(pipe, O_RDWR)
    defer { close(writer) }
    let flag = CancellationFlag()
    flag.cancel()
    #expect(
      thrown { () throws(InputError) in try TraceLoader.load(paths: [pipe], task: TaskContext(flag: flag)) }
        == .cancelled)
  }
}
