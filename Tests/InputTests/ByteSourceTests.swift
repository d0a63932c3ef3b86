import Input
import Mathematics
import Synchronization
import TestSupport
import Testing

@Suite struct ByteSourceTests {
  @Test func readsInChunks() throws {
    let folder = ScratchFolder()
    let path = folder.write("abcdefghij")
    #expect(try content(path, chunk: 3) == "abcdefghij")
    #expect(try content(path, chunk: 5) == "abcdefghij")
    #expect(try ByteSource(path: path).size == 10)
  }

  @Test(arguments: [3, 4, 5, 100]) func skipsByteOrderMark(chunk: Int) throws {
    let folder = ScratchFolder()
    #expect(try content(folder.write("\u{FEFF}abcdef"), chunk: chunk) == "abcdef")
    #expect(try content(folder.write("\u{FEFF}", to: "mark"), chunk: chunk) == "")
    #expect(try content(folder.writeCompressed("\u{FEFF}abcdef", to: "marked.gz"), chunk: chunk) == "abcdef")
  }

  @Test func tellsWhyFilesCannotBeRead() {
    let folder = ScratchFolder()
    let missing = folder.path + "/missing"
    #expect(
      thrown { () throws(InputError) in try content(missing) }
        == .unreadable(path: missing, reason: "No such file or directory"))
    #expect(
      thrown { () throws(InputError) in try content(folder.path) }
        == .unreadable(path: folder.path, reason: "Is a directory"))
    #expect(
      thrown { () throws(InputError) in try content("/dev/null") }
        == .unreadable(path: "/dev/null", reason: "not a regular file"))
  }

  @Test func canBeCancelled() {
    let folder = ScratchFolder()
    let path = folder.write("abc")
    let flag = CancellationFlag()
    flag.cancel()
    #expect(thrown { () throws(InputError) in try content(path, task: TaskContext(flag: flag)) } == .cancelled)
  }

  @Test func reportsProgress() throws {
    let folder = ScratchFolder()
    let path = folder.write("abcdefgh")
    let shares = Mutex<[Double]>([])
    _ = try content(
      path, chunk: 4, task: TaskContext(flag: CancellationFlag()) { share in shares.withLock { $0.append(share) } })
    #expect(shares.withLock(\.self) == [0.5, 1, 1])
  }
}
